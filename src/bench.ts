import { closeSync, openSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine, FULL_SIZE, QUICK_SIZE, runBench } from './bench/bench.command.js';
import { buildTable } from './bench/table.builder.js';
import { runCommand, type CommandContext } from './runtime/command.runner.js';
import { EmbeddedDatabase } from './runtime/embedded-postgres/embedded-database.js';
import { OperatorError } from './runtime/runtime.errors.js';

const USAGE = `npm run bench -- [--json FILE] [--quick]

  --json FILE  also writes the rows to FILE
  --quick      measures as little as possible: shows that it works, and nothing else`;

class UsageError extends OperatorError {}

async function bench({ settings, clock, stopping, print }: CommandContext): Promise<void> {
  const options = readArguments();
  if (options.json !== undefined) refuseUnwritable(options.json);
  const machine = describeMachine();
  const tell = (line: string) => void process.stderr.write(`${line}\n`);
  const { dataDir } = settings;
  const folder = resolve(dataDir, `bench-schedule-${process.pid}`);
  const openDatabase = (databaseName: string) => EmbeddedDatabase.open({ dataDir: folder, clock, databaseName });
  const context = { dataDir, openDatabase, clock, stopping, tell };
  const rows = await runBench(options.quick ? QUICK_SIZE : FULL_SIZE, context).finally(() =>
    rm(folder, { recursive: true, force: true }),
  );
  for (const line of buildTable(rows)) print(line);
  print(`\n${machine}`);
  if (options.json === undefined) return;
  const report = rows.map(({ section, name, value, unit, baseline, ratio }) => ({
    name: `${section}: ${name}`,
    value,
    unit,
    baseline,
    ratio,
  }));
  writeFileSync(options.json, `${JSON.stringify({ rows: report }, null, 2)}\n`);
}

/** Before it begins: nobody wants to hear after a minute that it was not kept. */
function refuseUnwritable(file: string): void {
  try {
    closeSync(openSync(file, 'a'));
  } catch {
    throw new UsageError(`${file} can not be written.`);
  }
}

function readArguments() {
  try {
    return parseArgs({ options: { json: { type: 'string' }, quick: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : 'unknown option'}\n\n${USAGE}`);
  }
}

await runCommand('nothing', async (context) => {
  try {
    await bench(context);
  } catch (error) {
    // Whatever fails once it was asked to stop, fails because of that.
    if (!context.stopping.aborted) throw error;
    process.exitCode = 1;
  }
});
