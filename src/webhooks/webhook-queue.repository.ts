import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { ClaimedDelivery } from './webhooks.types.js';

/** Which deliveries one process may begin now. */
export interface Claim {
  /** To endpoints that failed the last time, or to those that did not. */
  failing: boolean;
  /** Endpoints that this process is asking at the moment. */
  busy: readonly string[];
  limit: number;
  now: Temporal.Instant;
  /** When a try counts as cut short: its delivery is due again then. */
  lostAt: Temporal.Instant;
}

/** Deliveries of all clinics that are due. Its transactions look across clinics. */
@Injectable()
export class WebhookQueueRepository {
  /** The one that is due the longest of each endpoint. What another process is claiming is passed over. */
  claim(tx: Tx, { failing, busy, limit, now, lostAt }: Claim): Promise<ClaimedDelivery[]> {
    const at = toDate(now);
    return tx.$queryRaw<ClaimedDelivery[]>`
      WITH waiting AS MATERIALIZED (
        SELECT d.clinic_id, d.endpoint_id, min(d.due_at) AS due_at
        FROM webhook_deliveries d
        JOIN webhook_endpoints e ON e.clinic_id = d.clinic_id AND e.id = d.endpoint_id
        WHERE d.status = 'pending' AND d.due_at <= ${at}::timestamptz AND d.endpoint_id <> ALL (${[...busy]}::uuid[])
          AND (e.failing_since IS NOT NULL) = ${failing}::boolean
        GROUP BY d.clinic_id, d.endpoint_id
        ORDER BY due_at LIMIT ${limit}
      ), taken AS MATERIALIZED (
        SELECT next.clinic_id, next.id FROM waiting CROSS JOIN LATERAL (
          SELECT d.clinic_id, d.id FROM webhook_deliveries d
          WHERE d.clinic_id = waiting.clinic_id AND d.endpoint_id = waiting.endpoint_id
            AND d.status = 'pending' AND d.due_at <= ${at}::timestamptz
          ORDER BY d.due_at LIMIT 1 FOR UPDATE SKIP LOCKED
        ) next
      )
      UPDATE webhook_deliveries d SET attempts = d.attempts + 1, due_at = ${toDate(lostAt)}::timestamptz
      FROM taken WHERE d.clinic_id = taken.clinic_id AND d.id = taken.id
      RETURNING d.clinic_id AS "clinicId", d.id, d.endpoint_id AS "endpointId", d.event_id AS "eventId",
        d.attempts::int AS attempt`;
  }

  /** Since when the delivery is due that is due the longest, and when the next one will be before `horizon`; null where there is none. */
  async dueTimes(
    tx: Tx,
    now: Temporal.Instant,
    horizon: Temporal.Instant,
  ): Promise<{ oldest: Temporal.Instant | null; next: Temporal.Instant | null }> {
    const [row] = await tx.$queryRaw<{ oldest: Date | null; next: Date | null }[]>`
      SELECT
        (SELECT min(due_at) FROM webhook_deliveries
          WHERE status = 'pending' AND due_at <= ${toDate(now)}::timestamptz) AS oldest,
        (SELECT min(due_at) FROM webhook_deliveries
          WHERE status = 'pending' AND due_at > ${toDate(now)}::timestamptz
            AND due_at <= ${toDate(horizon)}::timestamptz) AS next`;
    return { oldest: row?.oldest ? fromDate(row.oldest) : null, next: row?.next ? fromDate(row.next) : null };
  }
}
