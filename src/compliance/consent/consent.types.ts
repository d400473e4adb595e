import type { Temporal } from 'temporal-polyfill';
import type { CallId, ClinicId, PatientId } from '../../common/ids/ids.js';
import type { Actor } from '../compliance.types.js';
import type { Wording } from './wordings.catalogue.js';

export type ConsentId = string & { readonly __brand: 'ConsentId' };

/** To being texted, or called by us: it is the number's, for all calls. */
export type ContactPurpose = 'text' | 'call';
/** To one call's being recorded; and that its caller was told that an AI speaks, which is `given` with the telling. */
export type CallPurpose = 'recording' | 'ai_disclosure';
export type ConsentPurpose = ContactPurpose | CallPurpose;

export type ConsentChoice = 'given' | 'refused';

/** By which it was said: in a call, in a text, to the clinic's staff, or on a web page. */
export type ConsentChannel = 'call' | 'text' | 'staff' | 'web';

/** The row that holds what was said: a `turn` (`<call>/<seq>`), a `text`, a `desk_task`, a `call`; or who heard it. */
export interface RowEvidence {
  kind: string;
  id: string;
}

export const FORMS = ['paper', 'web_form'] as const;

/** What somebody has signed or sent, by the clinic's own mark for it; null when that was erased. */
export interface FormEvidence {
  kind: (typeof FORMS)[number];
  reference: string | null;
}

export type Evidence = RowEvidence | FormEvidence;

interface Said {
  clinicId: ClinicId;
  choice: ConsentChoice;
  channel: ConsentChannel;
  evidence: Evidence;
  at: Temporal.Instant;
}

interface ContactConsent extends Said {
  purpose: ContactPurpose;
  /** E.164. */
  number: string;
  /** The call in which it was said. */
  callId?: CallId | null;
  /** Absent for what they said of their own accord. */
  wording?: Wording | null;
}

export interface CallConsent extends Said {
  purpose: CallPurpose;
  /** E.164; null for a caller who withholds it. */
  number: string | null;
  callId: CallId;
  wording: Wording;
}

/** What somebody agreed to, refused, or was told. */
export type NewConsent = (ContactConsent | CallConsent) & { actor: Actor };

/** What is asked for the last word on something. */
export type ConsentAbout = { number: string; purpose: ContactPurpose } | { callId: CallId; purpose: CallPurpose };

/** Whose history. Of a patient it is that of the number they have now. */
export type ConsentsOf = { number: string } | { callId: CallId } | { patientId: PatientId };

export interface Consent extends Said {
  id: ConsentId;
  purpose: ConsentPurpose;
  /** Null when it was erased, and for a caller who withheld it. */
  number: string | null;
  callId: CallId | null;
  wording: Wording | null;
}

/** With what became of it: a refusal of the same thing takes back what was given before. */
export interface ConsentInHistory extends Consent {
  withdrawn: Pick<Consent, 'at' | 'channel' | 'evidence'> | null;
}
