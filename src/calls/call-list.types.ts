import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { RowPlace } from '../common/http/cursor.codec.js';
import { instant } from '../common/validation/instant.types.js';
import { pageParameters, pageSchema } from '../common/http/page.types.js';
import { sortBy } from '../common/http/sort.types.js';
import { wallTimes, wallTimesOrNull } from '../common/http/wall-time.types.js';
import type { PatientId } from '../common/ids/ids.js';
import { rowId } from '../common/validation/row-id.types.js';
import { CALL_OUTCOMES, KINDS_OF_DANGER, HANDOVER_REASONS, HANDOVER_STATUSES, type Call } from './calls.types.js';

const direction = z.enum(['inbound', 'outbound']);
const status = z.enum(['ringing', 'in_progress', 'completed']);
const outcome = z
  .enum(CALL_OUTCOMES)
  .describe(
    '`booked`: a visit was booked; `message_taken`: the desk was left something to do. Otherwise how it ended: `answered`: by plan, ' +
      '`transferred` to a person, after silence (`no_input`), by `time_limit`, by the caller, in `overflow` because nobody could ' +
      'talk to the caller, `refused` such as a blocked number, or `failed`. Of calls that the clinic placed: `no_answer`, `busy`, ' +
      '`message_left`.',
  );

export const CallQuery = z.strictObject({
  direction: direction.optional(),
  status: status.optional(),
  outcome: outcome.optional(),
  startedAfter: instant.optional().describe('Included.'),
  startedBefore: instant.optional().describe('Not included.'),
  patientId: rowId.optional().describe('Only calls in which this patient was verified, or had a visit booked.'),
  sort: sortBy('-startedAt', 'startedAt'),
  ...pageParameters(RowPlace),
});
export type CallQuery = z.infer<typeof CallQuery>;

export const LiveCallQuery = z.strictObject(pageParameters(RowPlace));
export type LiveCallQuery = z.infer<typeof LiveCallQuery>;

export const CallHandover = z
  .object({ reason: z.enum(HANDOVER_REASONS), status: z.enum(HANDOVER_STATUSES) })
  .describe(
    'How the caller was handed over to a person. `staff`: somebody at the clinic took the caller over; `no_agent`: the receptionist ' +
      'could not be had. `returned`: nobody was there, and the receptionist has taken the caller back.',
  );

/** One call of a list. */
export const CallItem = z.object({
  callSid: z.string(),
  direction,
  status,
  outcome: outcome.nullable(),
  theirNumber: z
    .string()
    .describe(
      'Of whoever is on the phone with the clinic, as the carrier gave it: a hint of who it may be, and no proof.',
    ),
  ourNumber: z.string(),
  patientIds: z.array(z.uuid()).describe('Who was verified in it, or had a visit booked.'),
  handover: CallHandover.nullable().describe('Null when the caller was not handed over.'),
  emergency: z.enum(KINDS_OF_DANGER).nullable().describe('Danger that the caller has spoken of.'),
  agentProfileVersion: z.int().nullable(),
  ...wallTimes('startedAt'),
  ...wallTimesOrNull('endedAt'),
  timeZone: z.string().describe("The clinic's zone, IANA."),
});
export type CallItem = z.infer<typeof CallItem>;

export const CallPage = pageSchema(CallItem);

/** A call with whose record it is about. */
export interface ListedCall {
  call: Call;
  patientIds: PatientId[];
  /** Whom it may concern, those among them. */
  concernedIds: PatientId[];
}

/** What a page of calls is picked by. `openSince`: only those that are not known to be over, and began no earlier. */
export type CallFilter = Pick<
  CallQuery,
  'direction' | 'status' | 'outcome' | 'startedAfter' | 'startedBefore' | 'patientId' | 'sort' | 'cursor' | 'limit'
> & { openSince?: Temporal.Instant };
