import { BYTES_PER_MS } from '../../audio/frame.types.js';
import { encodeUlaw } from '../../audio/g711.codec.js';

const PEAK = 9000;
/** A cough: a burst that dies away, and another one. */
const BURST_MS = 180;

/** The sound of a cough, always the same: loud enough for a voice, without any words in it. */
export function noise(ms: number): Buffer {
  const burst = BURST_MS * BYTES_PER_MS;
  let state = 0x2545f491;
  const samples = Int16Array.from({ length: ms * BYTES_PER_MS }, (_, at) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const envelope = 1 - ((at % burst) / burst) * 0.7;
    return (state / 0x1_0000_0000 - 0.5) * 2 * PEAK * envelope;
  });
  // Captions ride in the lowest bits: without any there is nothing to mistake for one.
  return Buffer.from(encodeUlaw(samples).map((code) => code & 0xfe));
}
