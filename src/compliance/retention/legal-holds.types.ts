import { z } from 'zod';
import { RowPlace } from '../../common/http/cursor.codec.js';
import { pageParameters, pageSchema } from '../../common/http/page.types.js';
import { toWallTimes, toWallTimesOrNull, wallTimes, wallTimesOrNull } from '../../common/http/wall-time.types.js';
import { shortText } from '../../common/validation/field.types.js';
import { rowId } from '../../common/validation/row-id.types.js';
import { ACTOR_KINDS } from '../audit-trail.types.js';
import type { LegalHold } from './retention.types.js';

const MAX_REASON = 500;

const callSid = z.string().regex(/^[\x21-\x7e]{1,64}$/);

const subject = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('patient'), patientId: rowId }),
    z.strictObject({ kind: z.literal('call'), callSid }),
    z.strictObject({ kind: z.literal('clinic') }),
  ])
  .describe('What is kept: a patient with their calls and texts, a call, or everything that the clinic has.');

export const HoldListQuery = z.strictObject({
  state: z.enum(['open', 'released']).optional().describe('Those that hold, or those of the past; both when absent.'),
  patientId: rowId.optional().describe('Placed on this patient.'),
  ...pageParameters(RowPlace),
});
export type HoldListQuery = z.output<typeof HoldListQuery>;

export const NewHoldBody = z.strictObject({
  subject,
  reason: shortText(MAX_REASON).describe('For people of the clinic. It is sealed, since it may name somebody.'),
});
export type NewHoldBody = z.output<typeof NewHoldBody>;

const actor = z.object({ kind: z.enum(ACTOR_KINDS), id: z.string() });

export const HoldItem = z.object({
  id: z.uuid(),
  subject,
  reason: z.string(),
  ...wallTimes('placedAt'),
  placedBy: actor,
  ...wallTimesOrNull('releasedAt'),
  releasedBy: actor.nullable(),
  timeZone: z.string().describe("The clinic's zone, IANA."),
});
export type HoldItem = z.infer<typeof HoldItem>;

export const HoldPage = pageSchema(HoldItem);

export const toHoldItem = (hold: LegalHold, timeZone: string): HoldItem => ({
  id: hold.id,
  subject: toSubject(hold.subject),
  reason: hold.reason,
  ...toWallTimes(timeZone, { placedAt: hold.placedAt }),
  placedBy: { kind: hold.placedBy.kind, id: hold.placedBy.id },
  ...toWallTimesOrNull(timeZone, { releasedAt: hold.releasedAt }),
  releasedBy: hold.releasedBy && { kind: hold.releasedBy.kind, id: hold.releasedBy.id },
  timeZone,
});

const toSubject = (of: LegalHold['subject']): HoldItem['subject'] =>
  of.kind === 'call' ? { kind: 'call', callSid: of.callSid } : of;
