import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { DatedHours, DayHours } from '../clinics/clinics.types.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { AppointmentId, AppointmentTypeId, ClinicId, OperatoryId, ProviderId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';
import { Prisma } from '../generated/prisma/client.js';
import type { Schedule, ScheduledProvider } from './availability.types.js';
import { demandsOf, type RolePart } from './role-demands.policy.js';
import { DESK_HORIZON_DAYS, type BookingRules, type OwnHolds, type Taken, type TypeRules } from './scheduling.types.js';

/** As the database builds it: ids without brands, dates as text. */
interface ScheduleRow {
  timeZone: string;
  slotMinutes: number;
  type: Omit<TypeRules, 'id' | 'demands'> & { id: string; parts: RolePart[] };
  openingHours: DatedHoursRow[];
  overrides: OverrideRow[];
  closures: { startsOn: string; endsOn: string }[];
  providers: {
    id: string;
    name: string;
    role: ScheduledProvider['role'];
    hours: DatedHoursRow[];
    overrides: OverrideRow[];
  }[];
  operatories: { id: string; name: string }[];
  weeklyBlockouts: (DatedHoursRow & BlockoutRow)[];
  reservedTimes: (BlockoutRow & { fromMs: number; toMs: number })[];
}

interface DatedHoursRow {
  weekday: number;
  startMinute: number;
  endMinute: number;
  validFrom: string;
  validUntil: string | null;
}

/** Without times: no hours on that day. */
interface OverrideRow {
  day: string;
  startMinute: number | null;
  endMinute: number | null;
}

/** Without a release: busy. */
interface BlockoutRow {
  resourceId: string;
  reservedFor: string[];
  releaseMinutes: number | null;
}

interface TakenRow {
  resourceId: string;
  from: Date;
  to: Date;
}

// Each list of rows that belong together is one JSON array. Days and hours that are over are left out.
const overridesOf = (whose: Prisma.Sql) => Prisma.sql`
  (SELECT coalesce(jsonb_agg(jsonb_build_object(
      'day', x.day, 'startMinute', x.starts_minute, 'endMinute', x.ends_minute)), '[]')
    FROM hours_overrides x WHERE x.clinic_id = c.id AND x.day >= c.today AND ${whose})`;

const providersOfType = Prisma.sql`
  SELECT p.id, p.name, p.role FROM providers p
  WHERE p.clinic_id = c.id AND p.active AND (p.role = t.provider_role OR p.role IN (
    SELECT a.role FROM appointment_type_parts a WHERE a.clinic_id = c.id AND a.type_id = t.id))`;

// A type that is out of use has no room, so nothing of it is free, and no visit of it finds a place.
const operatoriesOfType = Prisma.sql`
  SELECT o.id, o.name FROM operatories o
  WHERE o.clinic_id = c.id AND o.active AND t.active AND o.kind = t.operatory_kind`;

const typeRules = Prisma.sql`
  jsonb_build_object(
    'id', t.id, 'name', t.name, 'durationMinutes', t.duration_minutes, 'setupMinutes', t.setup_minutes,
    'cleanupMinutes', t.cleanup_minutes, 'providerRole', t.provider_role, 'operatoryKind', t.operatory_kind,
    'openTo', t.open_to, 'phoneBooking', t.phone_booking, 'minNoticeMinutes', t.min_notice_minutes,
    'horizonDays', t.horizon_days,
    'parts', (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'role', a.role, 'fromMinute', a.starts_minute, 'toMinute', a.ends_minute)), '[]')
      FROM appointment_type_parts a WHERE a.clinic_id = c.id AND a.type_id = t.id),
    'onlyProviderIds', (SELECT coalesce(jsonb_agg(o.provider_id ORDER BY o.provider_id), '[]')
      FROM appointment_type_providers o WHERE o.clinic_id = c.id AND o.type_id = t.id))`;

/** Reads what availability is computed from: two queries, however many types, providers, chairs and days there are. */
@Injectable()
export class ScheduleRepository {
  /** Null when the clinic has no such type. Only providers and operatories that suit the type are in it, by name. */
  async find(
    tx: Tx,
    clinicId: ClinicId,
    typeId: AppointmentTypeId,
    now: Temporal.Instant,
    rules: BookingRules = 'callers',
  ): Promise<Schedule | null> {
    return (await this.findAll(tx, clinicId, [typeId], now, rules)).get(typeId) ?? null;
  }

  /** By type; those that the clinic does not have are missing. */
  async findAll(
    tx: Tx,
    clinicId: ClinicId,
    typeIds: readonly AppointmentTypeId[],
    now: Temporal.Instant,
    rules: BookingRules = 'callers',
  ): Promise<Map<AppointmentTypeId, Schedule>> {
    const horizonDays = rules === 'desk' ? Prisma.sql`${DESK_HORIZON_DAYS}::int` : Prisma.sql`t.horizon_days`;
    const rows = await tx.$queryRaw<ScheduleRow[]>`
      SELECT c.time_zone AS "timeZone", c.slot_minutes AS "slotMinutes", ${typeRules} AS type,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('weekday', h.weekday, 'startMinute', h.opens_minute,
            'endMinute', h.closes_minute, 'validFrom', h.valid_from, 'validUntil', h.valid_until)), '[]')
          FROM opening_hours h
          WHERE h.clinic_id = c.id AND (h.valid_until IS NULL OR h.valid_until >= c.today)) AS "openingHours",
        ${overridesOf(Prisma.sql`x.provider_id IS NULL`)} AS overrides,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('startsOn', x.starts_on, 'endsOn', x.ends_on)), '[]')
          FROM closures x WHERE x.clinic_id = c.id AND x.ends_on >= c.today) AS closures,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'role', p.role,
            'hours', (
              SELECT coalesce(jsonb_agg(jsonb_build_object('weekday', h.weekday, 'startMinute', h.starts_minute,
                'endMinute', h.ends_minute, 'validFrom', h.valid_from, 'validUntil', h.valid_until)), '[]')
              FROM provider_hours h
              WHERE h.clinic_id = c.id AND h.provider_id = p.id
                AND (h.valid_until IS NULL OR h.valid_until >= c.today)),
            'overrides', ${overridesOf(Prisma.sql`x.provider_id = p.id`)}
          ) ORDER BY p.name, p.id), '[]') FROM (${providersOfType}) AS p) AS providers,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) ORDER BY o.name, o.id), '[]')
          FROM (${operatoriesOfType}) AS o) AS operatories,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('resourceId', w.resource_id, 'weekday', w.weekday,
            'startMinute', w.starts_minute, 'endMinute', w.ends_minute, 'validFrom', w.valid_from,
            'validUntil', w.valid_until, 'reservedFor', w.reserved_for, 'releaseMinutes', w.release_minutes)), '[]')
          FROM weekly_blockouts w
          WHERE w.clinic_id = c.id AND (w.valid_until IS NULL OR w.valid_until >= c.today - 1)
            AND w.resource_id IN (SELECT id FROM (${providersOfType}) AS p UNION ALL SELECT id FROM (${operatoriesOfType}) AS o)
        ) AS "weeklyBlockouts",
        (SELECT coalesce(jsonb_agg(jsonb_build_object('resourceId', b.resource_id,
            'fromMs', (extract(epoch FROM lower(b.during)) * 1000)::bigint,
            'toMs', (extract(epoch FROM least(upper(b.during), c.today + ${horizonDays} + 2)) * 1000)::bigint,
            'reservedFor', b.reserved_for, 'releaseMinutes', b.release_minutes)), '[]')
          FROM blockouts b
          WHERE b.clinic_id = c.id AND b.kind = 'reserved'
            AND b.during && tstzrange(c.today - 1, c.today + ${horizonDays} + 2)
            AND b.resource_id IN (SELECT id FROM (${providersOfType}) AS p UNION ALL SELECT id FROM (${operatoriesOfType}) AS o)
        ) AS "reservedTimes"
      FROM (SELECT id, time_zone, slot_minutes, (${toDate(now)}::timestamptz AT TIME ZONE time_zone)::date AS today
        FROM clinics WHERE id = ${clinicId}::uuid) AS c
      JOIN appointment_types t ON t.clinic_id = c.id
      WHERE t.id = ANY (${typeIds}::uuid[])`;
    return new Map(rows.map((row) => [row.type.id as AppointmentTypeId, byRules(toSchedule(row), rules)]));
  }

  /**
   * When providers and operatories are taken within a span, but for the owner's own holds, those that have expired, and what the
   * visit `moving` takes.
   */
  async takenIn(
    tx: Tx,
    clinicId: ClinicId,
    { providers, operatories }: Pick<Schedule, 'providers' | 'operatories'>,
    span: { fromMs: number; toMs: number },
    { owner, moving, now }: { owner?: OwnHolds; moving?: AppointmentId; now: Temporal.Instant },
  ): Promise<Taken[]> {
    const resourceIds = [...providers, ...operatories].map(({ id }) => id);
    const [from, to] = [new Date(span.fromMs), new Date(span.toMs)];
    const callId = owner && 'callId' in owner ? owner.callId : null;
    const offerId = owner && 'offerId' in owner ? owner.offerId : null;
    const holdId = owner && 'holdId' in owner ? owner.holdId : null;
    const rows = await tx.$queryRaw<TakenRow[]>`
      SELECT resource_id AS "resourceId", lower(within) AS "from", upper(within) AS "to"
      FROM (
        SELECT a.resource_id, a.during * tstzrange(${from}::timestamptz, ${to}::timestamptz) AS within
        FROM taken_time(${clinicId}::uuid, ${resourceIds}::uuid[], tstzrange(${from}::timestamptz, ${to}::timestamptz)) a
        LEFT JOIN holds h ON h.clinic_id = ${clinicId}::uuid AND h.id = a.hold_id
        WHERE (h.expires_at <= ${toDate(now)}::timestamptz) IS NOT TRUE
          AND (h.call_id = ${callId}::uuid) IS NOT TRUE
          AND (h.offer_id = ${offerId}::uuid) IS NOT TRUE
          AND (h.id = ${holdId}::uuid) IS NOT TRUE
          AND (a.appointment_id = ${moving ?? null}::uuid) IS NOT TRUE
        UNION ALL
        SELECT b.resource_id, b.during * tstzrange(${from}::timestamptz, ${to}::timestamptz)
        FROM blockouts b
        WHERE b.clinic_id = ${clinicId}::uuid
          AND b.resource_id = ANY (${resourceIds}::uuid[])
          AND b.during && tstzrange(${from}::timestamptz, ${to}::timestamptz)
          AND b.kind = 'busy'
      ) AS taken`;
    return rows.map((row) => ({
      resourceId: row.resourceId,
      fromMs: row.from.getTime(),
      toMs: row.to.getTime(),
    }));
  }
}

const byRules = (schedule: Schedule, rules: BookingRules): Schedule =>
  rules === 'desk'
    ? { ...schedule, type: { ...schedule.type, minNoticeMinutes: 0, horizonDays: DESK_HORIZON_DAYS } }
    : schedule;

function toSchedule({ type: { parts, ...type }, ...row }: ScheduleRow): Schedule {
  return {
    ...row,
    type: { ...type, id: type.id as AppointmentTypeId, demands: demandsOf(type, parts) },
    openingHours: row.openingHours.map(toDatedHours),
    overrides: toDays(row.overrides),
    closures: row.closures.map(({ startsOn, endsOn }) => ({
      startsOn: Temporal.PlainDate.from(startsOn),
      endsOn: Temporal.PlainDate.from(endsOn),
    })),
    providers: row.providers.map((provider) => ({
      ...provider,
      id: provider.id as ProviderId,
      hours: provider.hours.map(toDatedHours),
      overrides: toDays(provider.overrides),
    })),
    operatories: row.operatories.map((operatory) => ({ ...operatory, id: operatory.id as OperatoryId })),
    weeklyBlockouts: row.weeklyBlockouts.map((one) => ({
      resourceId: one.resourceId,
      ...toDatedHours(one),
      reserved: toReserved(one),
    })),
    reservedTimes: row.reservedTimes.flatMap((one) => {
      const reserved = toReserved(one);
      return reserved ? [{ resourceId: one.resourceId, fromMs: one.fromMs, toMs: one.toMs, reserved }] : [];
    }),
  };
}

const toDatedHours = ({ weekday, startMinute, endMinute, validFrom, validUntil }: DatedHoursRow): DatedHours => ({
  weekday,
  startMinute,
  endMinute,
  validFrom: Temporal.PlainDate.from(validFrom),
  validUntil: validUntil === null ? null : Temporal.PlainDate.from(validUntil),
});

const toReserved = ({ reservedFor, releaseMinutes }: BlockoutRow) =>
  releaseMinutes === null ? null : { for: reservedFor as AppointmentTypeId[], releaseMinutes };

function toDays(rows: readonly OverrideRow[]): DayHours[] {
  const days = new Map<string, DayHours>();
  for (const { day, startMinute, endMinute } of rows) {
    const own = days.get(day) ?? { day: Temporal.PlainDate.from(day), hours: [] };
    if (startMinute !== null && endMinute !== null) own.hours.push({ startMinute, endMinute });
    days.set(day, own);
  }
  return [...days.values()];
}
