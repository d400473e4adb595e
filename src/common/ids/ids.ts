import { randomUUID } from 'node:crypto';

type Branded<Name extends string> = string & { readonly __brand: Name };

/** UUIDs of our own rows, one brand each, so that a patient's id can't be passed where a clinic's is asked for. */
export type ClinicId = Branded<'ClinicId'>;
export type CallId = Branded<'CallId'>;
export type PatientId = Branded<'PatientId'>;
export type AppointmentId = Branded<'AppointmentId'>;
export type AppointmentTypeId = Branded<'AppointmentTypeId'>;
export type ProviderId = Branded<'ProviderId'>;
export type OperatoryId = Branded<'OperatoryId'>;
export type TextId = Branded<'TextId'>;
export type HoldId = Branded<'HoldId'>;
export type BlockoutId = Branded<'BlockoutId'>;
export type WaitlistEntryId = Branded<'WaitlistEntryId'>;
export type WaitlistOfferId = Branded<'WaitlistOfferId'>;
export type RecallId = Branded<'RecallId'>;
export type CalendarFeedId = Branded<'CalendarFeedId'>;
export type CalendarImportId = Branded<'CalendarImportId'>;
export type FaqId = Branded<'FaqId'>;
export type AccountId = Branded<'AccountId'>;
export type ApiKeyId = Branded<'ApiKeyId'>;
export type InvitationId = Branded<'InvitationId'>;
export type SessionId = Branded<'SessionId'>;
export type BreakGlassId = Branded<'BreakGlassId'>;

/** The carrier's name for a call: `CA` and 32 hex digits at Twilio. */
export type CallSid = Branded<'CallSid'>;

export const newId = <Id extends Branded<string>>(): Id => randomUUID() as Id;
