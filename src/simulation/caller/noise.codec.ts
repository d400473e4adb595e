import { BYTES_PER_MS, SILENCE_BYTE } from '../../audio/frame.types.js';
import { encodeUlaw, linearOf, ulawOf } from '../../audio/g711.codec.js';

const PEAK = 9000;
/** A cough: a burst that dies away, and another one. */
const BURST_MS = 180;

/** Captions ride in the lowest bits: without any there is nothing to mistake for one. */
const wordless = (code: number): number => code & 0xfe;

/** The sound of a cough, always the same: loud enough for a voice, without any words in it. */
export function noise(ms: number): Buffer {
  const burst = BURST_MS * BYTES_PER_MS;
  const samples = Int16Array.from({ length: ms * BYTES_PER_MS }, (_, at) => {
    const envelope = 1 - ((at % burst) / burst) * 0.7;
    return hiss(0x2545f491, at) * PEAK * envelope;
  });
  return Buffer.from(encodeUlaw(samples).map(wordless));
}

/** One in so long, at any moment of it, and how long one lasts. */
interface Bursts {
  everyMs: number;
  leastMs: number;
  mostMs: number;
}
/** Something falls, a dog barks: as loud as a voice, whoever speaks. */
const BANGS: Bursts = { everyMs: 15_000, leastMs: 120, mostMs: 420 };
/** A bad line breaks up what is said into it. */
const CRACKLES: Bursts = { everyMs: 2500, leastMs: 40, mostMs: 120 };
/** A room in which nobody speaks: a person hears it, no detector of voices does. */
const ROOM_PEAK = 120;

/**
 * What a telephone in a noisy place picks up where its owner says `spoken`, so long after the call was answered: now and then a bang, crackles
 * while its owner speaks, and the room's own noise wherever its owner is silent. A burst on a word changes the word's samples, so it can't be made
 * out. Under a voice the room is left out: it would spoil every single word, which a room does not.
 */
export function withNoise(spoken: Buffer, atMs: number, seed: number): Buffer {
  const from = atMs * BYTES_PER_MS;
  const isSilent = spoken.every((code) => code === SILENCE_BYTE);
  return Buffer.from(
    spoken.map((code, i) => {
      const at = from + i;
      const burst = Math.max(burstAt(BANGS, at, seed), isSilent ? 0 : burstAt(CRACKLES, at, seed));
      if (burst > 0) return wordless(ulawOf(clipped(linearOf(code) + hiss(seed, at) * PEAK * burst)));
      // One silent sample parts the room from the word before it.
      return isSilent && i > 0 ? wordless(ulawOf(hiss(seed, at) * ROOM_PEAK)) : code;
    }),
  );
}

/** How much of a burst there is at that sample, from 0 to 1. */
function burstAt({ everyMs, leastMs, mostMs }: Bursts, at: number, seed: number): number {
  const period = everyMs * BYTES_PER_MS;
  const turn = Math.floor(at / period);
  const ms = leastMs + fraction(seed, turn) * (mostMs - leastMs);
  const length = Math.round(ms * BYTES_PER_MS);
  const into = at - turn * period - Math.floor(fraction(~seed, turn) * (period - length));
  return into < 0 || into >= length ? 0 : 1 - (into / length) * 0.7;
}

const clipped = (sample: number): number => Math.max(-32_000, Math.min(32_000, Math.round(sample)));

/** White noise, from -1 to 1. */
const hiss = (seed: number, at: number): number => fraction(seed, at) * 2 - 1;

/** From 0 to 1, the same for the same numbers. */
function fraction(seed: number, at: number): number {
  let mixed = Math.imul(at ^ seed, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
