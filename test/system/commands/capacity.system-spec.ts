import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { figuresSchema } from '../../../src/bench/capacity/capacity.types.js';
import { runCommand } from '../../support/command.js';

/** `npm run capacity`: that it measures, and tells what follows. What it measures is nobody's pass or fail. */

let dataDir: string;

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'crownline-capacity-'));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

const capacity = (...options: string[]) => runCommand('capacity.js', dataDir, options);

it('plays calls on a server of its own, writes what they took, and leaves nothing of that server', async () => {
  const file = join(dataDir, 'figures.json');
  const { code, stdout, stderr } = await capacity('--measure', '--quick', '--out', file);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const { provisional, batches, machine } = figuresSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  expect(provisional).toContain('fewer than 3 numbers of callers');
  expect(machine.postgresVersion).toMatch(/^\d+\.\d+/);
  const [idle, one] = batches;
  expect(idle).toMatchObject({ scenario: null, callers: 0, calls: 0, callMinutes: 0 });
  expect(one).toMatchObject({ scenario: 'book-cleaning', callers: 1, calls: 1, callsBooked: 1 });
  expect(one?.held).toMatchObject({ liveCalls: 1 });
  expect(one?.callMinutes).toBeGreaterThan(0.1);
  const { used, held } = one ?? {};
  for (const value of [used?.serverCpuSeconds, used?.databaseCpuSeconds, used?.statements, used?.walBytes])
    expect(value).toBeGreaterThan(0);
  for (const value of [held?.liveBytes, held?.residentBytes, held?.databaseConnectionsMost])
    expect(value).toBeGreaterThan(0);
  expect(stdout).toContain('1 at once, book-cleaning');
  expect(readdirSync(dataDir)).toEqual(['figures.json']);
}, 300_000);

it('prints what follows from the figures that are in the project', async () => {
  const { code, stdout } = await capacity();
  expect(code).toBe(0);
  for (const title of ['What calls take', 'Three sizes', 'What breaks first', 'What is assumed'])
    expect(stdout).toContain(`\n${title}\n`);
  expect(stdout).toMatch(/clinics +1 +100 +10,000\n/);
});

it.each([['--fast'], ['--measure', '--calls', '4,none']])(
  'says how it is used when it is asked for %s',
  async (...options) => {
    const { code, stderr } = await capacity(...options);
    expect(code).toBe(1);
    expect(stderr).toContain('npm run capacity -- --measure [--calls N,N,…]');
  },
);
