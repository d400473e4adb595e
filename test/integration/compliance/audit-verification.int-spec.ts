import { Temporal } from 'temporal-polyfill';
import { PrismaService } from '../../../src/common/database/prisma.service.js';
import { newId, type ClinicId, type PatientId } from '../../../src/common/ids/ids.js';
import { AuditTrailRepository } from '../../../src/compliance/audit-trail.repository.js';
import { AuditTrail } from '../../../src/compliance/audit-trail.service.js';
import type { AccessQuery } from '../../../src/compliance/audit-trail.types.js';
import type { SignedHead } from '../../../src/compliance/audit-chain.js';
import { AuditVerification } from '../../../src/compliance/audit-verification.service.js';
import { ClinicZones } from '../../../src/compliance/clinic-zones.service.js';
import type { AppConfig, EncryptionKey } from '../../../src/config/app-config.js';
import { auditLog } from '../../support/audit.js';
import { buildClinic, buildPatient } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { execute, openTestDatabase, TEST_KEYS, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let prisma: PrismaService;
/** In the order in which their chains are read. */
let first: ClinicId;
let second: ClinicId;

const NOON = Temporal.Instant.from('2026-11-20T12:00:00Z');
const KEY = { kind: 'api_key', id: 'cl_12345678' } as const;

beforeEach(async () => {
  database = await openTestDatabase();
  ({ prisma } = database);
  const ids = [(await buildClinic(prisma)).clinicId, (await buildClinic(prisma)).clinicId].sort();
  [first, second] = ids as [ClinicId, ClinicId];
  for (const clinicId of [first, second]) for (let n = 1; n <= 5; n++) await write(clinicId, n);
});
afterEach(() => database.close());

const write = (clinicId: ClinicId, n: number, on = prisma) =>
  on.inClinic(clinicId, (tx) =>
    auditLog(on).record(tx, {
      clinicId,
      at: NOON.add({ minutes: n }),
      actor: KEY,
      action: 'call.read',
      subject: { kind: 'call', id: `call-${n}` },
      detail: { turns: n, resumed: false, note: null, z: 'last', a: 1.5 },
    }),
  );

const verify = (kept: SignedHead[] = [], on = prisma) => AuditVerification.on(on).verify(kept);
const heads = () => AuditVerification.on(prisma).heads();

/** As somebody who owns the database does it. */
const attack = async (...statements: string[]) => {
  await execute(database.url, `ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_append_only`);
  for (const statement of statements) await execute(database.url, statement);
};
const ofSecond = (seq: number) => `clinic_id = '${second}' AND seq = ${seq}`;

it('finds nothing wrong with chains that nobody has touched', async () => {
  expect(await verify()).toEqual({ ok: true, checked: 10, firstBad: null });
  expect(await verify(await heads())).toMatchObject({ ok: true });
});

it('numbers the entries of a clinic without gaps, however many write at once', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => write(first, n)));
  expect(await verify()).toMatchObject({ ok: true, checked: 30 });
});

it('writes several entries of one transaction in their order', async () => {
  const audit = auditLog(prisma);
  await prisma.inClinic(first, async (tx) => {
    for (const id of ['a', 'b', 'c']) {
      await audit.record(tx, { clinicId: first, at: NOON, actor: KEY, action: 'x.read', subject: { kind: 'x', id } });
    }
  });
  const rows = await prisma.auditEntry.findMany({
    where: { clinicId: first, seq: { gt: 5 } },
    orderBy: { seq: 'asc' },
  });
  expect(rows.map(({ subjectId }) => subjectId)).toEqual(['a', 'b', 'c']);
  expect(await verify()).toMatchObject({ ok: true });
});

describe('names the first bad entry after', () => {
  const firstBad = async (kept: SignedHead[] = []) => {
    const { ok, firstBad: found } = await verify(kept);
    expect(ok).toBe(false);
    return found;
  };

  it.each([
    ['action', `'call.listed'`],
    ['actor_id', `'cl_00000000'`],
    ['subject_id', `'call-9'`],
    ['at', `at + interval '1 ms'`],
    ['detail', `detail || '{"turns": 4}'`],
    ['patient_ids', `'{00000000-0000-4000-8000-000000000000}'`],
    ['reason', `'none'`],
    ['address', `'203.0.113.9'`],
    ['request_id', `'another'`],
    ['call_id', `'00000000-0000-4000-8000-000000000000'`],
    ['id', `'00000000-0000-4000-8000-000000000000'`],
  ])('an edit of %s', async (column, value) => {
    await attack(`UPDATE audit_entries SET ${column} = ${value} WHERE ${ofSecond(3)}`);
    expect(await firstBad()).toMatchObject({ clinicId: second, seq: 3, fault: 'altered' });
  });

  it('a deletion', async () => {
    await attack(`DELETE FROM audit_entries WHERE ${ofSecond(3)}`);
    expect(await firstBad()).toEqual({ clinicId: second, seq: 3, id: null, fault: 'missing' });
  });

  it('a deletion that was covered up by numbering anew', async () => {
    await attack(
      `DELETE FROM audit_entries WHERE ${ofSecond(3)}`,
      `UPDATE audit_entries SET seq = seq - 1 WHERE clinic_id = '${second}' AND seq > 3`,
    );
    expect(await firstBad()).toMatchObject({ clinicId: second, seq: 3, fault: 'altered' });
  });

  it('an insertion', async () => {
    await attack(
      `UPDATE audit_entries SET seq = seq + 100 WHERE clinic_id = '${second}' AND seq >= 3`,
      `UPDATE audit_entries SET seq = seq - 99 WHERE clinic_id = '${second}' AND seq >= 100`,
      `INSERT INTO audit_entries SELECT clinic_id, 3, gen_random_uuid(), at, actor_kind, actor_id, action, subject_kind,
         subject_id, patient_ids, call_id, reason, detail, hash, mac, key_id FROM audit_entries WHERE ${ofSecond(2)}`,
    );
    expect(await firstBad()).toMatchObject({ clinicId: second, seq: 3, fault: 'altered' });
  });

  it('an entry that was appended with a hash that fits, without our key', async () => {
    await attack(
      `INSERT INTO audit_entries SELECT clinic_id, 6, gen_random_uuid(), at, actor_kind, actor_id, action, subject_kind,
         subject_id, patient_ids, call_id, reason, detail, hash, mac, key_id FROM audit_entries WHERE ${ofSecond(5)}`,
    );
    expect(await firstBad()).toMatchObject({ clinicId: second, seq: 6, fault: 'altered' });
  });

  it('a reordering', async () => {
    await attack(
      `UPDATE audit_entries SET seq = 100 WHERE ${ofSecond(2)}`,
      `UPDATE audit_entries SET seq = 2 WHERE ${ofSecond(3)}`,
      `UPDATE audit_entries SET seq = 3 WHERE ${ofSecond(100)}`,
    );
    expect(await firstBad()).toMatchObject({ clinicId: second, seq: 2, fault: 'altered' });
  });

  it('a truncation', async () => {
    await attack(`DELETE FROM audit_entries WHERE clinic_id = '${second}' AND seq > 3`);
    expect(await firstBad()).toEqual({ clinicId: second, seq: 4, id: null, fault: 'cut_off' });
  });

  it('a truncation whose end was written anew', async () => {
    await attack(
      `DELETE FROM audit_entries WHERE clinic_id = '${second}' AND seq > 3`,
      `UPDATE audit_heads SET seq = 3, hash = (SELECT hash FROM audit_entries WHERE ${ofSecond(3)}) WHERE clinic_id = '${second}'`,
    );
    expect(await firstBad()).toMatchObject({ clinicId: second, seq: 3, fault: 'head_forged' });
    // Nor does it help to go on writing: the chain itself says what it was continued from.
    await write(second, 9);
    expect(await firstBad()).toMatchObject({ clinicId: second, seq: 4, fault: 'head_forged' });
  });

  it('a truncation to an earlier state of everything, by an end that was kept elsewhere', async () => {
    const [head] = await execute<{ mac: string; hash: string }>(
      database.url,
      `SELECT * FROM audit_heads WHERE clinic_id = '${second}'`,
    );
    await write(second, 6);
    const kept = await heads();
    await attack(
      `DELETE FROM audit_entries WHERE ${ofSecond(6)}`,
      `UPDATE audit_heads SET seq = 5, hash = '${head?.hash}', mac = '${head?.mac}' WHERE clinic_id = '${second}'`,
    );
    expect(await verify()).toMatchObject({ ok: true });
    expect(await firstBad(kept)).toEqual({ clinicId: second, seq: 6, id: null, fault: 'cut_off' });
    await write(second, 7);
    expect(await firstBad(kept)).toMatchObject({ clinicId: second, seq: 6, fault: 'altered' });
  });

  it('the removal of a whole chain, by an end that was kept elsewhere', async () => {
    const kept = await heads();
    await attack(
      `DELETE FROM audit_entries WHERE clinic_id = '${second}'`,
      `DELETE FROM audit_heads WHERE clinic_id = '${second}'`,
    );
    expect(await firstBad(kept)).toEqual({ clinicId: second, seq: 1, id: null, fault: 'cut_off' });
  });

  it('a swap of two entries between clinics', async () => {
    await attack(
      `UPDATE audit_entries SET seq = 100 WHERE ${ofSecond(2)}`,
      `UPDATE audit_entries SET clinic_id = '${second}' WHERE clinic_id = '${first}' AND seq = 2`,
      `UPDATE audit_entries SET clinic_id = '${first}', seq = 2 WHERE ${ofSecond(100)}`,
    );
    expect(await firstBad()).toMatchObject({ clinicId: first, seq: 2, fault: 'altered' });
  });
});

describe('keys', () => {
  const other: EncryptionKey = { id: 'next', key: Buffer.alloc(32, 'another key') };
  const opened: PrismaService[] = [];
  const under = (...encryptionKeys: AppConfig['encryptionKeys']) => {
    const database_ = new PrismaService({ databaseUrl: database.url, encryptionKeys });
    opened.push(database_);
    return database_;
  };
  afterEach(async () => {
    for (const database_ of opened.splice(0)) await database_.onApplicationShutdown();
  });

  it('a new key goes on, and proves what an old one has written when that one is gone', async () => {
    await write(second, 6, under(other, TEST_KEYS[0]));
    expect(await verify([], under(other, TEST_KEYS[0]))).toMatchObject({ ok: true, checked: 11 });
    await attack(`UPDATE audit_entries SET action = 'x.y' WHERE ${ofSecond(2)}`);
    await attack(
      `DELETE FROM audit_entries WHERE clinic_id = '${first}'`,
      `DELETE FROM audit_heads WHERE clinic_id = '${first}'`,
    );
    expect((await verify([], under(other))).firstBad).toMatchObject({ seq: 2, fault: 'altered' });
  });

  it('a chain of which no key is left is not called good', async () => {
    expect((await verify([], under(other))).firstBad).toMatchObject({ clinicId: first, seq: 5, fault: 'unprovable' });
  });

  it('somebody without our key can write no chain that is taken for ours', async () => {
    const stranger = under({ id: TEST_KEYS[0].id, key: Buffer.alloc(32, 'guessed') });
    await write(second, 6, stranger);
    expect((await verify()).firstBad).toMatchObject({ clinicId: second, fault: 'forged' });
  });
});

describe('who saw a patient', () => {
  let patientId: PatientId;
  let other: PatientId;
  let trail: AuditTrail;
  const range = { from: NOON.add({ minutes: 20 }), to: NOON.add({ minutes: 50 }), limit: 50 };

  beforeEach(async () => {
    patientId = await buildPatient(prisma, { clinicId: first });
    other = await buildPatient(prisma, { clinicId: first });
    trail = new AuditTrail(new AuditTrailRepository(), ClinicZones.on(), auditLog(prisma), prisma, new ManualClock());
    await read(10, [patientId], 'too early');
    await read(20, [patientId, other], 'ann');
    await read(30, [other], 'bob');
    await read(40, [other, patientId], 'cid');
    await read(50, [patientId], 'too late');
  });

  const read = (minutes: number, patientIds: PatientId[], id: string) =>
    prisma.inClinic(first, (tx) =>
      auditLog(prisma).record(tx, {
        ...{ clinicId: first, at: NOON.add({ minutes }), actor: { kind: 'staff', id } as const, action: 'call.read' },
        ...{ subject: { kind: 'call', id: 'some-call' }, patientIds },
      }),
    );
  const whoSaw = async (id: PatientId, query: AccessQuery, clinicId = first) => {
    const { items, nextCursor } = await trail.whoSaw({ clinicId, patientId: id, actor: KEY }, query);
    return { who: items.map(({ actor }) => actor.id), nextCursor };
  };

  it('is told for the time between two times, and that somebody asked', async () => {
    expect(await whoSaw(patientId, range)).toEqual({ who: ['ann', 'cid'], nextCursor: null });
    const asked = { clinicId: first, action: 'audit.read', subjectId: patientId };
    expect(await prisma.auditEntry.count({ where: asked })).toBe(1);
  });

  it('is told in pages', async () => {
    const { who, nextCursor } = await whoSaw(patientId, { ...range, limit: 1 });
    expect({ who, more: nextCursor !== null }).toEqual({ who: ['ann'], more: true });
    const place = { seq: 7 };
    expect(await whoSaw(patientId, { ...range, limit: 1, cursor: place })).toEqual({ who: ['cid'], nextCursor: null });
  });

  it('is told of patients of the clinic only', async () => {
    for (const id of [newId<PatientId>(), await buildPatient(prisma, { clinicId: second })]) {
      await expect(whoSaw(id, range)).rejects.toMatchObject({ code: 'compliance/patient_not_found' });
    }
  });
});

it('lets the role of the product neither change nor remove an entry, with or without the trigger', async () => {
  await attack();
  for (const statement of [
    `UPDATE audit_entries SET action = 'x' WHERE clinic_id = '${first}'`,
    `DELETE FROM audit_entries WHERE clinic_id = '${first}'`,
    `TRUNCATE audit_entries`,
    `DELETE FROM audit_heads WHERE clinic_id = '${first}'`,
  ]) {
    const tried = prisma.inClinic(first, (tx) => tx.$executeRawUnsafe(statement));
    await expect(tried).rejects.toThrow(/permission denied/);
  }
});
