import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import { fromDateColumn } from '../common/time/date-column.js';
import { toDate } from '../common/time/instant-date.js';
import type { ClinicDays, Period } from './statistics-range.types.js';
import type { CountedTurns, PeriodCalls, PeriodOutcome, StatusCount, VisitCount } from './statistics.builder.js';

/** Of a period; null for the whole range. */
type Of<Row> = Omit<Row, 'startsOn'> & { startsOn: Date | null };

/** Counts; never reads what anybody said or is called. */
@Injectable()
export class StatisticsRepository {
  /** For each period with calls, and for the whole range, which is there without any. */
  async calls(tx: Tx, days: ClinicDays, by: Period): Promise<PeriodCalls[]> {
    const { clinicId, timeZone, from, to } = days;
    const rows = await tx.$queryRaw<Of<PeriodCalls>[]>`
      WITH here AS (
        SELECT id, direction, outcome, handover_status, ended_at, answered_at,
          started_at AT TIME ZONE ${timeZone}::text AS local_at
        FROM calls
        WHERE clinic_id = ${clinicId}::uuid
          AND started_at >= ${toDate(from)}::timestamptz AND started_at < ${toDate(to)}::timestamptz
      ), dated AS (
        SELECT *, date_trunc(${by}::text, local_at)::date AS starts_on, local_at::date AS day,
          (extract(hour FROM local_at) * 60 + extract(minute FROM local_at))::integer AS minute
        FROM here
      ), days AS (
        SELECT DISTINCT day FROM dated
      ), hours AS (
        -- The same as isOpenAt of the clinics: closures come first, then days of their own hours, then the weekday's.
        SELECT day, range_agg(int4range(opens, closes)) AS open
        FROM (
          SELECT d.day, o.starts_minute::integer AS opens, o.ends_minute::integer AS closes
          FROM days d JOIN hours_overrides o ON o.clinic_id = ${clinicId}::uuid AND o.provider_id IS NULL AND o.day = d.day
          WHERE o.starts_minute IS NOT NULL
          UNION ALL
          SELECT d.day, h.opens_minute::integer, h.closes_minute::integer
          FROM days d JOIN opening_hours h ON h.clinic_id = ${clinicId}::uuid AND h.weekday = extract(isodow FROM d.day)
            AND d.day >= h.valid_from AND (h.valid_until IS NULL OR d.day <= h.valid_until)
          WHERE NOT EXISTS (SELECT FROM hours_overrides o
            WHERE o.clinic_id = ${clinicId}::uuid AND o.provider_id IS NULL AND o.day = d.day)
        ) AS written
        WHERE NOT EXISTS (SELECT FROM closures c
          WHERE c.clinic_id = ${clinicId}::uuid AND written.day BETWEEN c.starts_on AND c.ends_on)
        GROUP BY day
      ), booked AS (
        SELECT call_id, count(*) AS visits
        FROM appointments
        WHERE clinic_id = ${clinicId}::uuid AND moved_from IS NULL AND call_id IN (SELECT id FROM here)
        GROUP BY call_id
      ), told AS (
        SELECT d.*, extract(epoch FROM d.ended_at - d.answered_at) AS seconds, b.visits,
          NOT coalesce(d.minute <@ h.open, false) AS closed
        FROM dated d LEFT JOIN hours h ON h.day = d.day LEFT JOIN booked b ON b.call_id = d.id
      )
      SELECT starts_on AS "startsOn", count(*)::integer AS calls,
        count(*) FILTER (WHERE direction = 'inbound')::integer AS inbound,
        count(*) FILTER (WHERE direction = 'outbound')::integer AS outbound,
        count(*) FILTER (WHERE ended_at IS NULL)::integer AS "notEnded",
        round(avg(seconds))::integer AS "meanSeconds",
        round(percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds::float8))::integer AS "medianSeconds",
        count(handover_status)::integer AS "handoversTried",
        count(*) FILTER (WHERE handover_status = 'accepted')::integer AS "handoversAccepted",
        coalesce(sum(visits), 0)::integer AS "visitsBooked",
        count(*) FILTER (WHERE direction = 'inbound' AND closed)::integer AS "afterHours"
      FROM told GROUP BY GROUPING SETS ((starts_on), ()) ORDER BY starts_on`;
    return rows.map(({ startsOn, ...row }) => ({ ...row, startsOn: dayOf(startsOn) }));
  }

  async outcomes(tx: Tx, { clinicId, timeZone, from, to }: ClinicDays, by: Period): Promise<PeriodOutcome[]> {
    const rows = await tx.$queryRaw<Of<PeriodOutcome>[]>`
      WITH told AS (
        SELECT outcome, date_trunc(${by}::text, started_at AT TIME ZONE ${timeZone}::text)::date AS starts_on
        FROM calls
        WHERE clinic_id = ${clinicId}::uuid AND outcome IS NOT NULL
          AND started_at >= ${toDate(from)}::timestamptz AND started_at < ${toDate(to)}::timestamptz
      )
      SELECT starts_on AS "startsOn", outcome, count(*)::integer AS count
      FROM told GROUP BY GROUPING SETS ((starts_on, outcome), (outcome))`;
    return rows.map(({ startsOn, ...row }) => ({ ...row, startsOn: dayOf(startsOn) }));
  }

  visits(tx: Tx, { clinicId, from, to }: ClinicDays): Promise<VisitCount[]> {
    return tx.$queryRaw<VisitCount[]>`
      SELECT status, late, call_id IS NOT NULL AS "byPhone", count(*)::integer AS count
      FROM appointments
      WHERE clinic_id = ${clinicId}::uuid
        AND starts_at >= ${toDate(from)}::timestamptz AND starts_at < ${toDate(to)}::timestamptz
      GROUP BY 1, 2, 3`;
  }

  async turns(tx: Tx, { clinicId, from, to }: ClinicDays): Promise<CountedTurns> {
    const [counted] = await tx.$queryRaw<[CountedTurns]>`
      SELECT count(DISTINCT c.id)::integer AS calls,
        count(*) FILTER (WHERE t.role = 'agent')::integer AS turns,
        count(*) FILTER (WHERE t.role = 'agent' AND t.interrupted)::integer AS interruptions,
        count(t.latency_ms)::integer AS replies,
        round(percentile_cont(0.5) WITHIN GROUP (ORDER BY t.latency_ms))::integer AS "p50",
        round(percentile_cont(0.95) WITHIN GROUP (ORDER BY t.latency_ms))::integer AS "p95"
      FROM calls c JOIN turns t ON t.clinic_id = c.clinic_id AND t.call_id = c.id
      WHERE c.clinic_id = ${clinicId}::uuid
        AND c.started_at >= ${toDate(from)}::timestamptz AND c.started_at < ${toDate(to)}::timestamptz`;
    return counted;
  }

  tools(tx: Tx, { clinicId, from, to }: ClinicDays): Promise<StatusCount[]> {
    return tx.$queryRaw<StatusCount[]>`
      SELECT t.status, count(*)::integer AS count
      FROM calls c JOIN tool_invocations t ON t.clinic_id = c.clinic_id AND t.call_id = c.id
      WHERE c.clinic_id = ${clinicId}::uuid
        AND c.started_at >= ${toDate(from)}::timestamptz AND c.started_at < ${toDate(to)}::timestamptz
      GROUP BY t.status`;
  }
}

const dayOf = (column: Date | null): Temporal.PlainDate | null => column && fromDateColumn(column);
