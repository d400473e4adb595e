import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { STAFF_ROLES, type StaffRole } from '../common/http/access.policy.js';
import type { AccountId, ClinicId, InvitationId } from '../common/ids/ids.js';
import { EmailField, NewPasswordField } from './sessions.types.js';

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
  expiresAt: Temporal.Instant;
}

const printable = /^\P{Cc}+$/u;

export const InviteBody = z.object({ email: EmailField, role: z.enum(STAFF_ROLES) });
export type InviteBody = z.infer<typeof InviteBody>;

export const InvitationItem = z.object({
  id: z.uuid(),
  email: z.string(),
  role: z.enum(STAFF_ROLES),
  expiresAt: z.iso.datetime(),
});
export type InvitationItem = z.infer<typeof InvitationItem>;

export const CreatedInvitation = InvitationItem.extend({
  link: z.url().describe('To be handed to the person; it works once. Shown this once.'),
});
export type CreatedInvitation = z.infer<typeof CreatedInvitation>;

export const AcceptBody = z.object({
  token: z.string().min(1).max(100).describe('What follows `#` in the link.'),
  name: z.string().trim().min(1).max(100).regex(printable),
  password: NewPasswordField.describe('A new one; for somebody who has an account, the one of the account.'),
});
export type AcceptBody = z.infer<typeof AcceptBody>;

export const MemberItem = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(STAFF_ROLES),
  joinedAt: z.iso.datetime(),
  hasSecondFactor: z.boolean(),
});
export type MemberItem = z.infer<typeof MemberItem>;

export const StaffList = z.object({ members: z.array(MemberItem), invitations: z.array(InvitationItem) });
export type StaffList = z.infer<typeof StaffList>;

export const toInvitationItem = ({ id, email, role, expiresAt }: Invitation): InvitationItem => ({
  id,
  email,
  role,
  expiresAt: expiresAt.toString(),
});

export const toMemberItem = (member: Member): MemberItem => ({ ...member, joinedAt: member.joinedAt.toString() });
