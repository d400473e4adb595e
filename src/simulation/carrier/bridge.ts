import type { PhoneCall } from './phone-call.js';
import { silence } from './tones.codec.js';
import type { PhoneLine } from './phone-line.js';

/** Head start of the audio on its way across: two lines do not beat at the same moment, and a busy process beats late. */
const HEAD_START_MS = 40;

export interface BridgeTerms {
  /** The caller's `*` ends the bridge. */
  hangupOnStar: boolean;
  /** Ends it from outside. */
  signal: AbortSignal;
}

/** Lets two answered calls hear each other until one of them is over, or the terms say so. Nobody is hung up here. */
export async function bridge(caller: PhoneCall, callee: PhoneCall, terms: BridgeTerms): Promise<void> {
  const callerLine = caller.answer();
  const calleeLine = callee.answer();
  const ends = [terms.signal, caller.gone, callee.gone];
  await new Promise<void>((resolve) => {
    const done = () => {
      for (const signal of ends) signal.removeEventListener('abort', done);
      resolve();
    };
    for (const signal of ends) signal.addEventListener('abort', done, { once: true });
    if (ends.some((signal) => signal.aborted)) done();
    carry(callerLine, calleeLine, (key) => key === '*' && terms.hangupOnStar && done());
    carry(calleeLine, callerLine, () => undefined);
  });
  callerLine.detach();
  calleeLine.detach();
}

function carry(from: PhoneLine, to: PhoneLine, onKey: (key: string) => void): void {
  to.play(silence(HEAD_START_MS));
  from.attach({ onAudio: (audio) => void to.play(audio), onKey });
}
