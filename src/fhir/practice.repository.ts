import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { AppointmentTypeId, ClinicId, ProviderId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { SlotStatus } from './fhir.types.js';
import type { BusySlot } from './slot-id.codec.js';

export interface Practitioner {
  id: ProviderId;
  name: string;
  active: boolean;
}

export interface VisitType {
  id: AppointmentTypeId;
  name: string;
  durationMinutes: number;
}

/** Time of somebody that is taken, and by what kind of thing. Whose it is is not read. */
export interface TakenTime extends BusySlot {
  status: Exclude<SlotStatus, 'free'>;
}

/** Who sees patients, at what, and when they can't. */
@Injectable()
export class PracticeRepository {
  async provider(tx: Tx, clinicId: ClinicId, id: ProviderId): Promise<Practitioner | null> {
    const row = await tx.provider.findUnique({ where: { clinicId_id: { clinicId, id } } });
    return row && { id: row.id as ProviderId, name: row.name, active: row.active };
  }

  /** In the order of their ids. */
  async providers(
    tx: Tx,
    clinicId: ClinicId,
    { id, active, after }: { id?: ProviderId | undefined; active?: boolean | undefined; after: string | null },
    limit: number,
  ): Promise<Practitioner[]> {
    const rows = await tx.provider.findMany({
      where: {
        clinicId,
        ...(active === undefined ? {} : { active }),
        AND: [...(id ? [{ id }] : []), ...(after === null ? [] : [{ id: { gt: after } }])],
      },
      orderBy: { id: 'asc' },
      take: limit,
    });
    return rows.map((row) => ({ id: row.id as ProviderId, name: row.name, active: row.active }));
  }

  async type(tx: Tx, clinicId: ClinicId, id: AppointmentTypeId): Promise<VisitType | null> {
    const row = await tx.appointmentType.findUnique({ where: { clinicId_id: { clinicId, id } } });
    return row && { id: row.id as AppointmentTypeId, name: row.name, durationMinutes: row.durationMinutes };
  }

  /** What begins in [from, to), soonest first. A hold whose time has run out takes none. */
  async takenTime(
    tx: Tx,
    clinicId: ClinicId,
    providerId: ProviderId,
    span: { from: Temporal.Instant; to: Temporal.Instant },
    now: Temporal.Instant,
  ): Promise<TakenTime[]> {
    const [from, to] = [toDate(span.from), toDate(span.to)];
    const rows = await tx.$queryRaw<{ startsAt: Date; endsAt: Date; status: TakenTime['status'] }[]>`
      SELECT lower(t.during) AS "startsAt", upper(t.during) AS "endsAt",
        CASE WHEN t.appointment_id IS NOT NULL THEN 'busy' WHEN t.hold_id IS NOT NULL THEN 'busy-tentative'
          ELSE 'busy-unavailable' END AS status
      FROM taken_time(${clinicId}::uuid, ARRAY[${providerId}::uuid], tstzrange(${from}::timestamptz, ${to}::timestamptz)) t
      LEFT JOIN holds h ON h.clinic_id = ${clinicId}::uuid AND h.id = t.hold_id
      WHERE lower(t.during) >= ${from}::timestamptz AND NOT isempty(t.during)
        AND (t.hold_id IS NULL OR h.expires_at > ${toDate(now)}::timestamptz)
      ORDER BY lower(t.during)`;
    return rows.map(({ startsAt, endsAt, status }) => ({
      providerId,
      startsAt: fromDate(startsAt),
      endsAt: fromDate(endsAt),
      status,
    }));
  }
}
