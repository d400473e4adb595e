import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { RELAXABLE_ROLES } from '../common/http/access.policy.js';
import { wallTimes, wallTimesOrNull } from '../common/http/wall-time.types.js';
import { ApiKeyItem } from './api-keys.types.js';
import { BreakGlassItem } from './break-glass-accesses.types.js';
import { InvitationItem, MemberItem } from './staff.types.js';

/** Who made a key. */
export interface Maker {
  kind: 'staff' | 'api_key';
  id: string;
  name: string;
  /** Is a member still, or a key that opens something. */
  isStillThere: boolean;
}

/** That somebody has looked at who has access. */
export interface ReviewDone {
  at: Temporal.Instant;
  accountId: string;
}

const timeZone = z.string().describe("The clinic's zone, IANA.");
const fingerprint = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' });

export const AccessReview = z.object({
  ...wallTimes('at'),
  timeZone,
  passwordOnlyRoles: z.array(z.enum(RELAXABLE_ROLES)).describe('Who signs in without a second factor.'),
  members: z
    .array(MemberItem.extend(wallTimesOrNull('lastSeenAt')))
    .describe('Everybody who works for the clinic, in the order in which they joined. Null: never signed in to it.'),
  keys: z
    .array(
      ApiKeyItem.extend({
        madeBy: z
          .object({
            kind: z.enum(['staff', 'api_key']),
            id: z.uuid(),
            name: z.string(),
            isStillThere: z.boolean().describe('Is a member still, or a key that opens something.'),
          })
          .nullable()
          .describe('Null for a key that no member and no key of the clinic has made.'),
      }),
    )
    .describe('Every key that was not revoked, the newest first; also those that have expired.'),
  invitations: z.array(InvitationItem).describe('Those that can still be accepted.'),
  breakGlass: z.array(BreakGlassItem).describe('When somebody went beyond their role in the last 90 days.'),
  lastReview: z
    .object({ ...wallTimes('at'), accountId: z.uuid().describe('Who has confirmed it.') })
    .nullable()
    .describe('Null: nobody has confirmed a review yet.'),
  fingerprint: fingerprint.describe(
    'Of who has access: SHA-256. To be given back with the confirmation. It stays the same while somebody only uses what they have.',
  ),
});
export type AccessReview = z.infer<typeof AccessReview>;

export const ReviewConfirmationBody = z.strictObject({
  fingerprint: fingerprint.describe('Of the review that was looked at.'),
});
export type ReviewConfirmationBody = z.output<typeof ReviewConfirmationBody>;

export const ReviewConfirmation = z.object({ ...wallTimes('at'), timeZone, fingerprint });
export type ReviewConfirmation = z.infer<typeof ReviewConfirmation>;
