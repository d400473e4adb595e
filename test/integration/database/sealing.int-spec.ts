import { randomUUID } from 'node:crypto';
import { UNREADABLE } from '../../../src/common/crypto/clinic-sealer.js';
import type { PrismaService } from '../../../src/common/database/prisma.service.js';
import { buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { execute, openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let prisma: PrismaService;
let clinic: BuiltClinic;

beforeAll(async () => {
  database = await openTestDatabase();
  ({ prisma } = database);
  clinic = await buildClinic(prisma);
});
afterAll(() => database.close());

const PHONE = '+15125550111';
const at = { createdAt: new Date('2026-01-01T00:00:00Z') };
const patient = (id: string = randomUUID()) => ({
  ...at,
  clinicId: clinic.clinicId,
  id,
  givenName: 'Wilhelmina',
  familyName: 'O’Quillfeather',
  phone: PHONE,
  birthDate: '1984-03-03',
});
const rowOf = async (table: string, id: string) =>
  (await execute<Record<string, unknown>>(database.url, `SELECT * FROM ${table} WHERE id = '${id}'`))[0] ?? {};

it('seals what identifies a person, and gives it back', async () => {
  const data = patient();
  expect(await prisma.patient.create({ data })).toMatchObject(data);
  const row = await rowOf('patients', data.id);
  expect(JSON.stringify(row)).not.toMatch(/Wilhelmina|Quillfeather|5550111|1984/);
  for (const name of ['given_name', 'family_name', 'phone', 'birth_date']) expect(row[name]).toMatch(/^s1\.1\.[\w-]+$/);
  expect(row.email).toBeNull();
  const where = { clinicId_id: { clinicId: clinic.clinicId, id: data.id } };
  expect(await prisma.patient.findUnique({ where })).toMatchObject(data);
  expect(await prisma.patient.findUnique({ where, select: { givenName: true } })).toEqual({ givenName: 'Wilhelmina' });
});

it('seals the same value differently each time, and finds it all the same', async () => {
  const [one, other] = [patient(), patient()];
  await prisma.patient.createMany({ data: [one, other] });
  const [row, second] = [await rowOf('patients', one.id), await rowOf('patients', other.id)];
  expect(row.phone).not.toBe(second.phone);
  expect(row.phone_index).toBe(second.phone_index);
  const found = await prisma.patient.findMany({ where: { clinicId: clinic.clinicId, phone: PHONE } });
  expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining([one.id, other.id]));
  expect(await prisma.patient.count({ where: { clinicId: clinic.clinicId, phone: '+15125550112' } })).toBe(0);
});

it('gives two clinics different tokens for one number', async () => {
  const other = await buildClinic(prisma);
  const [here, there] = [await prisma.$sealer(clinic.clinicId), await prisma.$sealer(other.clinicId)];
  expect(here.index('phone', PHONE)).toBe(here.index('phone', PHONE));
  expect(here.index('phone', PHONE)).not.toBe(there.index('phone', PHONE));
});

describe('a sealed value that was moved does not open', () => {
  const stolen = async (from: string, to: string) => {
    const [victim, thief] = [patient(), patient()];
    await prisma.patient.createMany({ data: [victim, thief] });
    const { [from]: sealed } = await rowOf('patients', victim.id);
    await execute(database.url, `UPDATE patients SET ${to} = '${String(sealed)}' WHERE id = '${thief.id}'`);
    const where = { clinicId_id: { clinicId: clinic.clinicId, id: thief.id } };
    await expect(prisma.patient.findUnique({ where })).rejects.toMatchObject({ code: 'crypto/seal_broken' });
  };

  it('to another row', () => stolen('phone', 'phone'));
  it('to another column', () => stolen('family_name', 'given_name'));

  it('to another clinic, whose keys are others', async () => {
    const other = await buildClinic(prisma);
    const id = await buildPatient(prisma, clinic);
    const { given_name: sealed } = await rowOf('patients', id);
    await prisma.patient.create({ data: { ...patient(id), clinicId: other.clinicId } });
    await execute(
      database.url,
      `UPDATE patients SET given_name = '${String(sealed)}' WHERE id = '${id}' AND clinic_id = '${other.clinicId}'`,
    );
    const where = { clinicId_id: { clinicId: other.clinicId, id } };
    await expect(prisma.patient.findUnique({ where })).rejects.toMatchObject({ code: 'crypto/seal_broken' });
  });

  it('nor does one that was changed, or was never sealed', async () => {
    const data = patient();
    await prisma.patient.create({ data });
    const where = { clinicId_id: { clinicId: clinic.clinicId, id: data.id } };
    for (const value of ['s1.1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'Mallory']) {
      await execute(database.url, `UPDATE patients SET given_name = '${value}' WHERE id = '${data.id}'`);
      await expect(prisma.patient.findUnique({ where })).rejects.toMatchObject({ code: 'crypto/seal_broken' });
    }
  });
});

it('what does not open is marked in a list and in what a write gives back, and the mark is never written', async () => {
  const [broken, whole] = [patient(), patient()];
  await prisma.patient.createMany({ data: [broken, whole] });
  await execute(database.url, `UPDATE patients SET given_name = 's1.1.junk' WHERE id = '${broken.id}'`);
  const ids = { in: [broken.id, whole.id] };
  const rows = await prisma.patient.findMany({ where: { clinicId: clinic.clinicId, id: ids } });
  expect(rows.find(({ id }) => id === broken.id)).toMatchObject({
    givenName: UNREADABLE,
    familyName: broken.familyName,
  });
  expect(rows.find(({ id }) => id === whole.id)).toMatchObject({ givenName: whole.givenName });
  const where = { clinicId_id: { clinicId: clinic.clinicId, id: broken.id } };
  await expect(prisma.patient.findUnique({ where })).rejects.toMatchObject({ code: 'crypto/seal_broken' });
  expect(await prisma.patient.update({ where, data: { email: 'w@example.com' } })).toMatchObject({
    givenName: UNREADABLE,
    email: 'w@example.com',
  });
  const writing = prisma.patient.update({ where, data: { givenName: UNREADABLE } });
  await expect(writing).rejects.toMatchObject({ code: 'crypto/seal_broken' });
  expect(await rowOf('patients', broken.id)).toMatchObject({ given_name: 's1.1.junk' });
});

it('opens what is read through a relation', async () => {
  const data = patient();
  await prisma.patient.create({ data });
  const callId = randomUUID();
  await prisma.call.create({
    data: {
      clinicId: clinic.clinicId,
      id: callId,
      callSid: `CA${callId.replaceAll('-', '')}`,
      direction: 'inbound',
      status: 'in_progress',
      fromNumber: PHONE,
      toNumber: clinic.number,
      resumes: 0,
      startedAt: new Date('2026-11-20T14:59:00Z'),
    },
  });
  await prisma.turn.create({
    data: {
      ...{ clinicId: clinic.clinicId, callId, seq: 1, role: 'caller', text: 'I am Wilhelmina', heard: '' },
      ...{ interrupted: false, startedAt: new Date('2026-11-20T14:59:01Z') },
    },
  });
  const call = await prisma.call.findFirst({
    where: { clinicId: clinic.clinicId, fromNumber: PHONE },
    select: { fromNumber: true, turns: { select: { text: true } } },
  });
  expect(call).toEqual({ fromNumber: PHONE, turns: [{ text: 'I am Wilhelmina' }] });
});

describe('refuses what can’t be sealed as it is asked:', () => {
  const { clinicId } = { clinicId: randomUUID() };
  it.each<[string, () => Promise<unknown>]>([
    ['an order by a name', () => prisma.patient.findMany({ where: { clinicId }, orderBy: { familyName: 'asc' } })],
    ['a part of a number', () => prisma.patient.findMany({ where: { clinicId, phone: { startsWith: '+1' } } })],
    ['a birth date alone', () => prisma.patient.findMany({ where: { clinicId, birthDate: '1984-03-03' } })],
    ['a search in no clinic', () => prisma.patient.findMany({ where: { phone: PHONE } })],
    [
      'a change of rows that it does not name',
      () => prisma.deskTask.updateMany({ where: { clinicId }, data: { note: 'x' } }),
    ],
    [
      'half of what a token is made of',
      () => prisma.patient.updateMany({ where: { clinicId, id: randomUUID() }, data: { familyName: 'Marsh' } }),
    ],
  ])('%s', async (_, query) => {
    await expect(query()).rejects.toMatchObject({ code: 'crypto/query_unsealable' });
  });
});
