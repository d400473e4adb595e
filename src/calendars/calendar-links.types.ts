import { z } from 'zod';
import { RowPlace } from '../common/http/cursor.codec.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { toWallTimes, toWallTimesOrNull, wallTimes, wallTimesOrNull } from '../common/http/wall-time.types.js';
import type { CalendarFeedId, CalendarImportId, ProviderId } from '../common/ids/ids.js';
import { rowId } from '../common/validation/row-id.types.js';
import { CALENDAR_TROUBLES, type ListedFeed, type ListedImport } from './calendars.types.js';

const MAX_ADDRESS_CHARACTERS = 2000;

export const FeedIdParam = rowId.transform((id) => id as CalendarFeedId);
export const ImportIdParam = rowId.transform((id) => id as CalendarImportId);

const providerId = rowId.transform((id) => id as ProviderId);
const timeZone = z.string().describe("The clinic's zone, IANA.");

export const CalendarLinkQuery = z.strictObject({
  providerId: providerId.optional().describe('Of this provider only.'),
  ...pageParameters(RowPlace),
});
export type CalendarLinkQuery = z.output<typeof CalendarLinkQuery>;

// ── Out ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const NewFeedBody = z.strictObject({
  providerId: providerId.describe('Whose visits and blocked time are in it.'),
  showsNames: z
    .boolean()
    .default(false)
    .describe('Whether patients are named: their names then lie with whoever runs the calendar app.'),
});
export type NewFeedBody = z.output<typeof NewFeedBody>;

export const FeedItem = z.object({
  id: z.uuid(),
  providerId: z.uuid(),
  showsNames: z.boolean(),
  ...wallTimes('createdAt'),
  timeZone,
});
export type FeedItem = z.infer<typeof FeedItem>;

export const FeedPage = pageSchema(FeedItem);

export const FeedWithAddress = FeedItem.extend({
  address: z
    .string()
    .describe('Opens the calendar to whoever has it. Shown this once.')
    .meta({ example: 'https://phone.example.com/calendars/….ics' }),
});
export type FeedWithAddress = z.infer<typeof FeedWithAddress>;

export const toFeedItem = ({ id, providerId, showsNames, createdAt }: ListedFeed, timeZone: string): FeedItem => ({
  id,
  providerId,
  showsNames,
  ...toWallTimes(timeZone, { createdAt }),
  timeZone,
});

// ── In ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

const url = z
  .string()
  .max(MAX_ADDRESS_CHARACTERS)
  .describe(
    '`https:` or `webcal:`, as the other calendar gives it out. It opens that calendar, and is shown to nobody again.',
  )
  .meta({ example: 'https://calendar.example.com/private/basic.ics' });

export const NewImportBody = z.strictObject({
  providerId: providerId.describe('Whom its events keep busy.'),
  url,
});
export type NewImportBody = z.output<typeof NewImportBody>;

export const ImportChangeBody = z.strictObject({ url });
export type ImportChangeBody = z.output<typeof ImportChangeBody>;

export const ImportItem = z.object({
  id: z.uuid(),
  providerId: z.uuid(),
  host: z.string().describe('Of its address.').meta({ example: 'calendar.example.com' }),
  trouble: z
    .enum(CALENDAR_TROUBLES)
    .nullable()
    .describe(
      'Why the last reading failed; null when it went well, and before the first. What was read last counts on. `unreachable`: no ' +
        'connection, no name, or one that broke off; `forbidden_address`: it leads to where no server may be asked; `refused`: answered, and ' +
        'not with a calendar; `too_large`: in bytes, events or rules; `not_kept`: it could not be stored.',
    ),
  failures: z.int().describe('Readings that failed in a row. From the third on the desk has a task.'),
  ...wallTimesOrNull('lastReadAt'),
  ...wallTimes('createdAt'),
  timeZone,
});
export type ImportItem = z.infer<typeof ImportItem>;

export const ImportPage = pageSchema(ImportItem);

export const toImportItem = (listed: ListedImport, timeZone: string): ImportItem => ({
  id: listed.id,
  providerId: listed.providerId,
  host: listed.host,
  trouble: listed.trouble,
  failures: listed.failures,
  ...toWallTimesOrNull(timeZone, { lastReadAt: listed.lastReadAt }),
  ...toWallTimes(timeZone, { createdAt: listed.createdAt }),
  timeZone,
});
