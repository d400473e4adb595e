import { randomUUID } from 'node:crypto';
import { mkdtemp, cp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { migrationsDirectory, runMigrations } from '../../../src/common/database/migration.runner.js';
import type { Tx } from '../../../src/common/database/prisma.service.js';
import type { CallId, ClinicId } from '../../../src/common/ids/ids.js';
import { RECEPTIONIST } from '../../../src/compliance/compliance.types.js';
import type { CallConsent, NewConsent } from '../../../src/compliance/consent/consent.types.js';
import { ConsentsRepository } from '../../../src/compliance/consent/consents.repository.js';
import { Consents } from '../../../src/compliance/consent/consents.service.js';
import { AI_DISCLOSURE, RECORDING_NOTICE } from '../../../src/compliance/consent/wordings.catalogue.js';
import { auditLog } from '../../support/audit.js';
import { buildClinic, buildPatient } from '../../support/builders.js';
import { execute, openEmptyDatabase, openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let consents: Consents;
let clinicId: ClinicId;

const NUMBER = '+15125550143';
const NOON = Temporal.Instant.from('2026-11-20T12:00:00Z');
const OFFICER = { kind: 'staff', id: 'officer' } as const;

beforeAll(async () => {
  database = await openTestDatabase();
  consents = new Consents(new ConsentsRepository(), auditLog(database.prisma));
});
afterAll(() => database.close());
beforeEach(async () => {
  ({ clinicId } = await buildClinic(database.prisma));
});

const within = <Result>(work: (tx: Tx) => Promise<Result>) => database.prisma.inClinic(clinicId, work);
const later = (minutes: number) => NOON.add({ minutes });
const audits = () => database.prisma.auditEntry.findMany({ where: { clinicId }, orderBy: { seq: 'asc' } });

const said = (
  choice: NewConsent['choice'],
  at = NOON,
  more: Partial<Extract<NewConsent, { purpose: 'text' | 'call' }>> = {},
): NewConsent => ({
  clinicId,
  purpose: 'text',
  choice,
  number: NUMBER,
  channel: 'text',
  evidence: { kind: 'text', id: randomUUID() },
  actor: { kind: 'patient', id: 'text' },
  at,
  ...more,
});
const record = (consent: NewConsent) => within((tx) => consents.record(tx, consent));
const present = (purpose: 'text' | 'call', number = NUMBER) =>
  within((tx) => consents.present(tx, clinicId, { number, purpose }));

const told = (callId: CallId): CallConsent & Pick<NewConsent, 'actor'> => ({
  clinicId,
  purpose: 'ai_disclosure',
  choice: 'given',
  number: NUMBER,
  callId,
  wording: AI_DISCLOSURE.en,
  channel: 'call',
  evidence: { kind: 'turn', id: `${callId}/1` },
  actor: RECEPTIONIST,
  at: NOON,
});

describe('the last word', () => {
  it('counts, by the time of saying it, and of two at one moment the one that was written later', async () => {
    expect(await present('text')).toBeNull();
    await record(said('given'));
    expect(await present('text')).toMatchObject({ choice: 'given', number: NUMBER });
    await record(said('refused', later(2)));
    await record(said('given', later(1))); // came late
    expect(await present('text')).toMatchObject({ choice: 'refused' });
    await record(said('given', later(2)));
    expect(await present('text')).toMatchObject({ choice: 'given' });
  });

  it('is one for each purpose, number and clinic', async () => {
    await record(said('refused'));
    expect(await present('call')).toBeNull();
    expect(await present('text', '+15125550144')).toBeNull();
    const elsewhere = (await buildClinic(database.prisma)).clinicId;
    const other = await database.prisma.inClinic(elsewhere, (tx) =>
      consents.present(tx, elsewhere, { number: NUMBER, purpose: 'text' }),
    );
    expect(other).toBeNull();
  });
});

describe('the history', () => {
  it('tells all that was said, in which words, where, and when it was withdrawn', async () => {
    const yes = said('given', NOON, { purpose: 'call', channel: 'staff', evidence: { kind: 'desk_task', id: 'one' } });
    const no = said('refused', later(5), { purpose: 'call', evidence: { kind: 'text', id: 'two' } });
    for (const consent of [yes, said('given', later(1)), no]) await record(consent);
    const history = await within((tx) =>
      consents.history(tx, clinicId, { number: NUMBER }, { actor: OFFICER, at: later(9) }),
    );
    expect(history).toMatchObject([
      {
        purpose: 'call',
        choice: 'given',
        channel: 'staff',
        withdrawn: { channel: 'text', evidence: { kind: 'text', id: 'two' } },
      },
      { purpose: 'text', choice: 'given', withdrawn: null },
      { purpose: 'call', choice: 'refused', withdrawn: null },
    ]);
    expect(history[0]?.withdrawn?.at.equals(later(5))).toBe(true);
  });

  it('is found for a patient by their number, and whoever reads it leaves an entry', async () => {
    const patientId = await buildPatient(database.prisma, { clinicId }, { phone: NUMBER });
    const callId = randomUUID() as CallId;
    await record(said('given'));
    await within((tx) => consents.recordOnce(tx, told(callId)));
    const history = await within((tx) =>
      consents.history(tx, clinicId, { patientId }, { actor: OFFICER, at: later(1) }),
    );
    expect(history.map(({ purpose }) => purpose)).toEqual(['text', 'ai_disclosure']);
    expect(history[1]).toMatchObject({ wording: { id: 'ai_disclosure', version: 1, language: 'en' }, callId });
    expect((await audits()).at(-1)).toMatchObject({
      action: 'consents.read',
      actorId: 'officer',
      subjectKind: 'patient',
      subjectId: patientId,
      patientIds: [patientId],
    });
  });

  it('has no number in the clear, and neither has the audit', async () => {
    await record(said('refused'));
    const rows = await execute(database.url, `SELECT * FROM consents WHERE clinic_id = '${clinicId}'`);
    expect(JSON.stringify(rows)).not.toContain('5125550143');
    expect(rows).toMatchObject([{ number: expect.stringMatching(/^s1\./) as string }]);
    const [entry] = await audits();
    expect(entry).toMatchObject({ action: 'consent.refused', subjectKind: 'text' });
    expect(
      JSON.stringify(entry, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
    ).not.toContain('5550143');
  });
});

describe('what was said', () => {
  it('can be neither changed nor removed; only who said it can be forgotten, and a refusal is still honoured', async () => {
    await record(said('refused'));
    const change = (sql: string) => execute(database.url, sql);
    const mine = `clinic_id = '${clinicId}'`;
    for (const sql of [
      `UPDATE consents SET choice = 'given' WHERE ${mine}`,
      `UPDATE consents SET at = now() WHERE ${mine}`,
      `UPDATE consents SET number = NULL, number_index = 'other' WHERE ${mine}`,
      `DELETE FROM consents WHERE ${mine}`,
      'TRUNCATE consents',
    ]) {
      await expect(change(sql)).rejects.toThrow('consents are append-only');
    }
    await expect(within((tx) => tx.consent.deleteMany({ where: { clinicId } }))).rejects.toThrow('permission denied');
    await expect(
      within((tx) => tx.consent.updateMany({ where: { clinicId }, data: { choice: 'given' } })),
    ).rejects.toThrow('permission denied');
    await change(`UPDATE consents SET number = NULL WHERE ${mine}`); // as erasure does
    expect(await present('text')).toMatchObject({ choice: 'refused', number: null });
  });

  it.each([
    ['about a call without the call', `'recording', NULL, NULL, 'recording_notice', 1, 'en'`],
    ['about a call without the words', `'ai_disclosure', NULL, gen_random_uuid(), NULL, NULL, NULL`],
    ['about texts to nobody', `'text', NULL, gen_random_uuid(), NULL, NULL, NULL`],
    ['in words without a version', `'text', 'token', NULL, 'greeting', NULL, 'en'`],
  ])('is not stored %s', async (_, values) => {
    const insert = execute(
      database.url,
      `INSERT INTO consents (clinic_id, id, purpose, number_index, call_id, wording_id, wording_version, wording_language,
         choice, channel, evidence_kind, evidence_id, at)
       VALUES ('${clinicId}', gen_random_uuid(), ${values}, 'given', 'call', 'turn', 'x', now())`,
    );
    await expect(insert).rejects.toThrow('violates check constraint');
  });
});

it('of a call is stored once, also when two of its streams tell at the same moment', async () => {
  const callId = randomUUID() as CallId;
  await Promise.all([1, 2, 3].map(() => within((tx) => consents.recordOnce(tx, told(callId)))));
  expect(await database.prisma.consent.count({ where: { clinicId, callId } })).toBe(1);
  expect((await audits()).map(({ action }) => action)).toEqual(['consent.given']);
});

it('of a recording is given and refused within one call', async () => {
  const callId = randomUUID() as CallId;
  const recording = { ...told(callId), purpose: 'recording', wording: RECORDING_NOTICE } as const;
  await within((tx) => consents.recordOnce(tx, recording));
  await within((tx) => consents.recordOnce(tx, { ...recording, choice: 'refused', at: later(1) }));
  const about = { callId, purpose: 'recording' } as const;
  expect(await within((tx) => consents.present(tx, clinicId, about))).toMatchObject({ choice: 'refused' });
  expect(await within((tx) => consents.present(tx, clinicId, { callId, purpose: 'ai_disclosure' }))).toBeNull();
});

it('what was known before there was a history is its beginning', async () => {
  const old = await openEmptyDatabase();
  const { url } = old;
  const before = await mkdtemp(join(tmpdir(), 'migrations-'));
  try {
    for (const name of (await readdir(migrationsDirectory)).filter((folder) => folder < '20261126')) {
      await cp(join(migrationsDirectory, name), join(before, name), { recursive: true });
    }
    await runMigrations(url, before);
    await execute(
      url,
      `INSERT INTO clinics (id, name, time_zone, address, accepts_calls, overflow)
       VALUES ('${clinicId}', 'Old Dental', 'UTC', '', true, 'message')`,
    );
    await execute(
      url,
      `INSERT INTO contact_choices (clinic_id, number, number_index, channel, choice, source, decided_at) VALUES
         ('${clinicId}', '${NUMBER}', '${NUMBER}', 'text', 'revoked', 'text', '2026-01-01'),
         ('${clinicId}', 's1.1.sealed', 'token', 'call', 'granted', 'staff', '2026-01-02')`,
    );
    await runMigrations(url);
    expect(
      await execute(url, 'SELECT purpose, choice, number, number_index, channel FROM consents ORDER BY seq'),
    ).toEqual([
      { purpose: 'text', choice: 'refused', number: NUMBER, number_index: NUMBER, channel: 'text' },
      { purpose: 'call', choice: 'given', number: null, number_index: 'token', channel: 'staff' },
    ]);
  } finally {
    await old.close();
    await rm(before, { recursive: true });
  }
});
