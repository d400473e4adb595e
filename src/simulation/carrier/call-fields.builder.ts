import type { AnsweredBy } from './call-control.types.js';
import type { CallEnding } from './carrier.types.js';

export interface CallIdentity {
  accountSid: string;
  callSid: string;
  from: string;
  to: string;
  direction: 'inbound' | 'outbound-api' | 'outbound-dial';
  /** Of a leg that was dialled for another call. */
  parentCallSid: string | null;
}

/** Where the parties are. The carrier often does not know: the fields are then sent, and signed, empty. */
const GEO_FIELDS = ['From', 'To', 'Caller', 'Called'].flatMap((party) =>
  ['City', 'State', 'Zip', 'Country'].map((field) => party + field),
);

/** What every webhook of a call carries. `callStatus` is `ringing` until the call is answered. */
export function callFields(call: CallIdentity, callStatus: string): Record<string, string> {
  return {
    CallSid: call.callSid,
    AccountSid: call.accountSid,
    From: call.from,
    To: call.to,
    Caller: call.from,
    Called: call.to,
    CallStatus: callStatus,
    Direction: call.direction,
    ...(call.parentCallSid === null ? {} : { ParentCallSid: call.parentCallSid }),
    ApiVersion: '2010-04-01',
    ...Object.fromEntries(GEO_FIELDS.map((field) => [field, ''])),
  };
}

/** One step of a call's progress. `sequence` counts steps, whether or not somebody is told of them. */
export function progressFields(
  call: CallIdentity,
  callStatus: string,
  { sequence, atMs }: { sequence: number; atMs: number },
): Record<string, string> {
  return {
    ...callFields(call, callStatus),
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(sequence),
    Timestamp: rfc2822(atMs),
  };
}

/** How the called network words an ending. */
const SIP_RESPONSE_CODES: Record<CallEnding['status'], string> = {
  completed: '200',
  busy: '486',
  'no-answer': '487',
  canceled: '487',
  failed: '404',
};

/** What the last step of a call carries beside the others. `Duration` counts begun minutes, `CallDuration` seconds. */
export function endingFields(ending: CallEnding, answeredBy: AnsweredBy | null): Record<string, string> {
  const seconds = Math.ceil(ending.durationMs / 1000);
  return {
    CallDuration: String(seconds),
    Duration: String(Math.ceil(seconds / 60)),
    SipResponseCode: SIP_RESPONSE_CODES[ending.status],
    ...(answeredBy === null ? {} : { AnsweredBy: answeredBy }),
  };
}

/** `Sun, 25 Mar 2018 09:53:19 +0000` */
export const rfc2822 = (epochMs: number): string => new Date(epochMs).toUTCString().replace('GMT', '+0000');
