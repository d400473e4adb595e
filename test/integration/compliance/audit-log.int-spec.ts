import { Temporal } from 'temporal-polyfill';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import type { AuditLog } from '../../../src/compliance/audit-log.service.js';
import { auditLog } from '../../support/audit.js';
import { buildClinic } from '../../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let clinicId: ClinicId;
let audit: AuditLog;

beforeAll(async () => {
  database = await openTestDatabase();
  audit = auditLog(database.prisma);
  ({ clinicId } = await buildClinic(database.prisma));
});
afterAll(() => database.close());

const entry = () => ({
  clinicId,
  at: Temporal.Instant.from('2026-11-20T15:00:00.123Z'),
  actor: { kind: 'api_key', id: 'cl_12345678' } as const,
  action: 'call.read',
  subject: { kind: 'call', id: 'some-call' },
});
const stored = () => database.prisma.auditEntry.findMany({ where: { clinicId } });

it('stores who did what to which record, and when', async () => {
  await database.prisma.inClinic(clinicId, (tx) =>
    audit.record(tx, { ...entry(), detail: { turns: 3, resumed: false } }),
  );
  expect(await stored()).toEqual([
    expect.objectContaining({
      at: new Date('2026-11-20T15:00:00.123Z'),
      actorKind: 'api_key',
      actorId: 'cl_12345678',
      action: 'call.read',
      subjectKind: 'call',
      subjectId: 'some-call',
      callId: null,
      detail: { turns: 3, resumed: false },
    }),
  ]);
});

it('leaves no entry of an act that was rolled back', async () => {
  const before = (await stored()).length;
  const act = database.prisma.inClinic(clinicId, async (tx) => {
    await audit.record(tx, entry());
    throw new Error('the act failed');
  });
  await expect(act).rejects.toThrow('the act failed');
  expect(await stored()).toHaveLength(before);
});

it('can be neither changed nor emptied', async () => {
  await database.prisma.inClinic(clinicId, (tx) => audit.record(tx, entry()));
  const before = await stored();
  await expect(
    database.prisma.auditEntry.updateMany({ where: { clinicId }, data: { action: 'other' } }),
  ).rejects.toThrow();
  await expect(database.prisma.auditEntry.deleteMany({ where: { clinicId } })).rejects.toThrow();
  await expect(database.prisma.$executeRaw`TRUNCATE audit_entries`).rejects.toThrow();
  expect(await stored()).toEqual(before);
});
