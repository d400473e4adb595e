import type { CallEnding } from './carrier.types.js';

export interface CallParties {
  accountSid: string;
  callSid: string;
  from: string;
  to: string;
}

/** Where the parties are. The carrier often does not know: the fields are then sent, and signed, empty. */
const GEO_FIELDS = ['From', 'To', 'Caller', 'Called'].flatMap((party) =>
  ['City', 'State', 'Zip', 'Country'].map((field) => party + field),
);

/** What every webhook of an inbound call carries. `callStatus` is `ringing` until the call is answered. */
export function callFields(parties: CallParties, callStatus: string): Record<string, string> {
  return {
    CallSid: parties.callSid,
    AccountSid: parties.accountSid,
    From: parties.from,
    To: parties.to,
    Caller: parties.from,
    Called: parties.to,
    CallStatus: callStatus,
    Direction: 'inbound',
    ApiVersion: '2010-04-01',
    ...Object.fromEntries(GEO_FIELDS.map((field) => [field, ''])),
  };
}

/**
 * The last word on a call. `Duration` counts begun minutes, `CallDuration` seconds. A number's own status callback knows
 * this one event, so its `SequenceNumber` is 0.
 */
export function completedFields(parties: CallParties, ending: CallEnding, endedAtMs: number): Record<string, string> {
  const seconds = Math.ceil(ending.durationMs / 1000);
  return {
    ...callFields(parties, ending.status),
    CallDuration: String(seconds),
    Duration: String(Math.ceil(seconds / 60)),
    CallbackSource: 'call-progress-events',
    SequenceNumber: '0',
    Timestamp: rfc2822(endedAtMs),
  };
}

/** `Sun, 25 Mar 2018 09:53:19 +0000` */
const rfc2822 = (epochMs: number): string => new Date(epochMs).toUTCString().replace('GMT', '+0000');
