import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../support/command.js';

/** `npm run bench`: that it measures and reports. What it measures is nobody's pass or fail. */

let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'crownline-bench-'));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

const bench = (...options: string[]) => runCommand('bench.js', dataDir, options);

it('prints a table, writes its rows as JSON, and leaves nothing of the measured server', async () => {
  const file = join(dataDir, 'rows.json');
  const { code, stdout, stderr } = await bench('--quick', '--json', file);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const { rows } = JSON.parse(readFileSync(file, 'utf8')) as { rows: Record<string, unknown>[] };
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) {
    expect(row).toEqual({
      name: expect.any(String),
      value: expect.any(Number),
      unit: expect.any(String),
      baseline: expect.any(Number),
      ratio: (row.value as number) / (row.baseline as number),
    });
    const [section, name] = (row.name as string).split(': ') as [string, string];
    expect(stdout).toContain(`\n${section}\n`);
    expect(stdout).toContain(`\n  ${name} `);
  }
  expectPipeline(rows as unknown as Row[]);
  expect(rows.some(({ name }) => (name as string).startsWith('Lists of the API'))).toBe(true);
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  expect(stdout).toMatch(/Node \d+\.\d+\.\d+, \w+ \w+, \d+ cores/);
  expect(readdirSync(dataDir)).toEqual(['rows.json']);
});

interface Row {
  name: string;
  value: number;
  baseline: number;
}

/** Each hop between its providers, what a guess is compared to, and where it is interrupted. */
function expectPipeline(rows: readonly Row[]): void {
  const named = (name: string): Row | undefined => rows.find((row) => row.name === name);
  const hops = [
    'end of the turn → request at the model',
    'first words of the model → text at the voice',
    'first audio of the voice → caller',
  ];
  for (const hop of hops) {
    for (const share of ['median', '95 %']) {
      expect(named(`The pipeline's share of a turn: ${hop}, ${share}`)?.value).toBeGreaterThan(0);
    }
  }
  const reply = (name: string) => named(`From the caller's last word to the reply: ${name}`);
  const usual = reply('first audio, median');
  const early = reply('first audio, thought of early');
  expect(reply("the pipeline's share of it")?.value).toBeCloseTo((usual?.value ?? 0) - (usual?.baseline ?? 0), 6);
  expect(early?.baseline).toBe(usual?.value);
  expect(reply('saved by thinking early')?.value).toBe((usual?.value ?? 0) - (early?.value ?? 0));
  const stops = rows.filter(({ name }) => name.startsWith('The caller interrupts the pipeline: '));
  expect(stops).toHaveLength(3);
}

it('says how it is used when it is asked for something else', async () => {
  const { code, stderr } = await bench('--fast');
  expect(code).toBe(1);
  expect(stderr).toContain('npm run bench -- [--json FILE] [--quick]');
});
