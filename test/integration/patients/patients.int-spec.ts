import { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../../src/common/database/prisma.service.js';
import type { PatientId } from '../../../src/common/ids/ids.js';
import { PatientsRepository } from '../../../src/patients/patients.repository.js';
import { PatientsService } from '../../../src/patients/patients.service.js';
import type { ClaimedIdentity, FoundPatient, IntroducedPatient } from '../../../src/patients/patients.types.js';
import { buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { gate, someoneWaitsForLock } from '../../support/interleaving.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const PHONE = '+15550100150';

let database: TestDatabase;
let clinic: BuiltClinic;
const patients = new PatientsService(new PatientsRepository());

beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  clinic = await buildClinic(database.prisma);
});
afterAll(() => database.close());

const introduceIn = (tx: Tx, changes: Partial<IntroducedPatient> = {}): Promise<FoundPatient> =>
  patients.findOrRegister(tx, {
    clinicId: clinic.clinicId,
    givenName: 'Zoë',
    familyName: "O'Brien-Smith",
    phone: PHONE,
    now: Temporal.Instant.from('2026-11-20T15:00:00Z'),
    ...changes,
  });
const introduce = (changes?: Partial<IntroducedPatient>): Promise<FoundPatient> =>
  database.prisma.inClinic(clinic.clinicId, (tx) => introduceIn(tx, changes));

const records = () => database.prisma.patient.findMany({ where: { clinicId: clinic.clinicId } });

it('registers somebody new, with the phone in one form', async () => {
  const { patientId, registered } = await introduce({ givenName: ' Zoë ', phone: '(555) 010-0150' });
  expect(registered).toBe(true);
  expect(await records()).toEqual([
    expect.objectContaining({ id: patientId, givenName: 'Zoë', familyName: "O'Brien-Smith", phone: PHONE }),
  ]);
});

it.each([
  ['in other case and without accents', { givenName: 'ZOE', familyName: 'OBRIEN SMITH' }],
  ['with other spaces', { givenName: '  zoë ', familyName: "o'brien  smith" }],
  ['with the name split elsewhere', { givenName: "Zoë O'Brien", familyName: 'Smith' }],
  ['with the phone written otherwise', { phone: '555-010-0150' }],
])('knows a caller again %s', async (_, changes) => {
  const first = await introduce();
  expect(await introduce(changes)).toEqual({ patientId: first.patientId, registered: false });
});

it.each([
  ['another name on the same phone', { givenName: 'Liam' }],
  ['the same name on another phone', { phone: '+15550100151' }],
  ['no phone', { phone: null }],
  ['a phone that is none', { phone: 'anonymous' }],
])('makes a record of its own for %s', async (_, changes) => {
  const first = await introduce();
  const second = await introduce(changes);
  expect(second.registered).toBe(true);
  expect(second.patientId).not.toBe(first.patientId);
});

it('never takes two callers without a number for one', async () => {
  const first = await introduce({ phone: '+86282452253' });
  const second = await introduce({ phone: '+86282452253' });
  expect(second).toMatchObject({ registered: true });
  expect(second.patientId).not.toBe(first.patientId);
});

it('tells father and son of one name apart by their birth dates, if it knows both', async () => {
  const born = (date: string) => ({ birthDate: Temporal.PlainDate.from(date) });
  const father = await introduce(born('1970-03-01'));
  expect((await introduce(born('2004-05-06'))).registered).toBe(true);
  expect(await introduce(born('1970-03-01'))).toEqual({ patientId: father.patientId, registered: false });
  expect((await introduce()).registered).toBe(false);
});

it('looks in one clinic only', async () => {
  const other = await buildClinic(database.prisma);
  await buildPatient(database.prisma, other, { givenName: 'Zoë', familyName: "O'Brien-Smith", phone: PHONE });
  expect((await introduce()).registered).toBe(true);
});

it('makes one record when a second call introduces a new patient before the first has committed', async () => {
  const registered = gate<FoundPatient>();
  const mayCommit = gate<void>();
  const first = database.prisma.inClinic(clinic.clinicId, async (tx) => {
    registered.open(await introduceIn(tx));
    await mayCommit.opened;
  });
  const { patientId } = await registered.opened;
  const second = introduce();
  await Promise.race([second, someoneWaitsForLock(database.url)]);
  mayCommit.open();
  await first;
  expect(await second).toEqual({ patientId, registered: false });
  expect(await records()).toHaveLength(1);
});

it('makes one record when many calls introduce one new patient at once', async () => {
  const found = await Promise.all(Array.from({ length: 8 }, () => introduce()));
  expect(new Set(found.map(({ patientId }) => patientId)).size).toBe(1);
  expect(found.filter(({ registered }) => registered)).toHaveLength(1);
  expect(await records()).toHaveLength(1);
});

describe('whoever may be meant by a name, a birth date and perhaps a phone', () => {
  const BORN = Temporal.PlainDate.from('1985-03-04');
  const claimed = async (changes: Partial<ClaimedIdentity> = {}, where = clinic) => {
    const identity = { name: "Zoë O'Brien-Smith", birthDate: BORN, phone: null, ...changes };
    const found = await database.prisma.inClinic(where.clinicId, (tx) =>
      patients.candidates(tx, where.clinicId, identity),
    );
    return found.map(({ id }) => id);
  };
  let zoe: PatientId;
  beforeEach(async () => {
    zoe = (await introduce({ birthDate: BORN })).patientId;
  });

  it.each([
    ['the name as it is on file', {}],
    ['another order', { name: 'obrien smith ZOE' }],
    ['the family name in one word', { name: 'Zoe Obriensmith' }],
    ['another first name', { name: "Ann O'Brien Smith" }],
    ['another name, and the phone', { name: 'Ann Lee', phone: PHONE }],
  ])('is found by %s', async (_, changes) => {
    expect(await claimed(changes)).toEqual([zoe]);
  });

  it.each([
    ['the birth date alone', { name: 'Ann Lee' }],
    ['the birth date and another phone', { name: 'Ann Lee', phone: '+15550100151' }],
    ['a part of the family name', { name: 'Zoë Smith' }],
    ['another birth date', { birthDate: BORN.add({ days: 1 }), phone: PHONE }],
    ['nothing that is a name', { name: '?!' }],
  ])('is not found by %s', async (_, changes) => {
    expect(await claimed(changes)).toEqual([]);
  });

  it('comes with all who share what was said, the oldest record first, and nobody of another clinic', async () => {
    const now = Temporal.Instant.from('2026-11-20T16:00:00Z');
    const twin = (await introduce({ givenName: 'Ann', phone: '+15550100151', birthDate: BORN, now })).patientId;
    const unborn = await introduce({ givenName: 'Eve', birthDate: null });
    expect(unborn.registered).toBe(true);
    expect(await claimed()).toEqual([zoe, twin]);
    expect(await claimed({}, await buildClinic(database.prisma))).toEqual([]);
  });

  it('is nobody who has neither a phone nor a family name on file', async () => {
    await introduce({ givenName: 'Cher', familyName: '-', phone: null, birthDate: BORN });
    expect(await claimed({ name: 'Cher', phone: null })).toEqual([]);
  });
});
