import { z } from 'zod';
import { wallTimesOrNull } from '../common/http/wall-time.types.js';
import { CALL_OUTCOMES, type Call, type TurnRecord } from './calls.types.js';

/** The id of the last event of a stream: whoever comes back with it has seen everything. */
export const LAST_EVENT = 'ended';

/** What a reader has seen, by its `Last-Event-ID`: the writings of turns up to this one, or all. Anything else: nothing. */
export const SeenEvent = z.union([z.literal(LAST_EVENT), z.coerce.number().int().min(0).max(2_147_483_647)]).catch(0);
export type SeenEvent = z.infer<typeof SeenEvent>;

/** The data of the event `ended`. */
export const TranscriptEnd = z.object({ outcome: z.enum(CALL_OUTCOMES).nullable(), ...wallTimesOrNull('endedAt') });
export type TranscriptEnd = z.infer<typeof TranscriptEnd>;

export interface WrittenTurn extends TurnRecord {
  /** Which writing of the call's turns this is. */
  revision: number;
}

/** What is new of a call since it was looked at last. */
export interface TranscriptNews {
  call: Call;
  timeZone: string;
  turns: WrittenTurn[];
}
