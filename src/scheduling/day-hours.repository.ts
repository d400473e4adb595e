import { Injectable } from '@nestjs/common';
import type { DayHours } from '../clinics/clinics.types.js';
import type { Tx } from '../common/database/prisma.service.js';
import { newId, type AppointmentId, type ClinicId, type ProviderId } from '../common/ids/ids.js';
import { fromDateColumn, toDateColumn } from '../common/time/date-column.js';
import { Prisma } from '../generated/prisma/client.js';
import type { DayListQuery, DayRequest, OwnHours } from './blockouts.types.js';
import type { VisitTime } from './day-hours.policy.js';
import { LIVE_STATUSES } from './scheduling.types.js';
import type { Stretch } from './stretches.policy.js';

/** Stands for the house, before all providers. */
const HOUSE = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class DayHoursRepository {
  async hasProvider(tx: Tx, clinicId: ClinicId, id: ProviderId): Promise<boolean> {
    return (await tx.provider.count({ where: { clinicId, id } })) === 1;
  }

  /** In order of time; null for a day without hours of its own. */
  async find(
    tx: Tx,
    { clinicId, providerId, day }: Pick<DayRequest, 'clinicId' | 'providerId' | 'day'>,
  ): Promise<DayHours['hours'] | null> {
    const rows = await tx.hoursOverride.findMany({
      where: { clinicId, providerId, day: toDateColumn(day) },
      orderBy: { startsMinute: 'asc' },
    });
    if (rows.length === 0) return null;
    return rows.flatMap(({ startsMinute, endsMinute }) =>
      startsMinute === null || endsMinute === null ? [] : [{ startMinute: startsMinute, endMinute: endsMinute }],
    );
  }

  /** By day; of one day the house first, then providers by id. */
  async list(tx: Tx, clinicId: ClinicId, query: DayListQuery): Promise<OwnHours[]> {
    const { from, to, whose, providerId, after, limit } = query;
    const onwards = after
      ? Prisma.sql`AND (x.day, coalesce(x.provider_id, ${HOUSE}::uuid)) >
          (${after.day.toString()}::date, ${after.providerId ?? HOUSE}::uuid)`
      : Prisma.empty;
    const rows = await tx.$queryRaw<(Omit<OwnHours, 'day'> & { day: Date })[]>`
      SELECT x.provider_id AS "providerId", x.day,
        coalesce(jsonb_agg(jsonb_build_object('startMinute', x.starts_minute, 'endMinute', x.ends_minute)
          ORDER BY x.starts_minute) FILTER (WHERE x.starts_minute IS NOT NULL), '[]') AS hours
      FROM hours_overrides x
      WHERE x.clinic_id = ${clinicId}::uuid AND x.day >= ${from.toString()}::date
        ${to === null ? Prisma.empty : Prisma.sql`AND x.day <= ${to.toString()}::date`}
        ${whose === undefined ? Prisma.empty : Prisma.sql`AND (x.provider_id IS NULL) = ${whose === 'house'}`}
        ${providerId === undefined ? Prisma.empty : Prisma.sql`AND x.provider_id = ${providerId}::uuid`}
        ${onwards}
      GROUP BY x.day, x.provider_id
      ORDER BY x.day, coalesce(x.provider_id, ${HOUSE}::uuid)
      LIMIT ${limit}`;
    return rows.map(({ day, ...row }) => ({ ...row, day: fromDateColumn(day) }));
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
