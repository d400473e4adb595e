import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/config/project-root.js';

/** `npm run bench`: that it measures and reports. What it measures is nobody's pass or fail. */

interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'crownline-bench-'));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

function bench(...options: string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/start.mjs', '--entry', 'bench.js', ...options], {
      cwd: projectRoot,
      env: { ...process.env, NODE_ENV: 'development', DATA_DIR: dataDir },
    });
    const finished: Finished = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (finished.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (finished.stderr += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...finished, code }));
  });
}

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
