import { randomUUID } from 'node:crypto';
import { SystemClock } from '../../../src/common/clock/clock.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { addClinic } from '../../../src/runtime/clinic-add.command.js';
import type { CommandContext } from '../../../src/runtime/command.runner.js';
import { inviteStaff } from '../../../src/runtime/staff-invite.command.js';
import { asProduct, openTestDatabase, TEST_KEYS, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let printed: string[];

beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => {
  printed = [];
});
afterAll(() => database.close());

/** In production, where nothing has made a clinic. */
const context = () =>
  ({
    settings: {
      databaseUrl: asProduct(database.url),
      encryptionKeys: TEST_KEYS,
      publicUrl: 'https://desk.example.com',
      mode: 'production',
      operator: 'ops@host.example',
    },
    clock: new SystemClock(),
    logger: Logger.create('silent'),
    print: (line: string) => printed.push(line),
  }) as unknown as CommandContext;

const LAKESIDE = ['--name', 'Lakeside Dental', '--address', '12 Lake Street'];

it('makes the clinic to which a number is given and an owner invited', async () => {
  await addClinic(context(), [...LAKESIDE, '--time-zone', 'America/Chicago']);
  const [id = ''] = printed;
  expect(await database.prisma.clinic.findUniqueOrThrow({ where: { id } })).toMatchObject({
    name: 'Lakeside Dental',
    timeZone: 'America/Chicago',
    address: '12 Lake Street',
    acceptsCalls: true,
    overflow: 'message',
  });
  expect(await database.prisma.auditEntry.findMany({ where: { clinicId: id } })).toMatchObject([
    { action: 'clinic.added', actorKind: 'operator', actorId: 'ops@host.example', subjectId: id },
  ]);
  await inviteStaff(context(), ['--clinic', id, '--email', 'owner@desk.example']);
  expect(printed.at(-1)).toMatch(/^https:\/\/desk\.example\.com\/invitation#/);
});

it('gives it a line that is at no carrier, which is nobody else’s', async () => {
  const words = [...LAKESIDE, '--time-zone', 'America/Chicago', '--number', '+15125550199'];
  await addClinic(context(), words);
  const line = { clinicId: printed.at(-1), number: '+15125550199' };
  expect(await database.prisma.phoneNumber.findMany({ where: { number: line.number } })).toEqual([line]);
  expect(await database.prisma.givenNumber.findMany({ where: { number: line.number } })).toEqual([line]);
  const before = await database.prisma.clinic.count();
  await expect(addClinic(context(), words)).rejects.toThrow("+15125550199 is another clinic's");
  expect(await database.prisma.clinic.count()).toBe(before);
});

it.each([
  ['a number without its country', [...LAKESIDE, '--time-zone', 'America/Chicago', '--number', '5125550199']],
  ['no words', []],
  ['no time zone', LAKESIDE],
  ['a zone that there is not', [...LAKESIDE, '--time-zone', 'America/Nowhere']],
  ['a word that it does not know', [...LAKESIDE, '--time-zone', 'America/Chicago', '--id', randomUUID()]],
])('says what it needs when it is given %s, and adds nothing', async (_, words) => {
  const before = await database.prisma.clinic.count();
  await expect(addClinic(context(), words)).rejects.toThrow('npm run clinic:add');
  expect(await database.prisma.clinic.count()).toBe(before);
});

it('does nothing in production until somebody says who they are', async () => {
  const words = [...LAKESIDE, '--time-zone', 'America/Chicago'];
  const nobody = {
    ...context(),
    settings: { ...context().settings, operator: undefined },
  } as unknown as CommandContext;
  const before = await database.prisma.clinic.count();
  await expect(addClinic(nobody, words)).rejects.toThrow('Who runs this?');
  await expect(addClinic(nobody, [...words, '--as', 'Ana Moss'])).rejects.toThrow('without spaces');
  expect(await database.prisma.clinic.count()).toBe(before);
  await addClinic(nobody, [...words, '--as', 'ana']);
  const where = { clinicId: printed.at(-1) ?? '' };
  expect(await database.prisma.auditEntry.findFirst({ where })).toMatchObject({
    actorKind: 'operator',
    actorId: 'ana',
  });
});
