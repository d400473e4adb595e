import { z } from 'zod';
import { RowPlace } from '../common/http/cursor.codec.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { toWallTimes, toWallTimesOrNull, wallTimes, wallTimesOrNull } from '../common/http/wall-time.types.js';
import { shortText } from '../common/validation/field.types.js';
import { rowId } from '../common/validation/row-id.types.js';
import { CHOSEN_EVENT_TYPES, DISABLED_REASONS, type WebhookEndpoint } from './webhooks.types.js';

const MAX_URL_CHARACTERS = 2000;

const url = z
  .string()
  .max(MAX_URL_CHARACTERS)
  .describe('https, by name, on port 443 or one from 1024 on, without credentials. Kept sealed.')
  .meta({ example: 'https://hooks.example.com/crownline' });
const description = shortText(200).describe('For people: what it is used for.');
const events = z
  .array(z.enum(CHOSEN_EVENT_TYPES))
  .min(1)
  .refine((types) => new Set(types).size === types.length, { error: 'names a type twice' })
  .describe('The types of events that are sent to it.')
  .meta({ example: ['appointment.booked', 'appointment.cancelled'] });

export const NewWebhookBody = z.strictObject({ url, events, description: description.optional() });
export type NewWebhookBody = z.infer<typeof NewWebhookBody>;

export const WebhookChangeBody = z
  .strictObject({
    url: url.optional(),
    events: events.optional(),
    description: description.nullable().optional(),
    active: z.boolean().optional().describe('False cancels what is on its way. True begins anew after a failure.'),
  })
  .refine((change) => Object.keys(change).length > 0, { error: 'change something' });
export type WebhookChangeBody = z.infer<typeof WebhookChangeBody>;

export const WebhookQuery = z.strictObject(pageParameters(RowPlace));
export type WebhookQuery = z.infer<typeof WebhookQuery>;

export const WebhookItem = z.object({
  id: z.uuid(),
  url: z.string(),
  description: z.string().nullable(),
  events: z.array(z.enum(CHOSEN_EVENT_TYPES)),
  active: z.boolean(),
  disabledReason: z
    .enum(DISABLED_REASONS)
    .nullable()
    .describe('Why it was switched off by itself: it answered 410 Gone, or it failed for five days.'),
  ...wallTimesOrNull('disabledAt', 'failingSince', 'previousSecretUntil'),
  ...wallTimes('createdAt'),
  timeZone: z.string(),
});
export type WebhookItem = z.infer<typeof WebhookItem>;

export const WebhookPage = pageSchema(WebhookItem);

export const WebhookWithSecret = WebhookItem.extend({
  secret: z.string().describe('Signs what is sent. Shown this once.').meta({ example: 'whsec_…' }),
});
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>;

export const WebhookIdParam = rowId;

export const toWebhookItem = (endpoint: WebhookEndpoint, timeZone: string): WebhookItem => ({
  id: endpoint.id,
  url: endpoint.url,
  description: endpoint.description,
  events: CHOSEN_EVENT_TYPES.filter((type) => endpoint.events.includes(type)),
  active: endpoint.active,
  disabledReason: endpoint.disabled?.reason ?? null,
  ...toWallTimesOrNull(timeZone, {
    disabledAt: endpoint.disabled?.at ?? null,
    failingSince: endpoint.failingSince,
    previousSecretUntil: endpoint.previous?.until ?? null,
  }),
  ...toWallTimes(timeZone, { createdAt: endpoint.createdAt }),
  timeZone,
});
