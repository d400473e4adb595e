import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { WeeklyHours } from '../clinics/clinics.types.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { AppointmentTypeId, ClinicId, OperatoryId, ProviderId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';
import type { Schedule, Taken, TypeRules } from './scheduling.types.js';

/** As the database builds it: ids without brands, dates as text. */
interface ScheduleRow {
  timeZone: string;
  type: Omit<TypeRules, 'id'> & { id: string };
  openingHours: WeeklyHours[];
  closures: { startsOn: string; endsOn: string }[];
  providers: { id: string; name: string; hours: WeeklyHours[] }[];
  operatories: { id: string; name: string }[];
}

interface TakenRow {
  resourceId: string;
  from: Date;
  to: Date;
}

/** Reads what availability is computed from: two queries, however many providers, chairs and days there are. */
@Injectable()
export class ScheduleRepository {
  /** Null when the clinic has no such type. Only providers and operatories that suit the type are in it, by name. */
  async find(tx: Tx, clinicId: ClinicId, typeId: AppointmentTypeId, now: Temporal.Instant): Promise<Schedule | null> {
    const [row] = await tx.$queryRaw<ScheduleRow[]>`
      SELECT c.time_zone AS "timeZone",
        jsonb_build_object(
          'id', t.id, 'name', t.name, 'durationMinutes', t.duration_minutes, 'providerRole', t.provider_role,
          'operatoryKind', t.operatory_kind, 'minNoticeMinutes', t.min_notice_minutes, 'horizonDays', t.horizon_days
        ) AS type,
        (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'weekday', h.weekday, 'startMinute', h.opens_minute, 'endMinute', h.closes_minute)), '[]')
          FROM opening_hours h WHERE h.clinic_id = c.id) AS "openingHours",
        (SELECT coalesce(jsonb_agg(jsonb_build_object('startsOn', x.starts_on, 'endsOn', x.ends_on)), '[]')
          FROM closures x
          WHERE x.clinic_id = c.id AND x.ends_on >= (${toDate(now)}::timestamptz AT TIME ZONE c.time_zone)::date
        ) AS closures,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'hours', (
            SELECT coalesce(jsonb_agg(jsonb_build_object(
              'weekday', h.weekday, 'startMinute', h.starts_minute, 'endMinute', h.ends_minute)), '[]')
            FROM provider_hours h WHERE h.clinic_id = p.clinic_id AND h.provider_id = p.id
          )) ORDER BY p.name, p.id), '[]')
          FROM providers p WHERE p.clinic_id = c.id AND p.active AND p.role = t.provider_role) AS providers,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) ORDER BY o.name, o.id), '[]')
          FROM operatories o WHERE o.clinic_id = c.id AND o.kind = t.operatory_kind) AS operatories
      FROM clinics c
      JOIN appointment_types t ON t.clinic_id = c.id
      WHERE c.id = ${clinicId}::uuid AND t.id = ${typeId}::uuid`;
    return row ? toSchedule(row) : null;
  }

  /** When the providers and operatories of a schedule are taken, within a span. */
  async takenIn(
    tx: Tx,
    clinicId: ClinicId,
    schedule: Schedule,
    span: { fromMs: number; toMs: number },
  ): Promise<Taken[]> {
    const resourceIds = [...schedule.providers, ...schedule.operatories].map(({ id }) => id);
    const [from, to] = [new Date(span.fromMs), new Date(span.toMs)];
    const rows = await tx.$queryRaw<TakenRow[]>`
      SELECT resource_id AS "resourceId", lower(within) AS "from", upper(within) AS "to"
      FROM (
        SELECT resource_id, during * tstzrange(${from}::timestamptz, ${to}::timestamptz) AS within
        FROM allocations
        WHERE clinic_id = ${clinicId}::uuid
          AND resource_id = ANY (${resourceIds}::uuid[])
          AND during && tstzrange(${from}::timestamptz, ${to}::timestamptz)
          AND released_at IS NULL
      ) AS taken`;
    return rows.map((row) => ({
      resourceId: row.resourceId,
      fromMs: row.from.getTime(),
      toMs: row.to.getTime(),
    }));
  }
}

function toSchedule(row: ScheduleRow): Schedule {
  return {
    ...row,
    type: { ...row.type, id: row.type.id as AppointmentTypeId },
    closures: row.closures.map(({ startsOn, endsOn }) => ({
      startsOn: Temporal.PlainDate.from(startsOn),
      endsOn: Temporal.PlainDate.from(endsOn),
    })),
    providers: row.providers.map((provider) => ({ ...provider, id: provider.id as ProviderId })),
    operatories: row.operatories.map((operatory) => ({ ...operatory, id: operatory.id as OperatoryId })),
  };
}
