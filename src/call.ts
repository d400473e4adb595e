import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runCommand, type CommandContext } from './runtime/command.runner.js';
import type { CallTarget } from './simulation/caller/call-station.js';
import { CaptureError } from './simulation/replay/capture-file.protocol.js';
import { runReplay } from './simulation/replay/replay.command.js';
import { ServerUnreachableError } from './simulation/caller/record.client.js';
import { ScenarioError, ScenariosService } from './simulation/caller/scenarios.service.js';
import { needsStage } from './simulation/caller/scenario.types.js';
import { runCall } from './simulation/call.command.js';

const USAGE = `npm run call -- [--scenario NAME] [--url URL] [--json] [--wav FILE]
npm run call -- --replay FILE [--url URL] [--json]
npm run call -- --list

  --scenario NAME  who calls and what for; book-cleaning when left out
  --replay FILE    plays a capture again, a call that was recorded with CAPTURE_DIR (captures/README.md), and compares
  --url URL        the server to call; the one that npm start runs when left out
  --json           prints one line of JSON at the end; the transcript goes to stderr
  --wav FILE       records the call in stereo: the caller left, the agent right
  --list           prints the scenarios; those marked (npm run evals) are played by that command alone`;

/** Something the person at the terminal can put right. */
class UsageError extends Error {}

async function call(context: CommandContext): Promise<void> {
  const { settings, stopping, clock } = context;
  const options = readArguments();
  const scenarios = new ScenariosService();
  if (options.list) return listScenarios(scenarios, context.print);
  const print = options.json ? (line: string) => void process.stderr.write(`${line}\n`) : context.print;
  if (options.replay !== undefined) {
    if (options.wav !== undefined) throw new UsageError('--wav records a scenario, not a replay');
    const target = readTarget(settings.dataDir, options.url);
    const report = await runReplay({ target, file: options.replay, clock, signal: stopping, print });
    return conclude(report, options.json, context);
  }
  const scenario = scenarios.load(options.scenario); // a misspelt name is told also when there is no server
  if (needsStage(scenario)) {
    throw new UsageError(
      `${scenario.name} needs a clinic of its own, and a look into its database: npm run evals -- --filter ${scenario.name}`,
    );
  }
  const { clinic } = scenario;
  if (clinic) print(`This scenario is for a clinic with ${wordsOf(clinic)}. The call does not set it up so.`);
  if (options.wav !== undefined) refuseUnwritable(options.wav);
  const report = await runCall({
    target: readTarget(settings.dataDir, options.url),
    scenario: options.scenario,
    signal: stopping,
    wavFile: options.wav,
    print,
    colour: (options.json ? process.stderr : process.stdout).isTTY,
    tools: { clock, scenarios },
  });
  conclude(report, options.json, context);
}

/** Before the call: nobody wants to hear after a minute that it was not kept. */
function refuseUnwritable(file: string): void {
  try {
    closeSync(openSync(file, 'a'));
  } catch {
    throw new UsageError(`${file} can not be written.`);
  }
}

function conclude(report: { ok: boolean }, json: boolean, { print }: CommandContext): void {
  if (json) print(JSON.stringify(report));
  if (!report.ok) process.exitCode = 1;
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        scenario: { type: 'string', default: 'book-cleaning' },
        url: { type: 'string' },
        json: { type: 'boolean', default: false },
        wav: { type: 'string' },
        replay: { type: 'string' },
        list: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : 'unknown option'}\n\n${USAGE}`);
  }
}

function listScenarios(scenarios: ScenariosService, print: (line: string) => void): void {
  const names = scenarios.names();
  const width = Math.max(...names.map((name) => name.length));
  for (const name of names) {
    const scenario = scenarios.load(name);
    print(`${name.padEnd(width)}  ${scenario.summary}${needsStage(scenario) ? ' (npm run evals)' : ''}`);
  }
}

const accessSchema = z.object({
  url: z.string(),
  publicUrl: z.string().optional(),
  twilioAuthToken: z.string(),
  clinicNumber: z.string(),
  deskNumber: z.string().nullable().optional(),
  twilioAccountSid: z.string().optional(),
  carrierApiUrl: z.string().optional(),
  apiKey: z.string(),
});

/** What a running `npm start` leaves for scripts. */
function readTarget(dataDir: string, url: string | undefined): CallTarget {
  const file = join(dataDir, 'demo.json');
  const access = accessSchema.safeParse(readJson(file));
  if (!access.success) {
    throw new UsageError(`${file} can not be used. Run npm start first: it writes that file.`);
  }
  const { publicUrl, ...target } = access.data;
  if (url !== undefined) return { ...target, url: url.replace(/\/+$/, '') };
  return publicUrl === undefined ? target : { ...target, publicUrl };
}

const wordsOf = (clinic: object): string =>
  Object.entries(clinic)
    .map(([name, value]) => `${name} = ${String(value)}`)
    .join(', ');

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Null for what nobody at a terminal can do anything about. */
function explain(error: unknown): string | null {
  if (error instanceof ServerUnreachableError) {
    return `No server answers at ${error.url}. Run npm start first, or name another address with --url.`;
  }
  const tellsHow = error instanceof UsageError || error instanceof ScenarioError || error instanceof CaptureError;
  return tellsHow ? error.message : null;
}

await runCommand('nothing', async (context) => {
  try {
    await call(context);
  } catch (error) {
    const message = explain(error);
    if (message === null) throw error;
    process.stderr.write(`${message}\n`);
    process.exitCode = 1;
  }
});
