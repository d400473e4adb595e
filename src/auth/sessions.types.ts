import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { SCOPES, STAFF_ROLES, type RelaxableRole, type StaffRole } from '../common/http/access.policy.js';
import type { AccountId, BreakGlassId, ClinicId, SessionId } from '../common/ids/ids.js';
import { shortText } from '../common/validation/field.types.js';
import { rowId } from '../common/validation/row-id.types.js';
import type { SessionTimes } from './session.policy.js';

export interface SessionKey {
  clinicId: ClinicId;
  id: SessionId;
}

export interface StoredSession extends SessionKey, SessionTimes {
  accountId: AccountId;
  role: StaffRole;
  /** Whom the clinic lets in with a password alone; none where the person has a second factor. */
  passwordOnlyRoles: readonly RelaxableRole[];
  /** The account has a second factor. */
  enrolled: boolean;
  /** It was given in this session. */
  passed: boolean;
  /** What is open beyond the role. */
  breakGlass: { id: BreakGlassId; expiresAt: Temporal.Instant } | null;
}

/** What a cookie is made of, and nothing else: only the hash of the token is stored. */
export interface Opened {
  token: string;
}

export const EmailField = z.email().max(254).toLowerCase();

const MIN_PASSWORD = 12;
const MAX_PASSWORD = 200;
/** Long is what counts; rules about characters make people write passwords down (NIST SP 800-63B). */
export const NewPasswordField = z.string().min(MIN_PASSWORD).max(MAX_PASSWORD);
/** Whatever was typed, up to what a password can be. */
const TypedPasswordField = z.string().min(1).max(MAX_PASSWORD);

export const CodeField = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(\d{6}|[a-z2-7]{4}(-[a-z2-7]{4}){3})$/, 'expected six digits, or a recovery code')
  .describe('Six digits from the app, or a recovery code.')
  .meta({ example: '042917' });

export const SignInBody = z.object({
  email: EmailField,
  password: TypedPasswordField,
  code: CodeField.optional(),
  clinicId: rowId.optional().describe('For those who work for several; else the one they joined first.'),
});
export type SignInBody = z.infer<typeof SignInBody>;

export const CodeBody = z.object({ code: CodeField });
export type CodeBody = z.infer<typeof CodeBody>;

export const PasswordBody = z.object({ current: TypedPasswordField, new: NewPasswordField });
export type PasswordBody = z.infer<typeof PasswordBody>;

export const MAX_BREAK_GLASS_MINUTES = 60;

export const BreakGlassBody = z.object({
  reason: shortText(500)
    .min(10)
    .describe(
      'Why. It stays with the access for years, for whoever may read the audit trail: say what happened, and name no patient.',
    ),
  minutes: z.int().min(1).max(MAX_BREAK_GLASS_MINUTES).default(30),
});
export type BreakGlassBody = z.infer<typeof BreakGlassBody>;

const clinicOf = { id: z.uuid(), name: z.string() };

export const SessionItem = z.object({
  account: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
  clinic: z.object(clinicOf),
  role: z.enum(STAFF_ROLES),
  secondFactor: z
    .enum(['passed', 'not_needed', 'needed', 'to_enrol'])
    .describe(
      '`needed`: give a code. `to_enrol`: the clinic asks this role for a second factor. Until then nothing else is open.',
    ),
  scopes: z.array(z.enum(SCOPES)),
  expiresAt: z.iso.datetime().describe('Each use puts it off, up to twelve hours after signing in.'),
  breakGlass: z.object({ id: z.uuid(), expiresAt: z.iso.datetime() }).nullable(),
  clinics: z.array(z.object({ ...clinicOf, role: z.enum(STAFF_ROLES) })).describe('All that this person works for.'),
});
export type SessionItem = z.infer<typeof SessionItem>;

export const Enrolment = z.object({
  secret: z.string().describe('Base32, for apps that take no link.'),
  uri: z.string().describe('`otpauth://totp/…`, for a QR code.'),
});
export type Enrolment = z.infer<typeof Enrolment>;

export const RecoveryCodes = z.object({
  recoveryCodes: z.array(z.string()).describe('Each works once in place of a code. Shown this once.'),
});
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;
