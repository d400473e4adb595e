import type { Temporal } from 'temporal-polyfill';
import type { CallId, ClinicId } from '../common/ids/ids.js';
import type { Actor } from './compliance.types.js';

export type ContactChannel = 'text' | 'call';
export type ContactChoice = 'granted' | 'revoked';

/** Whom a choice is about, and how they would be contacted. */
export interface Contact {
  clinicId: ClinicId;
  /** E.164. */
  number: string;
  channel: ContactChannel;
}

/** What somebody said about being texted or called. */
export interface SaidChoice extends Contact {
  choice: ContactChoice;
  /** Where they said it: in a text, in a call, or to the clinic's staff. */
  source: 'text' | 'call' | 'staff';
  /** The row that holds what was said. The audit entry points to it, since it can't name the number. */
  evidence: { kind: string; id: string };
  actor: Actor;
  callId?: CallId | null;
  at: Temporal.Instant;
}
