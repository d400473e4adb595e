import { Temporal } from 'temporal-polyfill';
import { SystemClock } from '../../../src/common/clock/clock.js';
import { PrismaService } from '../../../src/common/database/prisma.service.js';
import { newId, type ClinicId, type PatientId } from '../../../src/common/ids/ids.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { AuditTrailRepository, toChainedContent } from '../../../src/compliance/audit-trail.repository.js';
import { AuditTrail } from '../../../src/compliance/audit-trail.service.js';
import type { AccessQuery } from '../../../src/compliance/audit-trail.types.js';
import type { Anchor } from '../../../src/compliance/audit-anchors/audit-anchor.types.js';
import { hashAfter, NOTHING_YET } from '../../../src/compliance/audit-chain.js';
import { AuditChecksRepository } from '../../../src/compliance/audit-checks/audit-checks.repository.js';
import { AuditVerification } from '../../../src/compliance/audit-verification.service.js';
import { ClinicZones } from '../../../src/compliance/clinic-zones.service.js';
import { KeyRotation } from '../../../src/compliance/key-rotation.service.js';
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
  for (const clinicId of [first, second]) await write(clinicId, 1, 2, 3, 4, 5);
});
afterEach(() => database.close());

const write = (clinicId: ClinicId, ...numbers: number[]) => writeOn(prisma, clinicId, ...numbers);
const writeOn = (on: PrismaService, clinicId: ClinicId, ...numbers: number[]) =>
  on.inClinic(clinicId, async (tx) => {
    const audit = auditLog(on);
    for (const n of numbers) {
      await audit.record(tx, {
        clinicId,
        at: NOON.add({ minutes: n }),
        actor: KEY,
        action: 'call.read',
        subject: { kind: 'call', id: `call-${n}` },
        detail: { turns: n, resumed: false, note: null, z: 'last', a: 1.5 },
      });
    }
  });

const verify = (kept: Anchor[] = [], on = prisma) => AuditVerification.on(on).verify(kept);
const heads = () => AuditVerification.on(prisma).heads(NOON);

/** As somebody who owns the database does it. */
const attack = (...statements: string[]) =>
  execute(
    database.url,
    ['ALTER TABLE audit_entries DISABLE TRIGGER audit_entries_append_only', ...statements].join(';'),
  );
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
  const firstBad = async (kept: Anchor[] = []) => {
    const { ok, firstBad: found } = await verify(kept);
    expect(ok).toBe(false);
    return found;
  };

  it.each([
    ['action', `'call.listed'`],
    ['address', `'203.0.113.9'`],
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

/** Of somebody who can write every table, and has none of our keys. */
describe('whoever has the database and no key', () => {
  const NO_KEY = { mac: 'f'.repeat(64), keyId: 'k0' };

  /** All that there is of chains and their verification, once more: so that each edit begins with the same. */
  const TABLES = ['audit_entries', 'audit_heads', 'audit_verified', 'audit_checks'] as const;
  const keep = () => attack(...TABLES.map((table) => `CREATE TABLE kept_${table} AS TABLE ${table}`));
  const putBack = () =>
    attack(...TABLES.map((table) => `DELETE FROM ${table}; INSERT INTO ${table} TABLE kept_${table}`));

  /** Nothing of the second chain has a proof of ours from this entry on, and every hash fits. */
  async function forgeFrom(seq: number, { withHead }: { withHead: boolean }) {
    const rows = await prisma.auditEntry.findMany({ where: { clinicId: second }, orderBy: { seq: 'asc' } });
    let hash = rows.find((row) => row.seq === seq - 1)?.hash ?? NOTHING_YET.hash;
    const anew = rows
      .filter((row) => row.seq >= seq)
      .map((row) => {
        hash = hashAfter(hash, toChainedContent(row));
        return `UPDATE audit_entries SET hash = '${hash}', mac = '${NO_KEY.mac}', key_id = '${NO_KEY.keyId}' WHERE ${ofSecond(row.seq)}`;
      });
    await attack(...anew, ...(withHead ? [forgedHead()] : []));
  }
  const forgedHead = () =>
    `UPDATE audit_heads SET (seq, hash) = (SELECT seq, hash FROM audit_entries WHERE clinic_id = '${second}' ORDER BY seq DESC LIMIT 1),
       mac = '${NO_KEY.mac}', key_id = '${NO_KEY.keyId}' WHERE clinic_id = '${second}'`;

  it.each([
    ['names another key', () => attack(`UPDATE audit_entries SET key_id = 'k0' WHERE ${ofSecond(3)}`), 3],
    [
      'names another key, and leaves no proof',
      () => attack(`UPDATE audit_entries SET key_id = 'k0', mac = '${NO_KEY.mac}' WHERE ${ofSecond(3)}`),
      3,
    ],
    ['hashes all anew from an entry on', () => forgeFrom(3, { withHead: false }), 3],
    ['hashes all anew from an entry on, and the end', () => forgeFrom(3, { withHead: true }), 3],
    [
      'cuts off the last entries, and writes the end',
      () => attack(`DELETE FROM audit_entries WHERE clinic_id = '${second}' AND seq > 3`, forgedHead()),
      3,
    ],
    ['removes the end', () => attack(`DELETE FROM audit_heads WHERE clinic_id = '${second}'`), 1],
    ['removes all entries', () => attack(`DELETE FROM audit_entries WHERE clinic_id = '${second}'`), 1],
  ])('%s: that is found, also after we have written one more entry', async (_, forge, seq) => {
    await forge();
    expect(await verify()).toMatchObject({ ok: false, firstBad: { clinicId: second, seq } });
    await write(second, 9);
    expect(await verify()).toMatchObject({ ok: false, firstBad: { clinicId: second } });
    await write(second, 10);
    expect(await verify()).toMatchObject({ ok: false, firstBad: { clinicId: second } });
  });

  /** Which need no proof, and why. */
  const NOTHING_FOLLOWS_FROM: Record<string, string> = {
    'audit_checks.ordered_at': 'it says when an hour was ordered, and nobody asks',
  };
  const EDITS: Record<string, (column: string) => string> = {
    // Behind all clinics: what is missing in the second chain is found before it.
    uuid: () => `'ffffffff-ffff-4fff-bfff-ffffffffffff'`,
    integer: (column) => `${column} + 1000`,
    text: (column) => `coalesce(${column}, '') || 'x'`,
    jsonb: (column) => `${column} || '{"turns": 4}'`,
    ARRAY: () => `ARRAY[gen_random_uuid()]`,
    'timestamp with time zone': (column) => `${column} + interval '1 ms'`,
  };

  it('is found at every column of entries, ends and verifications, whatever else they write', async () => {
    const checks = new AuditChecksRepository();
    const verification = AuditVerification.on(prisma);
    const { end } = await verification.verifyClinic(second, {});
    await verification.keepMark(second, end, NOON);
    await prisma.acrossClinics((tx) => checks.order(tx, NOON, NOON));
    await prisma.acrossClinics((tx) => checks.finish(tx, prisma.keys.root, NOON, { finishedAt: NOON, broken: 0 }));
    expect(await verify()).toMatchObject({ ok: true });
    const constraints = await execute<{ of: string; name: string }>(
      database.url,
      `SELECT conrelid::regclass::text AS of, conname AS name FROM pg_constraint
       WHERE contype = 'c' AND conrelid::regclass::text = ANY('{${TABLES.join()}}')`,
    );
    await attack(...constraints.map(({ of, name }) => `ALTER TABLE ${of} DROP CONSTRAINT ${name}`));
    await keep();

    const columns = await execute<{ of: (typeof TABLES)[number]; name: string; type: string }>(
      database.url,
      `SELECT table_name AS of, column_name AS name, data_type AS type FROM information_schema.columns
       WHERE table_schema = current_schema() AND table_name = ANY('{${TABLES.join()}}')`,
    );
    const which = {
      audit_entries: ofSecond(3),
      audit_heads: `clinic_id = '${second}'`,
      audit_verified: `clinic_id = '${second}'`,
      audit_checks: 'true',
    };
    const unseen: string[] = [];
    const look = async (what: string) => {
      const { ok, firstBad } = await verify();
      if (ok) unseen.push(what);
      else if (what.startsWith('audit_entries')) expect(firstBad).toMatchObject({ clinicId: second, seq: 3 });
    };
    for (const { of, name, type } of columns) {
      const edit = EDITS[type];
      if (!edit) throw new Error(`${of}.${name} is of another type: say how it is edited`);
      await attack(`UPDATE ${of} SET ${name} = ${edit(name)} WHERE ${which[of]}`);
      await look(`${of}.${name}`);
      if (of === 'audit_entries') await forgeFrom(3, { withHead: true });
      else if (name !== 'key_id') await attack(`UPDATE ${of} SET key_id = 'k0' WHERE ${which[of]}`);
      await look(`${of}.${name}, under a key that nobody has`);
      await putBack();
    }
    expect(unseen).toEqual(Object.keys(NOTHING_FOLLOWS_FROM));
    expect(await verify()).toMatchObject({ ok: true });
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

  const rotate = () =>
    KeyRotation.on(under(other, TEST_KEYS[0]), new SystemClock(), Logger.create('silent')).rotate(
      new AbortController().signal,
      0,
    );

  it('a new key goes on, and what an old one has written is not believed when that one is gone', async () => {
    await writeOn(under(other, TEST_KEYS[0]), second, 6);
    expect(await verify([], under(other, TEST_KEYS[0]))).toMatchObject({ ok: true, checked: 11 });
    expect((await verify([], under(other))).firstBad).toMatchObject({ clinicId: first, seq: 1, fault: 'unprovable' });
  });

  it('a rotation vouches for what an old key has written, and for nothing else', async () => {
    expect(await rotate()).toMatchObject({ broken: 0 });
    expect(await verify([], under(other))).toMatchObject({ ok: true, checked: 12 });
    await writeOn(under(TEST_KEYS[0], other), second, 7);
    await writeOn(under(other, TEST_KEYS[0]), second, 8);
    expect(await verify([], under(other, TEST_KEYS[0]))).toMatchObject({ ok: true, checked: 14 });
    expect((await verify([], under(other))).firstBad).toMatchObject({ clinicId: second, seq: 7, fault: 'unprovable' });
    await attack(`UPDATE audit_entries SET action = 'x.y' WHERE ${ofSecond(2)}`);
    expect((await verify([], under(other))).firstBad).toMatchObject({ clinicId: second, seq: 2, fault: 'altered' });
  });

  it('a rotation does not vouch for what somebody has changed', async () => {
    await attack(`UPDATE audit_entries SET key_id = 'k0' WHERE ${ofSecond(3)}`);
    expect(await rotate()).toMatchObject({ broken: 1 });
    for (const keys of [under(other, TEST_KEYS[0]), under(other)])
      expect((await verify([], keys)).firstBad).toMatchObject({ clinicId: second, fault: 'unprovable' });
  });

  it('a writer who has not been given the key of the end says so; whoever has it finds that the end was ours', async () => {
    await writeOn(under(other, TEST_KEYS[0]), second, 6);
    await write(second, 7);
    const rows = await prisma.auditEntry.findMany({
      where: { clinicId: second, seq: { gt: 6 } },
      orderBy: { seq: 'asc' },
    });
    expect(rows.map(({ action }) => action)).toEqual(['audit.head_forged', 'call.read']);
    expect(await verify([], under(other, TEST_KEYS[0]))).toMatchObject({ ok: true, checked: 13 });
    expect((await verify()).firstBad).toMatchObject({ clinicId: second, seq: 6, fault: 'unprovable' });
  });

  it('somebody without our key can write no chain that is taken for ours', async () => {
    const stranger = under({ id: TEST_KEYS[0].id, key: Buffer.alloc(32, 'guessed') });
    await writeOn(stranger, second, 6);
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
