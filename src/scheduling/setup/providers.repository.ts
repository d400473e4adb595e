import { Injectable } from '@nestjs/common';
import type { Tx } from '../../common/database/prisma.service.js';
import type { AppointmentTypeId, ClinicId, ProviderId } from '../../common/ids/ids.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { NewProviderBody, ProviderChange, ProviderItem, ProviderQuery } from './providers.types.js';

const columns = Prisma.sql`p.id, p.name, p.role, p.active`;

@Injectable()
export class ProvidersRepository {
  /** By name, after the one at which a page ended. */
  list(tx: Tx, clinicId: ClinicId, { role, active, cursor, limit }: ProviderQuery): Promise<ProviderItem[]> {
    const onwards = cursor
      ? Prisma.sql`AND (p.name, p.id) > (
          SELECT l.name, l.id FROM providers l WHERE l.clinic_id = ${clinicId}::uuid AND l.id = ${cursor.id}::uuid)`
      : Prisma.empty;
    return tx.$queryRaw<ProviderItem[]>`
      SELECT ${columns} FROM providers p
      WHERE p.clinic_id = ${clinicId}::uuid
        ${role === undefined ? Prisma.empty : Prisma.sql`AND p.role = ${role}`}
        ${active === undefined ? Prisma.empty : Prisma.sql`AND p.active = ${active}`}
        ${onwards}
      ORDER BY p.name, p.id
      LIMIT ${limit}`;
  }

  async find(tx: Tx, clinicId: ClinicId, id: ProviderId): Promise<ProviderItem | null> {
    const [row] = await tx.$queryRaw<ProviderItem[]>`
      SELECT ${columns} FROM providers p WHERE p.clinic_id = ${clinicId}::uuid AND p.id = ${id}::uuid`;
    return row ?? null;
  }

  /** With the resource whose time visits take. */
  async insert(tx: Tx, clinicId: ClinicId, id: ProviderId, provider: NewProviderBody): Promise<void> {
    await tx.resource.create({ data: { clinicId, id, kind: 'provider' } });
    await tx.provider.create({ data: { clinicId, id, ...provider } });
  }

  async update(tx: Tx, clinicId: ClinicId, id: ProviderId, change: ProviderChange): Promise<void> {
    await tx.provider.updateMany({ where: { clinicId, id }, data: change });
  }

  /** Those that name the provider among whoever may lead them. */
  async typesNaming(tx: Tx, clinicId: ClinicId, providerId: ProviderId): Promise<AppointmentTypeId[]> {
    const rows = await tx.appointmentTypeProvider.findMany({
      where: { clinicId, providerId },
      select: { typeId: true },
      orderBy: { typeId: 'asc' },
    });
    return rows.map(({ typeId }) => typeId as AppointmentTypeId);
  }
}
