import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../support/command.js';

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
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  expect(stdout).toMatch(/Node \d+\.\d+\.\d+, \w+ \w+, \d+ cores/);
  expect(readdirSync(dataDir)).toEqual(['rows.json']);
});

it('says how it is used when it is asked for something else', async () => {
  const { code, stderr } = await bench('--fast');
  expect(code).toBe(1);
  expect(stderr).toContain('npm run bench -- [--json FILE] [--quick]');
});
