import type { PhoneCall } from './phone-call.js';
import type { PhoneBehaviour } from './phone.types.js';
import { beep } from './tones.codec.js';

export interface MachineTape {
  /** µ-law: what is said after the beep. Grows while the call goes on. */
  readonly message: Buffer;
}

/** A phone behaviour: picks up, plays its greeting, beeps, and records until the other side hangs up. */
export function answeringMachine(
  greeting: Buffer,
  { afterMs }: { afterMs: number },
): { behaviour: PhoneBehaviour; tape: MachineTape } {
  const packets: Buffer[] = [];
  const onRinging = (call: PhoneCall) => {
    let recording = false;
    call.observe({
      onEvent: ({ type }) => {
        if (type === 'answered') call.speak(Buffer.concat([greeting, beep()]), () => (recording = true));
      },
      onFrame: ({ heard }) => {
        if (recording) packets.push(heard);
      },
    });
  };
  return {
    behaviour: { does: 'answer', afterMs, onRinging },
    tape: {
      get message() {
        return Buffer.concat(packets);
      },
    },
  };
}
