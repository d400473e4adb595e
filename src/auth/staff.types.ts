import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { RELAXABLE_ROLES, STAFF_ROLES, type StaffRole } from '../common/http/access.policy.js';
import { RowPlace } from '../common/http/cursor.codec.js';
import { pageParameters } from '../common/http/page.types.js';
import { toWallTimes, wallTimes } from '../common/http/wall-time.types.js';
import type { AccountId, ClinicId, InvitationId } from '../common/ids/ids.js';
import { shortText } from '../common/validation/field.types.js';
import { EmailField, NewPasswordField } from './sessions.types.js';

const MAX_NAME = 100;

export interface Member {
  id: AccountId;
  name: string;
  email: string;
  role: StaffRole;
  joinedAt: Temporal.Instant;
  hasSecondFactor: boolean;
}

export interface Invitation {
  clinicId: ClinicId;
  id: InvitationId;
  /** In lower case. */
  email: string;
  role: StaffRole;
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
}

const timeZone = z.string().describe("The clinic's zone, IANA.");
const nextCursor = z.string().nullable().describe('Null on the last page.');

export const StaffListQuery = z.strictObject(pageParameters(RowPlace));
export type StaffListQuery = z.output<typeof StaffListQuery>;

export const RoleBody = z.strictObject({ role: z.enum(STAFF_ROLES) });
export type RoleBody = z.output<typeof RoleBody>;

export const SecondFactorPolicy = z.strictObject({
  passwordOnlyRoles: z
    .array(z.enum(RELAXABLE_ROLES))
    .max(RELAXABLE_ROLES.length)
    .refine((roles) => new Set(roles).size === roles.length, 'names a role twice')
    .describe(
      'Who signs in with a password alone, unless they have a second factor of their own accord. Owners and auditors never do.',
    ),
});
export type SecondFactorPolicy = z.infer<typeof SecondFactorPolicy>;

export const InviteBody = z.strictObject({ email: EmailField, role: z.enum(STAFF_ROLES) });
export type InviteBody = z.infer<typeof InviteBody>;

export const InvitationItem = z.object({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(STAFF_ROLES),
  ...wallTimes('createdAt', 'expiresAt'),
  timeZone,
});
export type InvitationItem = z.infer<typeof InvitationItem>;

export const CreatedInvitation = InvitationItem.extend({
  link: z.url().describe('To be handed to the person; it works once. Shown this once.'),
});
export type CreatedInvitation = z.infer<typeof CreatedInvitation>;

export const InvitationPage = z.object({ items: z.array(InvitationItem), nextCursor });

export const AcceptBody = z.strictObject({
  token: z.string().min(1).max(100).describe('What follows `#` in the link.'),
  name: shortText(MAX_NAME),
  password: NewPasswordField.describe('A new one; for somebody who has an account, the one of the account.'),
});
export type AcceptBody = z.infer<typeof AcceptBody>;

export const MemberItem = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(STAFF_ROLES),
  ...wallTimes('joinedAt'),
  timeZone,
  hasSecondFactor: z.boolean(),
});
export type MemberItem = z.infer<typeof MemberItem>;

export const MemberPage = z.object({ items: z.array(MemberItem), nextCursor });

export const toInvitationItem = (invitation: Invitation, zone: string): InvitationItem => ({
  id: invitation.id,
  email: invitation.email,
  role: invitation.role,
  ...toWallTimes(zone, { createdAt: invitation.createdAt, expiresAt: invitation.expiresAt }),
  timeZone: zone,
});

export const toMemberItem = ({ joinedAt, ...member }: Member, zone: string): MemberItem => ({
  id: member.id,
  name: member.name,
  email: member.email,
  role: member.role,
  ...toWallTimes(zone, { joinedAt }),
  timeZone: zone,
  hasSecondFactor: member.hasSecondFactor,
});
