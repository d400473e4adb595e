import type { PrismaService } from '../../common/database/prisma.service.js';
import type { ClinicId } from '../../common/ids/ids.js';
import type { AuditLog } from '../../compliance/audit-log.service.js';
import type { AuditEntry } from '../../compliance/compliance.types.js';
import type { ClinicName } from './clinic-name.types.js';

// Whoever sets up a number chooses among all clinics of the database.

export function listClinics(database: PrismaService): Promise<ClinicName[]> {
  return database.acrossClinics((tx) =>
    tx.clinic.findMany({ select: { id: true, name: true }, orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
  );
}

/** The clinic that answers a number; null when none does. */
export async function clinicOf(database: PrismaService, number: string): Promise<ClinicName | null> {
  const line = await database.acrossClinics((tx) =>
    tx.phoneNumber.findUnique({ where: { number }, select: { clinic: { select: { id: true, name: true } } } }),
  );
  return line && line.clinic;
}

/** As the API adds it, with the same entry. */
export async function addLine(
  database: PrismaService,
  audit: AuditLog,
  { number, clinicId, ...by }: { number: string; clinicId: ClinicId } & Pick<AuditEntry, 'actor' | 'at'>,
): Promise<void> {
  await database.acrossClinics(async (tx) => {
    await tx.phoneNumber.create({ data: { number, clinicId } });
    const subject = { kind: 'phone_number', id: number };
    await audit.record(tx, { clinicId, ...by, action: 'phone_number.added', subject });
  });
}
