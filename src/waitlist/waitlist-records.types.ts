import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { RowPlace } from '../common/http/cursor.codec.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { wallTimes, wallTimesOrNull } from '../common/http/wall-time.types.js';
import type { AppointmentId } from '../common/ids/ids.js';
import { day, whenRead } from '../common/validation/field.types.js';
import { rowId } from '../common/validation/row-id.types.js';
import type { EntryStatus, OfferStatus, WaitlistEntry, WaitlistOffer } from './waitlist.types.js';

const STATUSES = ['waiting', 'offered', 'booked', 'removed', 'expired'] as const satisfies readonly EntryStatus[];
const OFFER_STATUSES = [
  'open',
  'accepted',
  'declined',
  'expired',
  'withdrawn',
] as const satisfies readonly OfferStatus[];

const DAY_MINUTES = 1440;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
/** What the receptionist takes for granted, too. */
const USUAL_NOTICE_MINUTES = 120;
const MAX_NOTICE_MINUTES = 30 * DAY_MINUTES;

/** An entry with when it was closed. */
export interface WaitlistRecord extends WaitlistEntry {
  closedAt: Temporal.Instant | null;
}

/** An offer with what came of it, and when. */
export interface OfferRecord extends Omit<WaitlistOffer, 'entryId' | 'patientId'> {
  offeredAt: Temporal.Instant;
  closedAt: Temporal.Instant | null;
  /** The visit that came of it. */
  appointmentId: AppointmentId | null;
}

const status = z
  .enum(STATUSES)
  .describe(
    '`waiting`: gets the next time that suits. `offered`: has been offered one and not answered yet. `booked`: took an offer. ' +
      '`removed`: wants no more. `expired`: the days they wanted are over, or their visit has begun.',
  );

export const WaitlistQuery = z.strictObject({
  status: status.optional(),
  typeId: rowId.optional().describe('Of this appointment type.'),
  patientId: rowId.optional(),
  ...pageParameters(RowPlace),
});
export type WaitlistQuery = z.infer<typeof WaitlistQuery>;

export const NewWaitlistEntryBody = z
  .strictObject({
    patientId: rowId,
    typeId: rowId.describe('The appointment type of the visit.'),
    providerId: rowId.nullable().default(null).describe('With this provider only. Null: with anybody.'),
    appointmentId: z
      .uuid()
      .nullable()
      .default(null)
      .describe('The visit to come that an earlier one would replace. Null when they hold none.'),
    fromDay: day,
    untilDay: day.describe('Included.'),
    weekdays: z
      .array(z.int().min(1).max(7))
      .min(1)
      .max(7)
      .refine((days) => new Set(days).size === days.length, 'names a day twice')
      .default(EVERY_DAY)
      .describe('ISO: 1 is Monday.'),
    earliestMinute: z
      .int()
      .min(0)
      .max(DAY_MINUTES - 1)
      .default(0)
      .describe("Of the start, in minutes of the clinic's day: from here on."),
    latestMinute: z.int().min(1).max(DAY_MINUTES).default(DAY_MINUTES).describe('Before here.'),
    minNoticeMinutes: z
      .int()
      .min(0)
      .max(MAX_NOTICE_MINUTES)
      .default(USUAL_NOTICE_MINUTES)
      .describe('They need so long to come.'),
  })
  .refine(({ fromDay, untilDay }) => Temporal.PlainDate.compare(fromDay, untilDay) <= 0, {
    path: ['untilDay'],
    error: 'is before `fromDay`',
    ...whenRead,
  })
  .refine(({ earliestMinute, latestMinute }) => earliestMinute < latestMinute, {
    path: ['latestMinute'],
    error: 'is not after `earliestMinute`',
    ...whenRead,
  });
export type NewWaitlistEntryBody = z.infer<typeof NewWaitlistEntryBody>;

export const WaitlistEntryItem = z.object({
  id: z.uuid(),
  patientId: z.uuid(),
  typeId: z.uuid().describe('The appointment type of the visit.'),
  providerId: z.uuid().nullable().describe('With this provider only. Null: with anybody.'),
  appointmentId: z.uuid().nullable().describe('The visit that an earlier one would replace.'),
  fromDay: z.iso.date(),
  untilDay: z.iso.date().describe('Included.'),
  weekdays: z.array(z.int()).describe('ISO: 1 is Monday.'),
  earliestMinute: z.int().describe("Of the start, in minutes of the clinic's day: from here on."),
  latestMinute: z.int().describe('Before here.'),
  minNoticeMinutes: z.int().describe('They need so long to come.'),
  phone: z.string().describe('E.164: where offers go.'),
  status,
  ...wallTimes('createdAt'),
  ...wallTimesOrNull('closedAt'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
});
export type WaitlistEntryItem = z.infer<typeof WaitlistEntryItem>;

export const WaitlistPage = pageSchema(WaitlistEntryItem);

const WaitlistOfferItem = z.object({
  id: z.uuid(),
  typeId: z.uuid(),
  providerId: z.uuid(),
  operatoryId: z.uuid(),
  ...wallTimes('startsAt', 'endsAt'),
  status: z
    .enum(OFFER_STATUSES)
    .describe('`withdrawn`: whom it was made to wants no earlier time any more, or holds one.'),
  phone: z.string().describe("E.164: the number that was asked, whatever the entry's is now."),
  ...wallTimes('offeredAt', 'answerBy'),
  ...wallTimesOrNull('closedAt'),
  appointmentId: z.uuid().nullable().describe('The visit that came of it.'),
});

export const WaitlistEntryDetail = WaitlistEntryItem.extend({
  offers: z.array(WaitlistOfferItem).describe('What they were offered, the first offer first.'),
});
export type WaitlistEntryDetail = z.infer<typeof WaitlistEntryDetail>;
export type WaitlistOfferItem = z.infer<typeof WaitlistOfferItem>;
