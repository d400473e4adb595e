import { randomUUID } from 'node:crypto';
import { SystemClock } from '../../../src/common/clock/clock.js';
import { UNREADABLE } from '../../../src/common/crypto/clinic-sealer.js';
import { accountSecretPlace } from '../../../src/common/crypto/account-secrets.js';
import { PrismaService } from '../../../src/common/database/prisma.service.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { SEALED_MODELS } from '../../../src/common/database/sealing/sealed-fields.js';
import { AuditChecksRepository } from '../../../src/compliance/audit-checks/audit-checks.repository.js';
import { AuditVerification } from '../../../src/compliance/audit-verification.service.js';
import { KeyRotation } from '../../../src/compliance/key-rotation.service.js';
import type { AppConfig } from '../../../src/config/app-config.js';
import { auditLog } from '../../support/audit.js';
import { buildCall, buildClinic, buildPatient, type BuiltClinic } from '../../support/builders.js';
import { logicalDump } from '../retention/logical-dump.js';
import { until } from '../../support/until.js';
import { asProduct, execute, openTestDatabase, TEST_KEYS, type TestDatabase } from '../../support/test-database.js';

const NEXT = { id: 'next', key: Buffer.alloc(32, 'the next key') };
const [OLD] = TEST_KEYS;

let database: TestDatabase;
let clinic: BuiltClinic;
const opened: PrismaService[] = [];

/** The product as it runs with these keys. */
const under = (...encryptionKeys: AppConfig['encryptionKeys']): PrismaService => {
  const prisma = new PrismaService({ databaseUrl: database.url, encryptionKeys, role: 'owner' });
  opened.push(prisma);
  return prisma;
};
/** As the command does it: by the login that serves, which owns nothing. */
const rotate = (prisma: PrismaService, signal = new AbortController().signal, clock = new SystemClock()) => {
  const { currentId } = prisma.keys.root;
  const [current, ...others] = [OLD, NEXT].sort((a) => (a.id === currentId ? -1 : 1));
  const keys = [current!, ...others.filter(({ id }) => prisma.keys.root.has(id))] as const;
  const product = new PrismaService({ databaseUrl: asProduct(database.url), encryptionKeys: keys });
  opened.push(product);
  return KeyRotation.on(product, clock, Logger.create('silent')).rotate(signal, 0);
};

/** Something happens while the rotation waits for servers to know the new keys. */
class BusyMeanwhile extends SystemClock {
  constructor(private readonly meanwhile: () => Promise<unknown>) {
    super();
  }
  override async sleep(): Promise<void> {
    await this.meanwhile();
  }
}
const patients = async (prisma: PrismaService) =>
  (await prisma.patient.findMany({ where: { clinicId: clinic.clinicId } })).map(({ givenName }) => givenName).sort();
const underNumber = async (number: number) => {
  const [row] = await execute<{ count: string }>(
    database.url,
    `SELECT count(*) FROM patients WHERE given_name LIKE 's1.${number}.%'`,
  );
  return Number(row?.count);
};

beforeEach(async () => {
  database = await openTestDatabase();
  clinic = await buildClinic(database.prisma);
  await database.prisma.keys.of(clinic.clinicId);
});
afterEach(async () => {
  for (const prisma of opened.splice(0)) await prisma.onApplicationShutdown();
  await database.close();
});

it('seals every kind of row under the new key, with which alone all can be read and found', async () => {
  const { prisma } = database;
  const { clinicId } = clinic;
  const phone = '+15125550111';
  const patientId = await buildPatient(prisma, clinic, { givenName: 'Ada', phone });
  const callId = await buildCall(prisma, clinic);
  const at = new Date('2026-11-20T15:00:00Z');
  await prisma.turn.create({
    data: {
      clinicId,
      callId,
      seq: 1,
      role: 'caller',
      text: 'hello',
      heard: 'hello',
      interrupted: false,
      startedAt: at,
    },
  });
  const tool = {
    clinicId,
    callId,
    id: randomUUID(),
    requestId: 'r',
    name: 'n',
    status: 'succeeded',
    startedAt: at,
    durationMs: 1,
  };
  await prisma.toolInvocation.create({ data: { ...tool, arguments: { name: 'Ada' }, result: { ok: true } } });
  await prisma.blockedNumber.create({ data: { clinicId, number: phone, reason: 'nuisance', createdAt: at } });
  expect(await rotate(under(NEXT, OLD))).toEqual({ clinics: 1, rows: 5, retired: 1, unreadable: 0, broken: 0 });

  const rotated = under(NEXT);
  await rotated.keys.check();
  expect(await rotated.patient.findMany({ where: { clinicId, phone } })).toMatchObject([
    { id: patientId, givenName: 'Ada' },
  ]);
  expect(await rotated.turn.findMany({ where: { clinicId } })).toMatchObject([{ text: 'hello' }]);
  expect(await rotated.toolInvocation.findMany({ where: { clinicId } })).toMatchObject([
    { arguments: { name: 'Ada' }, result: { ok: true } },
  ]);
  const blocked = await rotated.blockedNumber.findMany({ where: { clinicId, number: phone } });
  expect(blocked).toMatchObject([{ number: phone, reason: 'nuisance' }]);
  expect(await rotated.call.findMany({ where: { clinicId } })).toMatchObject([{ fromNumber: '+15550100100' }]);
  expect(await rotate(rotated)).toEqual({ clinics: 1, rows: 0, retired: 0, unreadable: 0, broken: 0 });
});

it('leaves no value of any sealed model under the old data key', async () => {
  await buildPatient(database.prisma, clinic);
  await buildCall(database.prisma, clinic);
  await rotate(under(NEXT, OLD));
  for (const { table, fields } of Object.values(SEALED_MODELS)) {
    for (const { column } of Object.values(fields)) {
      const left = await execute(database.url, `SELECT FROM ${table} WHERE ${column}::text LIKE '%s1.1.%'`);
      expect({ table, column, left: left.length }).toEqual({ table, column, left: 0 });
    }
  }
});

it('deletes the old data keys, and nothing in the whole database needs them or the old root key', async () => {
  const { prisma } = database;
  const stolen = await prisma.$sealer(clinic.clinicId);
  const id = await buildPatient(prisma, clinic, { givenName: 'Ada' });
  await buildCall(prisma, clinic);
  expect(await rotate(under(NEXT, OLD))).toMatchObject({ retired: 1 });
  const dump = [...(await logicalDump(database.url)).values()].join('\n');
  expect(dump.match(/s1\.1\.|r1\.test\./)).toBeNull();
  expect(await prisma.clinicKey.findMany({ select: { purpose: true, number: true } })).toEqual(
    expect.arrayContaining([
      { purpose: 'data', number: 2 },
      { purpose: 'index', number: 1 },
    ]),
  );
  // Whoever has the old key puts nothing into a record that would open.
  const forged = stolen.seal({ table: 'patients', column: 'given_name', row: [id] }, 'Mallory');
  await execute(database.url, `UPDATE patients SET given_name = '${forged}' WHERE id = '${id}'`);
  expect(await patients(under(NEXT))).toEqual([UNREADABLE]);
});

it('an older value of the same cell that is put back opens until a rotation has retired its key, and not after', async () => {
  const id = await buildPatient(database.prisma, clinic, { givenName: 'Maiden' });
  const where = { clinicId_id: { clinicId: clinic.clinicId, id } };
  const [before] = await execute<{ name: string }>(database.url, `SELECT given_name AS name FROM patients`);
  const putBack = () => execute(database.url, `UPDATE patients SET given_name = '${before?.name}' WHERE id = '${id}'`);
  await database.prisma.patient.update({ where, data: { givenName: 'Married' } });
  await putBack();
  expect(await patients(database.prisma)).toEqual(['Maiden']); // docs/adr/0036: nothing in the database could tell
  await database.prisma.patient.update({ where, data: { givenName: 'Married' } });
  await rotate(under(NEXT, OLD));
  await putBack();
  expect(await patients(under(NEXT))).toEqual([UNREADABLE]);
});

it('a value that does not open holds up no other, and keeps the old data key until somebody has looked at it', async () => {
  const id = await buildPatient(database.prisma, clinic, { givenName: 'Broken' });
  await buildPatient(database.prisma, clinic, { givenName: 'Whole' });
  await execute(database.url, `UPDATE patients SET given_name = 's1.1.${'A'.repeat(40)}' WHERE id = '${id}'`);
  expect(await rotate(under(NEXT, OLD))).toMatchObject({ unreadable: 1, retired: 0 });
  expect(await patients(under(NEXT))).toEqual(['Whole', UNREADABLE]);
  const { prisma } = database;
  const where = { clinicId_id: { clinicId: clinic.clinicId, id } };
  await under(NEXT).patient.update({ where, data: { givenName: 'Mended' } });
  expect(await rotate(under(NEXT))).toMatchObject({ unreadable: 0, retired: 1 });
  expect(await prisma.clinicKey.count({ where: { purpose: 'data' } })).toBe(1);
});

it('killed half way it leaves everything readable, and goes on where it was', async () => {
  const names = Array.from({ length: 450 }, (_, n) => `P${String(n).padStart(3, '0')}`);
  const { clinicId } = clinic;
  await database.prisma.patient.createMany({
    data: names.map((givenName) => ({
      ...{ clinicId, id: randomUUID(), givenName, familyName: 'Marsh', createdAt: new Date('2026-01-01T00:00:00Z') },
    })),
  });
  // The rotation's connections are cut once it has sealed a batch, as when its process is killed.
  const rotation = under(NEXT, OLD);
  await execute(
    database.url,
    `CREATE FUNCTION killed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF (SELECT count(*) FROM patients WHERE given_name LIKE 's1.2.%') >= 300 THEN
         PERFORM pg_terminate_backend(pg_backend_pid());
       END IF;
       RETURN NEW; END $$;
     CREATE TRIGGER killed BEFORE UPDATE ON patients FOR EACH ROW EXECUTE FUNCTION killed();`,
  );
  await expect(rotate(rotation)).rejects.toThrow();
  expect(await underNumber(2)).toBe(200);
  expect(await underNumber(1)).toBe(250);

  const meanwhile = under(NEXT, OLD);
  expect(await patients(meanwhile)).toEqual(names);
  await buildPatient(meanwhile, clinic, { givenName: 'Q' });
  await execute(database.url, 'DROP TRIGGER killed ON patients');
  expect(await rotate(under(NEXT, OLD))).toMatchObject({ clinics: 1, rows: 250, retired: 1 });
  expect(await underNumber(1)).toBe(0);
  expect(await patients(under(NEXT))).toEqual([...names, 'Q']);
});

it('servers that know the old keys only go on meanwhile, and what they seal is found before those are deleted', async () => {
  const server = under(NEXT, OLD);
  await buildPatient(server, clinic, { givenName: 'Before' });
  const meanwhile = new BusyMeanwhile(async () => {
    await buildPatient(server, clinic, { givenName: 'Meanwhile' }); // it has not read its keys anew yet
    expect(await underNumber(1)).toBe(1);
    expect(await patients(server)).toEqual(['Before', 'Meanwhile']);
  });
  expect(await rotate(under(NEXT, OLD), undefined, meanwhile)).toMatchObject({ rows: 2, retired: 1 });
  expect(await underNumber(1)).toBe(0);
  expect(await patients(server)).toEqual(['Before', 'Meanwhile']);
  expect(await patients(under(NEXT))).toEqual(['Before', 'Meanwhile']);
});

it('passes over a row that a call is working on, and waits for it at the end', async () => {
  const id = await buildPatient(database.prisma, clinic, { givenName: 'Busy' });
  await buildPatient(database.prisma, clinic, { givenName: 'Idle' });
  let rotation: Promise<unknown> = Promise.resolve();
  await database.prisma.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM patients WHERE id = ${id}::uuid FOR UPDATE`;
    rotation = rotate(under(NEXT, OLD));
    await until(
      () => database.prisma.$queryRaw<unknown[]>`
        SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
          AND application_name = 'crownline-keys' AND query LIKE '%patients%'`,
      ({ length }) => length > 0,
    );
    expect([await underNumber(1), await underNumber(2)]).toEqual([1, 1]);
  });
  expect(await rotation).toMatchObject({ rows: 2 });
  expect(await underNumber(1)).toBe(0);
});

it('brings second factors of accounts along', async () => {
  const { prisma } = database;
  const id = randomUUID();
  const place = accountSecretPlace(id);
  const totpSecret = prisma.keys.root.seal('accounts', place, Buffer.from('a secret'));
  const account = { id, email: 'ann@example.com', name: 'Ann', passwordHash: 'scrypt$', createdAt: new Date(0) };
  await prisma.account.create({ data: { ...account, totpSecret } });
  await expect(under(NEXT).keys.check()).rejects.toMatchObject({ code: 'crypto/key_missing' });
  expect(await rotate(under(NEXT, OLD))).toMatchObject({ rows: 1 });
  const rotated = under(NEXT);
  await rotated.keys.check();
  const { totpSecret: sealed } = await prisma.account.findUniqueOrThrow({ where: { id } });
  expect(rotated.keys.root.open('accounts', place, sealed ?? '').toString()).toBe('a secret');
});

it('proves the audit trail with the new key alone', async () => {
  const { clinicId } = clinic;
  const entry = {
    clinicId,
    at: new SystemClock().now(),
    actor: { kind: 'system', id: 't' } as const,
    action: 't.done',
  };
  await database.prisma.inClinic(clinicId, (tx) =>
    auditLog(database.prisma).record(tx, { ...entry, subject: { kind: 'clinic', id: clinicId } }),
  );
  // How far it was verified, and that it held, too.
  const verification = AuditVerification.on(database.prisma);
  const checks = new AuditChecksRepository();
  await verification.keepMark(clinicId, (await verification.verifyClinic(clinicId, {})).end, entry.at);
  await database.prisma.acrossClinics(async (tx) => {
    await checks.order(tx, entry.at, entry.at);
    await checks.finish(tx, database.prisma.keys.root, entry.at, { finishedAt: entry.at, broken: 0 });
  });
  await rotate(under(NEXT, OLD));
  expect(await AuditVerification.on(under(NEXT)).verify()).toMatchObject({ ok: true, checked: 2, firstBad: null });
});

it('asked to stop it stops, and nothing is lost', async () => {
  await buildPatient(database.prisma, clinic, { givenName: 'Ada' });
  await expect(rotate(under(NEXT, OLD), AbortSignal.abort())).rejects.toThrow();
  expect(await patients(under(NEXT, OLD))).toEqual(['Ada']);
});

it('a wrong or missing key is found at once', async () => {
  await buildPatient(database.prisma, clinic);
  await expect(under(NEXT).keys.check()).rejects.toMatchObject({ code: 'crypto/key_missing' });
  const wrong = under({ id: OLD.id, key: Buffer.alloc(32, 'not the key') });
  await expect(wrong.keys.check()).rejects.toMatchObject({ code: 'crypto/seal_broken' });
  await under(NEXT, OLD).keys.check();
});
