import { z } from 'zod';
import { RowPlace } from '../common/http/cursor.codec.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { sortBy } from '../common/http/sort.types.js';
import { toWallTimes, toWallTimesOrNull, wallTimes, wallTimesOrNull } from '../common/http/wall-time.types.js';
import { WEBHOOK_TROUBLES } from '../common/outside/webhook-answer.types.js';
import { rowId } from '../common/validation/row-id.types.js';
import { DELIVERY_STATUSES, WEBHOOK_EVENT_TYPES, type WebhookAttempt, type WebhookDelivery } from './webhooks.types.js';

export const DeliveryQuery = z.strictObject({
  endpointId: rowId.optional().describe('Those to this endpoint, also if it was removed.'),
  status: z.enum(DELIVERY_STATUSES).optional(),
  eventType: z.enum(WEBHOOK_EVENT_TYPES).optional(),
  sort: sortBy('-createdAt', 'createdAt'),
  ...pageParameters(RowPlace),
});
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

export const DeliveryItem = z.object({
  id: z.uuid(),
  endpointId: z.uuid(),
  eventId: z.uuid().describe('The `webhook-id` that the receiver is told.'),
  eventType: z.enum(WEBHOOK_EVENT_TYPES),
  status: z
    .enum(DELIVERY_STATUSES)
    .describe(
      '`pending`: it will be tried (again). `failed`: it was tried ten times, or the receiver is gone. `cancelled`: its endpoint was ' +
        'switched off or removed.',
    ),
  attemptCount: z.int().min(0).describe('Tries that have begun.'),
  ...wallTimesOrNull('nextAttemptAt'),
  ...wallTimes('createdAt'),
  ...wallTimesOrNull('finishedAt'),
  replayOf: z.uuid().nullable().describe('The delivery that was asked for again.'),
  timeZone: z.string(),
});
export type DeliveryItem = z.infer<typeof DeliveryItem>;

export const DeliveryPage = pageSchema(DeliveryItem);

export const AttemptItem = z.object({
  number: z.int().min(1).describe('Counts from 1. One that is missing was cut short.'),
  ...wallTimes('at'),
  durationMs: z.int().min(0),
  statusCode: z.int().nullable().describe('Null when there was no answer.'),
  error: z
    .enum(WEBHOOK_TROUBLES)
    .nullable()
    .describe(
      'Null when it went well. `refused`: another status than 2xx. `redirected`: a 3xx, which is not followed. `gone`: 410. ' +
        '`forbidden_address`: the name leads to a network that is not public. `tls`: the certificate is not good.',
    ),
});

export const DeliveryDetail = DeliveryItem.extend({ attempts: z.array(AttemptItem) });
export type DeliveryDetail = z.infer<typeof DeliveryDetail>;

export const DeliveryIdParam = rowId;

export const toDeliveryItem = (delivery: WebhookDelivery, timeZone: string): DeliveryItem => ({
  id: delivery.id,
  endpointId: delivery.endpointId,
  eventId: delivery.eventId,
  eventType: delivery.eventType,
  status: delivery.status,
  attemptCount: delivery.attemptCount,
  ...toWallTimesOrNull(timeZone, { nextAttemptAt: delivery.nextAttemptAt }),
  ...toWallTimes(timeZone, { createdAt: delivery.createdAt }),
  ...toWallTimesOrNull(timeZone, { finishedAt: delivery.finishedAt }),
  replayOf: delivery.replayOf,
  timeZone,
});

export const toDeliveryDetail = (
  delivery: WebhookDelivery,
  attempts: readonly WebhookAttempt[],
  timeZone: string,
): DeliveryDetail => ({
  ...toDeliveryItem(delivery, timeZone),
  attempts: attempts.map(({ number, at, durationMs, statusCode, error }) => ({
    number,
    ...toWallTimes(timeZone, { at }),
    durationMs,
    statusCode,
    error,
  })),
});
