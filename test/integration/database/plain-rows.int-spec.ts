import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyRing } from '../../../src/common/crypto/key-ring.js';
import { RootKeys } from '../../../src/common/crypto/root-keys.js';
import { migrationsDirectory, runMigrations } from '../../../src/common/database/migration.runner.js';
import { PrismaService } from '../../../src/common/database/prisma.service.js';
import { mayHavePlainRows, sealPlainRows } from '../../../src/common/database/sealing/plain-rows.js';
import { SEALED_MODELS, type SealedModel } from '../../../src/common/database/sealing/sealed-fields.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { execute, openEmptyDatabase, TEST_KEYS, type EmptyDatabase } from '../../support/test-database.js';

/** A database that was filled before there were seals, in the schema of that time, and then brought up to date. */

const LAST_WITHOUT_SEALS = '20261123000000_receptionist';
const PHONE = '+15125550177';
const MARK = 'Wilhelmina';
const [clinicId, patientId, callId, toolId] = [randomUUID() as ClinicId, randomUUID(), randomUUID(), randomUUID()];
const TURNS = 1203; // more than two batches
const ROWS = 1 + 1 + TURNS + 2 + 1 + 2 + 1 + 2; // that hold something

let earlier: string;
let database: EmptyDatabase;
let prisma: PrismaService;
let keys: KeyRing;

beforeAll(async () => {
  earlier = await mkdtemp(join(tmpdir(), 'crownline-migrations-'));
  for (const name of await readdir(migrationsDirectory)) {
    if (name <= LAST_WITHOUT_SEALS) await cp(join(migrationsDirectory, name), join(earlier, name), { recursive: true });
  }
});
afterAll(() => rm(earlier, { recursive: true }));

beforeEach(async () => {
  database = await openEmptyDatabase();
  await runMigrations(database.url, earlier);
  await writeOldRows();
  await runMigrations(database.url);
  keys = new KeyRing(database.url, new RootKeys(TEST_KEYS));
  prisma = new PrismaService({ databaseUrl: database.url, encryptionKeys: TEST_KEYS, role: 'owner' });
});
afterEach(async () => {
  await keys.close();
  await prisma.onApplicationShutdown();
  await database.close();
});

const seal = () => sealPlainRows(database.url, keys);
const sql = (statement: string) => execute(database.url, statement);

/** The mark or the number in columns of every kind that are sealed now. */
async function writeOldRows(): Promise<void> {
  await sql(`
    INSERT INTO clinics (id, name, time_zone, address, accepts_calls, overflow)
    VALUES ('${clinicId}', 'Old Dental', 'America/New_York', '1 Test Street', true, 'message');
    INSERT INTO patients (clinic_id, id, given_name, family_name, phone, birth_date, created_at)
    VALUES ('${clinicId}', '${patientId}', '${MARK}', 'O’Quillfeather', '${PHONE}', '1984-03-03', now());
    INSERT INTO calls (clinic_id, id, call_sid, direction, status, from_number, to_number, resumes, started_at)
    VALUES ('${clinicId}', '${callId}', 'CA${callId.replaceAll('-', '')}', 'inbound', 'in_progress', '${PHONE}', '${PHONE}', 0, now());
    INSERT INTO turns (clinic_id, call_id, seq, role, text, heard, interrupted, started_at)
    SELECT '${clinicId}', '${callId}', n, 'caller', '${MARK} ' || n, '', false, now() FROM generate_series(1, ${TURNS}) AS n;
    INSERT INTO tool_invocations (clinic_id, id, call_id, request_id, name, status, arguments, result, started_at, duration_ms)
    VALUES ('${clinicId}', '${toolId}', '${callId}', 'r1', 'find_patient', 'running', '{"name": "${MARK}"}', NULL, now(), NULL),
           ('${clinicId}', '${randomUUID()}', '${callId}', 'r2', 'find_patient', 'succeeded', '["${MARK}"]', '"${MARK}"', now(), 7);
    INSERT INTO blocked_numbers (clinic_id, number, reason, created_at)
    VALUES ('${clinicId}', '${PHONE}', '${MARK} shouts', now());
    INSERT INTO contact_choices (clinic_id, number, channel, choice, source, decided_at)
    VALUES ('${clinicId}', '${PHONE}', 'text', 'revoked', 'text', now()), ('${clinicId}', '${PHONE}', 'call', 'granted', 'staff', now());
    INSERT INTO desk_tasks (clinic_id, id, kind, origin, status, caller_number, note, origin_key, created_at)
    VALUES ('${clinicId}', '${randomUUID()}', 'callback', 'text', 'open', '${PHONE}', '${MARK}', 'old', now());
    INSERT INTO texts (clinic_id, id, direction, kind, status, our_number, their_number, body, idempotency_key, created_at, updated_at)
    VALUES ('${clinicId}', '${randomUUID()}', 'outbound', 'reply', 'sent', '+15550100001', '${PHONE}', 'Thank you, ${MARK}.',
            'reply:received:${PHONE}:2026-11-01', now(), now()),
           ('${clinicId}', '${randomUUID()}', 'outbound', 'code', 'sent', '+15550100001', '${PHONE}', '', 'code:1', now(), now())`);
}

/** Every row of the tables with sealed columns, as it lies in the database. */
async function stored(): Promise<string> {
  const texts = [];
  for (const { table } of Object.values<SealedModel>(SEALED_MODELS)) {
    texts.push(await sql(`SELECT * FROM ${table}`));
  }
  return JSON.stringify(texts);
}

it('seals every row as if it had been written today, and can be read and found by', async () => {
  expect((await stored()).match(/Wilhelmina/g)?.length).toBeGreaterThan(TURNS);
  expect(await mayHavePlainRows(database.url)).toBe(true);

  expect(await seal()).toBe(ROWS);
  expect((await stored()).match(/Wilhelmina|Quillfeather|5550177|1984-03/g)).toBeNull();

  expect(await prisma.patient.findMany({ where: { clinicId, phone: PHONE } })).toMatchObject([
    {
      id: patientId,
      givenName: MARK,
      familyName: 'O’Quillfeather',
      phone: PHONE,
      birthDate: '1984-03-03',
      email: null,
    },
  ]);
  const sealer = await prisma.$sealer(clinicId);
  const { phoneBirthIndex, familyBirthIndex } = await prisma.patient.findFirstOrThrow({ where: { clinicId } });
  expect(phoneBirthIndex).toBe(sealer.index('phone_and_birth_date', `${PHONE}|1984-03-03`));
  expect(familyBirthIndex).toBe(sealer.index('family_name_and_birth_date', 'oquillfeather|1984-03-03'));
  expect(await prisma.call.findMany({ where: { clinicId, fromNumber: PHONE } })).toMatchObject([
    { id: callId, toNumber: PHONE },
  ]);
  const turns = await prisma.turn.findMany({ where: { clinicId }, orderBy: { seq: 'asc' } });
  expect(turns.map(({ text }) => text)).toEqual(turns.map(({ seq }) => `${MARK} ${seq}`));
  const tools = await prisma.toolInvocation.findMany({ where: { clinicId }, orderBy: { requestId: 'asc' } });
  expect(tools).toMatchObject([
    { id: toolId, arguments: { name: MARK }, result: null },
    { arguments: [MARK], result: MARK },
  ]);
  expect(await prisma.blockedNumber.findMany({ where: { clinicId, number: PHONE } })).toMatchObject([
    { number: PHONE, reason: `${MARK} shouts` },
  ]);
  expect(
    await prisma.consent.findMany({ where: { clinicId, number: PHONE }, orderBy: { purpose: 'asc' } }),
  ).toMatchObject([
    { number: PHONE, purpose: 'call', choice: 'given' },
    { number: PHONE, purpose: 'text', choice: 'refused' },
  ]);
  expect(
    await prisma.text.findMany({ where: { clinicId, theirNumber: PHONE }, orderBy: { kind: 'asc' } }),
  ).toMatchObject([
    { kind: 'code', body: '' },
    { kind: 'reply', body: `Thank you, ${MARK}.` },
  ]);
  expect(await prisma.deskTask.findMany({ where: { clinicId, callerNumber: PHONE } })).toMatchObject([{ note: MARK }]);
});

it('seals the marks of forms that lay open, and leaves the tokens of those who were erased', async () => {
  const old = await openEmptyDatabase();
  const before = await mkdtemp(join(tmpdir(), 'crownline-migrations-'));
  try {
    for (const name of (await readdir(migrationsDirectory)).filter((folder) => folder < '20261130')) {
      await cp(join(migrationsDirectory, name), join(before, name), { recursive: true });
    }
    await runMigrations(old.url, before);
    const oldKeys = new KeyRing(old.url, new RootKeys(TEST_KEYS));
    const [signed, erased] = [randomUUID(), randomUUID()];
    const sealer = await oldKeys.of(clinicId);
    const number = sealer.seal({ table: 'consents', column: 'number', row: [signed] }, PHONE);
    const consent = `'${clinicId}', 'text', 'given', 'staff', 'paper'`;
    await execute(
      old.url,
      `INSERT INTO clinics (id, name, time_zone, address, accepts_calls, overflow)
       VALUES ('${clinicId}', 'Old Dental', 'UTC', '', true, 'message');
       INSERT INTO consents (clinic_id, purpose, choice, channel, evidence_kind, id, number, number_index, evidence_id, at)
       VALUES (${consent}, '${signed}', '${number}', 'token', 'F-${MARK}', now()),
              (${consent}, '${erased}', NULL, 'their token', 'F-${MARK}', now())`,
    );
    await runMigrations(old.url);
    expect(await mayHavePlainRows(old.url)).toBe(true);
    expect(await sealPlainRows(old.url, oldKeys)).toBe(1);
    expect(await mayHavePlainRows(old.url)).toBe(false);
    await oldKeys.close();

    const rows = await execute<{ id: string; reference: string | null; token: string; row: string }>(
      old.url,
      `SELECT id, evidence_reference AS reference, number_index AS token, c::text AS row FROM consents c`,
    );
    expect(rows.map(({ row }) => row).join()).not.toContain(MARK);
    const [kept, gone] = [rows.find(({ id }) => id === signed), rows.find(({ id }) => id === erased)];
    expect([kept?.token, gone?.token, gone?.reference]).toEqual(['token', 'their token', null]);
    const place = { table: 'consents', column: 'evidence_reference', row: [signed] };
    expect(sealer.open(place, kept?.reference ?? '')).toBe(`F-${MARK}`);
  } finally {
    await rm(before, { recursive: true });
    await old.close();
  }
});

it('is done once, and sees so afterwards without looking', async () => {
  const [one, other] = await Promise.all([seal(), seal()]);
  expect(one + other).toBe(ROWS);
  expect(await mayHavePlainRows(database.url)).toBe(false);
  const before = await stored();
  expect(await seal()).toBe(0);
  expect((await stored()) === before).toBe(true);
});

it('goes on where it was interrupted, also within a row that was written to since', async () => {
  await seal();
  await sql(`UPDATE turns SET text = '${MARK} again' WHERE seq = 7`);
  const where = { clinicId_id: { clinicId: clinicId, id: callId } };
  await prisma.call.update({ where, data: { handoverSummary: `${MARK} waits` } });
  await sql(`UPDATE calls SET to_number = '${PHONE}'`);
  expect(await seal()).toBe(2);
  expect(await prisma.call.findUnique({ where })).toMatchObject({
    fromNumber: PHONE,
    toNumber: PHONE,
    handoverSummary: `${MARK} waits`,
  });
  expect((await stored()).match(/Wilhelmina|5550177/g)).toBeNull();
});

it('stops before it has changed anything when a key is another one', async () => {
  await keys.of(clinicId);
  const wrong = new KeyRing(database.url, new RootKeys([{ id: 'test', key: Buffer.alloc(32, 'another') }]));
  const before = await stored();
  await expect(sealPlainRows(database.url, wrong)).rejects.toMatchObject({ code: 'crypto/seal_broken' });
  await wrong.close();
  expect((await stored()) === before).toBe(true);
});
