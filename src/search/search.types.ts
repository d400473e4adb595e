import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { placeMs } from '../common/http/cursor.codec.js';
import { instant } from '../common/validation/instant.types.js';
import { pageParameters } from '../common/http/page.types.js';
import { wallTimes } from '../common/http/wall-time.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { readQuery, type SearchTerm } from './search-query.policy.js';

/** What can be found: what was said in calls, and what was texted. */
export const SEARCHED_KINDS = ['turn', 'message'] as const;
export type SearchedKind = (typeof SEARCHED_KINDS)[number];

/** Where a page of hits ended. */
const HitPlace = z.object({
  atMs: placeMs,
  kind: z.enum(SEARCHED_KINDS),
  id: z.uuid(),
  seq: z.int().min(0).max(2_147_483_647),
});
export type HitPlace = z.infer<typeof HitPlace>;

/** What the database can hold is more, but nobody means it. */

const terms = z
  .string()
  .max(200)
  .transform((text, context): readonly SearchTerm[] => {
    const read = readQuery(text);
    if ('terms' in read) return read.terms;
    context.addIssue({ code: 'custom', message: read.fault });
    return z.NEVER;
  });

export const SearchBody = z.strictObject({
  query: terms.describe(
    'All of its words must be there. `"root canal"`: one right after the other; `implan*`: words that begin so, three letters or ' +
      "digits at least. Case, marks and apostrophes don't matter.",
  ),
  kinds: z
    .array(z.enum(SEARCHED_KINDS))
    .min(1)
    .max(SEARCHED_KINDS.length)
    .default([...SEARCHED_KINDS])
    .describe('`turn`: what was said in calls; `message`: texts. Of these, what the credential may read.'),
  from: instant.optional().describe('Not before this moment.'),
  to: instant.optional().describe('Before this moment.'),
  ...pageParameters(HitPlace),
});
export type SearchBody = z.infer<typeof SearchBody>;

const excerpt = z.string().describe('A part of it around what was found, `…` where it goes on.');

export const SearchHit = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('turn'),
    callSid: z.string(),
    seq: z.int().describe('Which turn of the call.'),
    ...wallTimes('at'),
    excerpt,
  }),
  z.object({
    kind: z.literal('message'),
    messageId: z.uuid(),
    ...wallTimes('at'),
    excerpt,
  }),
]);
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchPage = z.object({
  timeZone: z.string().describe("The clinic's zone, IANA."),
  kinds: z.array(z.enum(SEARCHED_KINDS)).describe('What was searched.'),
  items: z.array(SearchHit).describe('The newest first.'),
  nextCursor: z.string().nullable().describe('Null on the last page.'),
});
export type SearchPage = z.infer<typeof SearchPage>;

/** What is looked for, and where the page begins. */
export interface Wanted {
  clinicId: ClinicId;
  kinds: readonly SearchedKind[];
  /** A tsquery. */
  query: string;
  from: Temporal.Instant | null;
  to: Temporal.Instant | null;
  after: HitPlace | null;
}

/** A row that has what was looked for. `seq` is 0 for a message. */
export interface FoundPlace {
  kind: SearchedKind;
  id: string;
  seq: number;
  at: Temporal.Instant;
}

/** With what it says, opened. */
export interface FoundText extends FoundPlace {
  /** Of the call, or of the message. */
  name: string;
  text: string;
}
