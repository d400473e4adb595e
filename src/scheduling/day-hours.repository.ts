import { Injectable } from '@nestjs/common';
import type { DayHours } from '../clinics/clinics.types.js';
import type { Tx } from '../common/database/prisma.service.js';
import { newId, type AppointmentId, type ClinicId, type ProviderId } from '../common/ids/ids.js';
import { toDateColumn } from '../common/time/date-column.js';
import type { DayRequest } from './blockouts.types.js';
import type { VisitTime } from './day-hours.policy.js';
import { LIVE_STATUSES } from './scheduling.types.js';
import type { Stretch } from './stretches.policy.js';

@Injectable()
export class DayHoursRepository {
  async hasProvider(tx: Tx, clinicId: ClinicId, id: ProviderId): Promise<boolean> {
    return (await tx.provider.count({ where: { clinicId, id } })) === 1;
  }

  async replace(tx: Tx, request: DayRequest, hours: DayHours['hours']): Promise<void> {
    await this.delete(tx, request);
    const day = { clinicId: request.clinicId, providerId: request.providerId, day: toDateColumn(request.day) };
    // A row without times says that there are none.
    const stretches = hours.length > 0 ? hours : [{ startMinute: null, endMinute: null }];
    await tx.hoursOverride.createMany({
      data: stretches.map(({ startMinute, endMinute }) => ({
        ...day,
        id: newId(),
        startsMinute: startMinute,
        endsMinute: endMinute,
      })),
    });
  }

  /** False when the day had no hours of its own. */
  async delete(tx: Tx, { clinicId, providerId, day }: DayRequest): Promise<boolean> {
    const { count } = await tx.hoursOverride.deleteMany({ where: { clinicId, providerId, day: toDateColumn(day) } });
    return count > 0;
  }

  /** What live visits take of a provider, each part for itself, within a span, by their start. */
  async visitsOfProvider(tx: Tx, clinicId: ClinicId, providerId: ProviderId, span: Stretch): Promise<VisitTime[]> {
    const rows = await tx.$queryRaw<VisitRow[]>`
      SELECT a.id, lower(x.during) AS "from", upper(x.during) AS "to"
      FROM taken_time(${clinicId}::uuid, ARRAY[${providerId}::uuid],
        tstzrange(${new Date(span.fromMs)}::timestamptz, ${new Date(span.toMs)}::timestamptz)) x
      JOIN appointments a ON a.clinic_id = ${clinicId}::uuid AND a.id = x.appointment_id
      WHERE a.status = ANY (${LIVE_STATUSES}::text[])
      ORDER BY a.starts_at, a.id`;
    return rows.map(toVisitTime);
  }

  /** All live visits within a span, without setup and cleanup, by their start. */
  async visitsOfHouse(tx: Tx, clinicId: ClinicId, span: Stretch): Promise<VisitTime[]> {
    const rows = await tx.$queryRaw<VisitRow[]>`
      SELECT id, starts_at AS "from", ends_at AS "to" FROM appointments
      WHERE clinic_id = ${clinicId}::uuid AND status = ANY (${LIVE_STATUSES}::text[])
        AND starts_at < ${new Date(span.toMs)}::timestamptz AND ends_at > ${new Date(span.fromMs)}::timestamptz
      ORDER BY starts_at, id`;
    return rows.map(toVisitTime);
  }
}

interface VisitRow {
  id: string;
  from: Date;
  to: Date;
}

const toVisitTime = ({ id, from, to }: VisitRow): VisitTime => ({
  id: id as AppointmentId,
  fromMs: from.getTime(),
  toMs: to.getTime(),
});
