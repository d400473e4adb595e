import { Injectable } from '@nestjs/common';
import type { Tx } from '../../common/database/prisma.service.js';
import type { AppointmentTypeId, ClinicId } from '../../common/ids/ids.js';
import { Prisma } from '../../generated/prisma/client.js';
import type { RolePart } from '../role-demands.policy.js';
import type {
  AppointmentTypeChange,
  AppointmentTypeItem,
  AppointmentTypeQuery,
  NewAppointmentTypeBody,
} from './appointment-types.types.js';

const columns = Prisma.sql`
  t.id, t.name, t.description, t.duration_minutes AS "durationMinutes", t.provider_role AS "providerRole",
  t.operatory_kind AS "operatoryKind", t.min_notice_minutes AS "minNoticeMinutes", t.horizon_days AS "horizonDays",
  t.open_to AS "openTo", t.phone_booking AS "phoneBooking", t.setup_minutes AS "setupMinutes",
  t.cleanup_minutes AS "cleanupMinutes", t.preparation, t.fee_note AS "feeNote", t.recall_months AS "recallMonths",
  (SELECT coalesce(jsonb_agg(jsonb_build_object(
      'role', a.role, 'fromMinute', a.starts_minute, 'toMinute', a.ends_minute) ORDER BY a.starts_minute, a.role), '[]')
    FROM appointment_type_parts a WHERE a.clinic_id = t.clinic_id AND a.type_id = t.id) AS parts,
  (SELECT coalesce(array_agg(o.provider_id ORDER BY o.provider_id), '{}')
    FROM appointment_type_providers o WHERE o.clinic_id = t.clinic_id AND o.type_id = t.id) AS "providerIds",
  t.active`;

@Injectable()
export class AppointmentTypesRepository {
  /** By name, after the one at which a page ended. */
  async list(
    tx: Tx,
    clinicId: ClinicId,
    { active, cursor, limit }: AppointmentTypeQuery,
  ): Promise<AppointmentTypeItem[]> {
    const onwards = cursor
      ? Prisma.sql`AND t.name > (
          SELECT l.name FROM appointment_types l WHERE l.clinic_id = ${clinicId}::uuid AND l.id = ${cursor.id}::uuid)`
      : Prisma.empty;
    const rows = await tx.$queryRaw<AppointmentTypeItem[]>`
      SELECT ${columns} FROM appointment_types t
      WHERE t.clinic_id = ${clinicId}::uuid
        ${active === undefined ? Prisma.empty : Prisma.sql`AND t.active = ${active}`}
        ${onwards}
      ORDER BY t.name
      LIMIT ${limit}`;
    return rows.map(toItem);
  }

  async find(tx: Tx, clinicId: ClinicId, id: AppointmentTypeId): Promise<AppointmentTypeItem | null> {
    const [row] = await tx.$queryRaw<AppointmentTypeItem[]>`
      SELECT ${columns} FROM appointment_types t WHERE t.clinic_id = ${clinicId}::uuid AND t.id = ${id}::uuid`;
    return row ? toItem(row) : null;
  }

  /** Whether a type other than `besides` has the name. */
  async isNameTaken(
    tx: Tx,
    clinicId: ClinicId,
    name: string,
    besides: AppointmentTypeId | null = null,
  ): Promise<boolean> {
    const where = { clinicId, name, ...(besides ? { id: { not: besides } } : {}) };
    return (await tx.appointmentType.count({ where })) > 0;
  }

  /** The roles of those of some providers whom the clinic has, by id. */
  async rolesOf(tx: Tx, clinicId: ClinicId, providerIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.provider.findMany({
      where: { clinicId, id: { in: [...providerIds] } },
      select: { id: true, role: true },
    });
    return new Map(rows.map(({ id, role }) => [id, role]));
  }

  async insert(tx: Tx, clinicId: ClinicId, id: AppointmentTypeId, type: NewAppointmentTypeBody): Promise<void> {
    const { parts, providerIds, ...columnsOfType } = type;
    await tx.appointmentType.create({ data: { clinicId, id, ...columnsOfType } });
    await this.insertParts(tx, clinicId, id, parts);
    await this.insertProviders(tx, clinicId, id, providerIds);
  }

  async update(tx: Tx, clinicId: ClinicId, id: AppointmentTypeId, change: AppointmentTypeChange): Promise<void> {
    const { parts, providerIds, ...columnsOfType } = change;
    await tx.appointmentType.updateMany({ where: { clinicId, id }, data: columnsOfType });
    if (parts) {
      await tx.appointmentTypePart.deleteMany({ where: { clinicId, typeId: id } });
      await this.insertParts(tx, clinicId, id, parts);
    }
    if (providerIds) {
      await tx.appointmentTypeProvider.deleteMany({ where: { clinicId, typeId: id } });
      await this.insertProviders(tx, clinicId, id, providerIds);
    }
  }

  private async insertParts(
    tx: Tx,
    clinicId: ClinicId,
    typeId: AppointmentTypeId,
    parts: readonly RolePart[],
  ): Promise<void> {
    await tx.appointmentTypePart.createMany({
      data: parts.map(({ role, fromMinute, toMinute }) => ({
        clinicId,
        typeId,
        role,
        startsMinute: fromMinute,
        endsMinute: toMinute,
      })),
    });
  }

  private async insertProviders(
    tx: Tx,
    clinicId: ClinicId,
    typeId: AppointmentTypeId,
    providerIds: readonly string[],
  ): Promise<void> {
    await tx.appointmentTypeProvider.createMany({
      data: providerIds.map((providerId) => ({ clinicId, typeId, providerId })),
    });
  }
}

/** JSON of the database has its fields in an order of its own, and entity tags are over the text. */
const toItem = (row: AppointmentTypeItem): AppointmentTypeItem => ({
  ...row,
  parts: row.parts.map(({ role, fromMinute, toMinute }) => ({ role, fromMinute, toMinute })),
});
