import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { afterPlace } from '../common/database/after-place.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { Prisma, WebhookDelivery as Row, WebhookEvent as EventRow } from '../generated/prisma/client.js';
import type { DeliveryQuery } from './deliveries.types.js';
import type {
  ClaimedDelivery,
  DeliveryStatus,
  WebhookAttempt,
  WebhookDelivery,
  WebhookEvent,
  WebhookEventType,
} from './webhooks.types.js';

/** What a try has come to: over, or to be tried again. */
export type DeliveryResult = { status: 'delivered' | 'failed' } | { status: 'pending'; nextAt: Temporal.Instant };

type AttemptJson = Omit<WebhookAttempt, 'at'> & { atMs: number };

@Injectable()
export class DeliveriesRepository {
  async insertEvent(tx: Tx, { clinicId, id, type, at, data }: WebhookEvent): Promise<void> {
    await tx.webhookEvent.create({
      data: { clinicId, id, type, at: toDate(at), data: data as Prisma.InputJsonObject },
    });
  }

  async insert(tx: Tx, delivery: WebhookDelivery): Promise<void> {
    const { clinicId, id, endpointId, eventId, eventType, replayOf } = delivery;
    const [createdAt, dueAt] = [toDate(delivery.createdAt), delivery.nextAttemptAt && toDate(delivery.nextAttemptAt)];
    await tx.webhookDelivery.create({
      data: { clinicId, id, endpointId, eventId, eventType, status: delivery.status, replayOf, createdAt, dueAt },
    });
  }

  async list(tx: Tx, clinicId: ClinicId, query: DeliveryQuery, limit: number): Promise<WebhookDelivery[]> {
    const { endpointId, status, eventType, cursor } = query;
    const order = query.sort === 'createdAt' ? 'asc' : 'desc';
    const rows = await tx.webhookDelivery.findMany({
      where: {
        clinicId,
        ...(endpointId === undefined ? {} : { endpointId }),
        ...(status === undefined ? {} : { status }),
        ...(eventType === undefined ? {} : { eventType }),
        ...afterPlace(cursor, order),
      },
      orderBy: [{ createdAt: order }, { id: order }],
      take: limit,
    });
    return rows.map(toDelivery);
  }

  async find(tx: Tx, clinicId: ClinicId, id: string): Promise<WebhookDelivery | null> {
    const row = await tx.webhookDelivery.findUnique({ where: { clinicId_id: { clinicId, id } } });
    return row && toDelivery(row);
  }

  /** In one statement, so that the tries are those that the delivery counts; and no lock, since the queue passes over locked ones. */
  async findWithAttempts(
    tx: Tx,
    clinicId: ClinicId,
    id: string,
  ): Promise<{ delivery: WebhookDelivery; attempts: WebhookAttempt[] } | null> {
    const [row] = await tx.$queryRaw<(Row & { tries: AttemptJson[] })[]>`
      SELECT d.clinic_id AS "clinicId", d.id, d.endpoint_id AS "endpointId", d.event_id AS "eventId",
        d.event_type AS "eventType", d.status, d.attempts::int AS attempts, d.due_at AS "dueAt",
        d.created_at AS "createdAt", d.finished_at AS "finishedAt", d.replay_of AS "replayOf",
        (SELECT coalesce(jsonb_agg(jsonb_build_object('number', a.number, 'atMs', extract(epoch FROM a.at) * 1000,
            'durationMs', a.duration_ms, 'statusCode', a.status_code, 'error', a.error) ORDER BY a.number), '[]')
          FROM webhook_attempts a WHERE a.clinic_id = d.clinic_id AND a.delivery_id = d.id) AS tries
      FROM webhook_deliveries d WHERE d.clinic_id = ${clinicId}::uuid AND d.id = ${id}::uuid`;
    return row ? { delivery: toDelivery(row), attempts: row.tries.map(toAttempt) } : null;
  }

  async event(tx: Tx, clinicId: ClinicId, id: string): Promise<WebhookEvent> {
    return toEvent(await tx.webhookEvent.findUniqueOrThrow({ where: { clinicId_id: { clinicId, id } } }));
  }

  /** Whom an event is about: by its patient, by its visit, or by whoever its call may concern. */
  async patientsOf(tx: Tx, { clinicId, id }: WebhookEvent): Promise<PatientId[]> {
    const rows = await tx.$queryRaw<{ id: PatientId }[]>`
      WITH event AS (SELECT data FROM webhook_events WHERE clinic_id = ${clinicId}::uuid AND id = ${id}::uuid)
      SELECT (data ->> 'patientId')::uuid AS id FROM event WHERE data ->> 'patientId' IS NOT NULL
      UNION
      SELECT patient_id FROM event JOIN appointments a
        ON a.clinic_id = ${clinicId}::uuid AND a.id = (data ->> 'appointmentId')::uuid
      UNION
      SELECT patient_id FROM event JOIN concerned_patients c
        ON c.clinic_id = ${clinicId}::uuid AND c.call_id = (data ->> 'callId')::uuid
      WHERE data ->> 'patientId' IS NULL`;
    return rows.map((row) => row.id);
  }

  /** The same attempt a second time changes nothing. */
  async insertAttempt(tx: Tx, { clinicId, id }: ClaimedDelivery, attempt: WebhookAttempt): Promise<void> {
    await tx.webhookAttempt.createMany({
      data: { ...attempt, clinicId, deliveryId: id, at: toDate(attempt.at) },
      skipDuplicates: true,
    });
  }

  /** Does nothing when another try has begun meanwhile, or the delivery was cancelled. */
  async settle(
    tx: Tx,
    { clinicId, id, attempt }: ClaimedDelivery,
    result: DeliveryResult,
    now: Temporal.Instant,
  ): Promise<void> {
    await tx.webhookDelivery.updateMany({
      where: { clinicId, id, status: 'pending', attempts: attempt },
      data:
        result.status === 'pending'
          ? { dueAt: toDate(result.nextAt) }
          : { status: result.status, dueAt: null, finishedAt: toDate(now) },
    });
  }

  /** All that is on its way to an endpoint. */
  async cancel(tx: Tx, clinicId: ClinicId, endpointId: string, now: Temporal.Instant): Promise<void> {
    await tx.webhookDelivery.updateMany({
      where: { clinicId, endpointId, status: 'pending' },
      data: { status: 'cancelled', dueAt: null, finishedAt: toDate(now) },
    });
  }

  /** Removes the oldest events, with what became of them. Answers how many. What is wanted again stays as long as a new one. */
  purge(tx: Tx, before: Temporal.Instant, limit: number): Promise<number> {
    const at = toDate(before);
    return tx.$executeRaw`
      DELETE FROM webhook_events WHERE (clinic_id, id) IN (
        SELECT clinic_id, id FROM webhook_events e
        WHERE at < ${at}::timestamptz AND NOT EXISTS (
          SELECT FROM webhook_deliveries d WHERE d.clinic_id = e.clinic_id AND d.event_id = e.id
            AND (d.status = 'pending' OR d.created_at >= ${at}::timestamptz))
        ORDER BY at LIMIT ${limit} FOR UPDATE SKIP LOCKED)`;
  }
}

const toDelivery = (row: Row): WebhookDelivery => ({
  id: row.id,
  clinicId: row.clinicId as ClinicId,
  endpointId: row.endpointId,
  eventId: row.eventId,
  eventType: row.eventType as WebhookEventType,
  status: row.status as DeliveryStatus,
  attemptCount: row.attempts,
  nextAttemptAt: row.dueAt && fromDate(row.dueAt),
  createdAt: fromDate(row.createdAt),
  finishedAt: row.finishedAt && fromDate(row.finishedAt),
  replayOf: row.replayOf,
});

const toAttempt = ({ atMs, ...attempt }: AttemptJson): WebhookAttempt => ({
  ...attempt,
  at: Temporal.Instant.fromEpochMilliseconds(Math.round(atMs)),
});

const toEvent = (row: EventRow): WebhookEvent => ({
  id: row.id,
  clinicId: row.clinicId as ClinicId,
  type: row.type as WebhookEventType,
  at: fromDate(row.at),
  data: row.data,
});
