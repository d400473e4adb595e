import type { PrismaService } from '../../common/database/prisma.service.js';
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

export async function addLine(database: PrismaService, number: string, clinicId: string): Promise<void> {
  await database.acrossClinics((tx) => tx.phoneNumber.create({ data: { number, clinicId } }));
}
