import { BYTES_PER_MS, SAMPLE_RATE_HZ, SILENCE_BYTE } from '../../audio/frame.types.js';
import { encodeUlaw } from '../../audio/g711.codec.js';

/** The tones of the telephone network, as µ-law 8 kHz. */

/** Of each frequency; some -18 dBFS. */
const LEVEL = 4000;

/** Before a recording, and what an answering machine ends its greeting with. */
const BEEP = { hz: [1000], ms: 500 };

/** What a caller in the United States hears while it rings elsewhere: 2 s on, 4 s off. */
const RINGBACK = { hz: [440, 480], onMs: 2000, offMs: 4000 };

const KEY_MS = 160;
const KEY_GAP_MS = 80;
/** What a `w` among the digits waits. */
const WAIT_MS = 500;
const KEY_ROWS_HZ = [697, 770, 852, 941];
const KEY_COLUMNS_HZ = [1209, 1336, 1477];
const KEYPAD = '123456789*0#';

export const beep = (): Buffer => tone(BEEP.hz, BEEP.ms);

/** One period of the ringing tone. */
export const ringback = (): Buffer => Buffer.concat([tone(RINGBACK.hz, RINGBACK.onMs), silence(RINGBACK.offMs)]);

/** `0-9`, `*`, `#`, and `w` for half a second of silence. */
export function keyTones(digits: string): Buffer {
  return Buffer.concat([...digits.toLowerCase()].flatMap((key) => (key === 'w' ? [silence(WAIT_MS)] : pressed(key))));
}

export const silence = (ms: number): Buffer => Buffer.alloc(ms * BYTES_PER_MS, SILENCE_BYTE);

function pressed(key: string): Buffer[] {
  const place = KEYPAD.indexOf(key);
  const frequencies = [KEY_ROWS_HZ[Math.floor(place / 3)] ?? 0, KEY_COLUMNS_HZ[place % 3] ?? 0];
  return [tone(frequencies, KEY_MS), silence(KEY_GAP_MS)];
}

function tone(frequenciesHz: readonly number[], ms: number): Buffer {
  const samples = Int16Array.from({ length: ms * BYTES_PER_MS }, (_, at) =>
    frequenciesHz.reduce((sum, hz) => sum + LEVEL * Math.sin((2 * Math.PI * hz * at) / SAMPLE_RATE_HZ), 0),
  );
  return encodeUlaw(samples);
}

/**
 * The share of its power that a pure tone may leave unexplained. µ-law's noise leaves less than a tenth of this, the purest
 * vowels of the stand-ins' voices twice as much.
 */
const MAX_RESIDUE = 0.002;
const MIN_MEAN_SQUARE = 200 ** 2;

/**
 * True when this packet is one pure tone. A sine obeys x[n] = c·x[n-1] - x[n-2] for a constant c, which speech does not for
 * long; the best c is found by least squares.
 */
export function isPureTone(samples: Int16Array): boolean {
  let power = 0;
  let cross = 0;
  let own = 0;
  for (let n = 2; n < samples.length; n++) {
    const [now, before, beforeThat] = [samples[n] ?? 0, samples[n - 1] ?? 0, samples[n - 2] ?? 0];
    power += now * now;
    cross += (now + beforeThat) * before;
    own += before * before;
  }
  if (power < MIN_MEAN_SQUARE * samples.length) return false;
  const c = cross / own;
  let residue = 0;
  for (let n = 2; n < samples.length; n++) {
    residue += ((samples[n] ?? 0) - c * (samples[n - 1] ?? 0) + (samples[n - 2] ?? 0)) ** 2;
  }
  return residue < MAX_RESIDUE * power;
}
