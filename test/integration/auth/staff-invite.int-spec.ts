import type { CommandContext } from '../../../src/runtime/command.runner.js';
import { inviteStaff } from '../../../src/runtime/staff-invite.command.js';
import { Logger } from '../../../src/common/logging/logger.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { asProduct, openTestDatabase, TEST_KEYS, type TestDatabase } from '../../support/test-database.js';
import { PASSWORD, StaffBench } from './staff-harness.js';

let database: TestDatabase;
let bench: StaffBench;
let clinicId: ClinicId;

beforeAll(async () => {
  database = await openTestDatabase();
  bench = await StaffBench.start(database);
  clinicId = await bench.clinic();
});
afterAll(async () => {
  await bench.close();
  await database.close();
});

async function invite(...words: string[]): Promise<string[]> {
  const printed: string[] = [];
  const settings = {
    databaseUrl: asProduct(database.url),
    encryptionKeys: TEST_KEYS,
    publicUrl: 'https://desk.example.com',
  };
  const context = {
    settings,
    clock: bench.clock,
    logger: Logger.create('silent'),
    print: (line: string) => printed.push(line),
  };
  await inviteStaff(context as unknown as CommandContext, [...words, '--as', 'ana']);
  return printed;
}

it('prints a link by which the first owner of a clinic comes in', async () => {
  const [until, link] = await invite('--clinic', clinicId, '--email', 'First@desk.example');
  expect(until).toBe('Good once, until 2026-11-23T15:00:00Z:');
  expect(link).toMatch(/^https:\/\/desk\.example\.com\/invitation#[\w-]{43}$/);
  const token = link?.split('#')[1];
  const acceptance = { token, name: 'Ana Moss', password: PASSWORD };
  expect((await bench.browser().post('/api/v1/staff/acceptance', acceptance)).status).toBe(204);
  const owner = await bench.signIn({ id: '', email: 'first@desk.example' });
  expect((await owner.get('/api/v1/session')).json).toMatchObject({ role: 'owner', secondFactor: 'to_enrol' });
  expect((await bench.audit(clinicId))[0]).toMatchObject({
    action: 'staff.invited',
    actorKind: 'operator',
    actorId: 'ana',
  });
});

it('lets somebody enrol again who has lost phone and recovery codes, where no other owner can', async () => {
  const there = await bench.clinic();
  const owner = await bench.owner(there);
  const words = ['--clinic', there, '--email', owner.person.email, '--reset-second-factor'];
  expect(await invite(...words)).toEqual([
    'Done. All their sessions have ended; at the next sign-in they enrol again.',
  ]);
  expect((await owner.get('/api/v1/session')).status).toBe(401);
  const back = await bench.enter(owner.person, there);
  expect((await back.get('/api/v1/session')).json['secondFactor']).toBe('to_enrol');
  expect((await bench.audit(there)).find(({ action }) => action === 'second_factor.reset')).toMatchObject({
    actorKind: 'operator',
    actorId: 'ana',
  });
  await expect(invite('--clinic', clinicId, ...words.slice(2))).rejects.toThrow(
    `nobody of this address works for ${clinicId}`,
  );
});

it('says what is wrong with its words', async () => {
  await expect(invite('--email', 'a@desk.example')).rejects.toThrow('npm run staff:invite');
  await expect(invite('--clinic', clinicId, '--email', 'nobody')).rejects.toThrow('npm run staff:invite');
  const unknown = '00000000-0000-4000-8000-000000000001';
  await expect(invite('--clinic', unknown, '--email', 'a@desk.example')).rejects.toThrow(
    `there is no clinic ${unknown}`,
  );
});
