import type { Temporal } from 'temporal-polyfill';

/**
 * A number of the account, as it is set up. The REST API changes it in place, and what it says counts from the next call or
 * text on: hand the same object to whatever places calls. Addresses are public ones, called by POST.
 */
export interface IncomingNumber {
  /** `PN` and 32 hex digits. */
  readonly sid: string;
  /** E.164 */
  readonly phoneNumber: string;
  readonly createdAt: Temporal.Instant;
  friendlyName: string;
  /** Empty when nothing answers calls. */
  voiceUrl: string;
  voiceFallbackUrl: string | null;
  /** Told when an incoming call is over. */
  statusCallbackUrl: string | null;
  smsUrl: string | null;
  smsFallbackUrl: string | null;
  /** These two take the number's calls, and `voiceUrl` is then ignored. Setting one clears the other. */
  voiceApplicationSid: string | null;
  trunkSid: string | null;
  /** Takes the number's texts, and `smsUrl` is then ignored. */
  smsApplicationSid: string | null;
}

export type NumberAddresses = Partial<
  Pick<IncomingNumber, 'voiceUrl' | 'voiceFallbackUrl' | 'statusCallbackUrl' | 'smsUrl' | 'smsFallbackUrl'>
>;

/** A number that has been bought and, apart from `addresses`, never been set up. */
export function newIncomingNumber(
  identity: Pick<IncomingNumber, 'sid' | 'phoneNumber' | 'createdAt'>,
  addresses: NumberAddresses = {},
): IncomingNumber {
  return {
    ...identity,
    friendlyName: identity.phoneNumber,
    voiceUrl: '',
    voiceFallbackUrl: null,
    statusCallbackUrl: null,
    smsUrl: null,
    smsFallbackUrl: null,
    voiceApplicationSid: null,
    trunkSid: null,
    smsApplicationSid: null,
    ...addresses,
  };
}
