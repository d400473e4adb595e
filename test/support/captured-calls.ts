import { SystemClock } from '../../src/common/clock/clock.js';
import type { CallFaults } from '../../src/simulation/carrier/carrier.types.js';
import type { PhoneCall } from '../../src/simulation/carrier/phone-call.js';
import { SimulatedCarrier } from '../../src/simulation/carrier/simulated-carrier.js';
import type { Speech } from '../../src/simulation/speech/speech.types.js';
import { ACCOUNT_SID, AUTH_TOKEN, type TestLine } from './test-line.js';

/** A call by the clock: what its caller, or the carrier, does so long after the answer. The captures were made of these. */
interface TimedCall {
  /** Rendered before the call. */
  sentence: string;
  faults?: CallFaults;
  acts: readonly { atMs: number; act: (call: PhoneCall, sentence: Buffer) => void }[];
}

export const CAPTURED_SENTENCE = 'Hello, I would like to book a cleaning for some time next week, please.';

const say = (call: PhoneCall, sentence: Buffer): void => call.speak(sentence);
const hangUp = (call: PhoneCall): void => call.hangUp();

export const CAPTURED_CALLS: Readonly<Record<string, TimedCall>> = {
  'barge-in': {
    sentence: CAPTURED_SENTENCE,
    acts: [
      { atMs: 2500, act: say },
      { atMs: 12_000, act: hangUp },
    ],
  },
  'dropped-socket': {
    sentence: CAPTURED_SENTENCE,
    faults: { cutAfterMs: 10_000 },
    acts: [
      { atMs: 2500, act: say },
      { atMs: 17_000, act: hangUp },
    ],
  },
  'malformed-frames': {
    sentence: CAPTURED_SENTENCE,
    faults: { start: 'twice' },
    acts: [
      { atMs: 500, act: (call) => call.stream?.sendRaw('{"event":"media","media":{"payload":"not base64"}}') },
      { atMs: 2500, act: say },
      { atMs: 2700, act: (call) => call.stream?.sendRaw('{"event":"media","sequenceNumber":"9","media":{"track"') },
      { atMs: 2900, act: (call) => call.stream?.sendRaw(Buffer.alloc(160)) },
      { atMs: 3100, act: (call) => call.stream?.sendRaw('{"event":"an event of the future"}') },
      { atMs: 12_000, act: hangUp },
    ],
  },
  'keys-in-mid-speech': {
    sentence: CAPTURED_SENTENCE,
    acts: [
      { atMs: 2500, act: say },
      { atMs: 5500, act: (call) => call.press('5') },
      { atMs: 5700, act: (call) => call.press('5') },
      { atMs: 12_000, act: hangUp },
    ],
  },
};

export interface PlacedCall {
  callSid: string;
  /** The caller's side as it was spoken, packet by packet. */
  spoken: Buffer[];
}

export async function placeTimedCall(
  line: TestLine,
  speech: Speech,
  { sentence, faults, acts }: TimedCall,
  from = '+15125550147',
): Promise<PlacedCall> {
  const { audio } = await speech.render('rms', sentence);
  const carrier = new SimulatedCarrier(
    {
      accountSid: ACCOUNT_SID,
      authToken: AUTH_TOKEN,
      number: {
        phoneNumber: line.clinicNumber,
        voiceUrl: `${line.baseUrl}/twilio/voice`,
        statusCallbackUrl: `${line.baseUrl}/twilio/voice/status`,
      },
    },
    { clock: new SystemClock(), speech },
  );
  const spoken: Buffer[] = [];
  const due = [...acts];
  const call = carrier.placeCall({
    from,
    ...(faults ? { faults } : {}),
    observer: {
      onFrame: (frame) => {
        spoken.push(frame.spoken);
        while (due[0] && due[0].atMs <= frame.atMs) due.shift()?.act(call, audio);
      },
    },
  });
  await call.ended;
  return { callSid: call.callSid, spoken };
}
