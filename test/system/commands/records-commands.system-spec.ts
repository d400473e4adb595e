import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { runCommand } from '../../support/command.js';
import { TEST_ENCRYPTION_KEYS } from '../../support/test-database.js';
import { ACCOUNT_SID, AUTH_TOKEN } from '../../support/test-line.js';
import { markedPatient, MARKS } from '../../integration/retention/marked-patient.js';
import { RecordsBench } from '../../integration/retention/records-bench.js';

let bench: RecordsBench;
let dataDir: string;

beforeAll(async () => {
  bench = await RecordsBench.start();
  await bench.newClinic();
  dataDir = mkdtempSync(join(tmpdir(), 'crownline-records-'));
});
afterAll(async () => {
  await bench.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const run = (entry: string, ...options: string[]) =>
  runCommand(entry, dataDir, options, {
    DATABASE_URL: bench.line.config.databaseUrl,
    ENCRYPTION_KEYS: TEST_ENCRYPTION_KEYS,
    TWILIO_ACCOUNT_SID: ACCOUNT_SID,
    TWILIO_AUTH_TOKEN: AUTH_TOKEN,
    TWILIO_API_URL: bench.carrier.url,
  });

it('counts what would be deleted, deletes it, and gives a patient what is left', async () => {
  const { clinicId } = bench.clinic;
  const patient = await markedPatient(bench);
  // The commands go by the real time, in which these calls may be of today.
  const longAgo = new Date('2020-01-01T00:00:00Z');
  await bench.prisma.recording.updateMany({ where: { clinicId }, data: { createdAt: longAgo } });

  const dry = await run('retention.js', '--dry-run', '--clinic', clinicId, '--json');
  expect(dry).toMatchObject({ code: 0, stderr: expect.not.stringContaining('Error') });
  const forecast = JSON.parse(dry.stdout) as { results: { kind: string; due: number }[] };
  expect(forecast.results.find(({ kind }) => kind === 'recordings')).toMatchObject({ due: 1 });
  expect(bench.shelf.size).toBe(1);

  const real = await run('retention.js', '--clinic', clinicId);
  expect(real).toMatchObject({ code: 0, stdout: expect.stringContaining('recordings: 1 deleted, 0 under legal hold') });
  expect(bench.shelf.size).toBe(0);

  const out = join(dataDir, 'patient.zip');
  const exported = await run('export-patient.js', '--clinic', clinicId, '--patient', patient.id, '--out', out);
  expect(exported.code).toBe(0);
  expect(statSync(out).mode & 0o777).toBe(0o600);
  const json = strFromU8(unzipSync(readFileSync(out))['record.json'] ?? new Uint8Array());
  for (const mark of MARKS) expect(json).toContain(mark);
  const printed = [dry, real, exported].map(({ stdout, stderr }) => stdout + stderr).join('');
  for (const mark of MARKS) expect(printed).not.toContain(mark);

  const wrong = await run('export-patient.js', '--clinic', 'x');
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('npm run export:patient') });
});
