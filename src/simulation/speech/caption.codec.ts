import { SILENCE_BYTE } from '../../audio/frame.types.js';
import { crc32 } from './crc32.codec.js';
import type { SpokenWord, Utterance } from './speech.types.js';

/**
 * The written form of a caption, and the side that writes it; `ear.codec.ts` reads.
 *
 * A word's record sits in the lowest bits of the word's own samples, beginning at its first one:
 *
 *     sync            32 ones; the start bit that follows ends it
 *     bytes           each a start bit 0 and eight bits, highest first: so 32 ones on end can only be a sync
 *       utterance     u32  tells one utterance from the next
 *       sequence      u16  place of the word in its utterance, from 0
 *       samples       u32  length of the word in samples, this record included
 *       audio check   u32  CRC-32 of the upper seven bits of all of the word's samples
 *       text length   u16  in bytes
 *       text               UTF-8
 *       record check  u32  CRC-32 of the bytes above
 *     rest            zeros to the end of the word, at least one: a word never ends as another one begins
 *
 * Silence belongs to nobody: a bridge may put it anywhere, also into a word. So spoken samples never use the codes of
 * silence (both zeros and their neighbours, which differ from them in the lowest bit), and the reader skips these.
 */
export const SYNC_BITS = 32;
export const FIXED_BYTES = 16;
export const CHECK_BYTES = 4;
const MAX_TEXT_BYTES = 0xffff;
const MAX_WORDS = 0x10000;

/** The bits that are heard and not written to; what the audio check covers. */
export const audibleBits = (code: number): number => code >> 1;
export const isSilence = (code: number): boolean => (code & 0x7e) === 0x7e;

/** A stretch of an utterance to be captioned: µ-law samples of one word, or nothing for so many samples. */
export type SpeechPart = { kind: 'word'; text: string; audio: Uint8Array } | { kind: 'silence'; bytes: number };

/**
 * Writes the captions of one utterance. A word that is too short for its record is drawn out with faint noise.
 *
 * @throws RangeError for a word of more than 65,535 bytes of UTF-8, and for more than 65,536 words.
 */
export function writeCaptions(utterance: number, parts: readonly SpeechPart[]): Utterance {
  const chunks: Buffer[] = [];
  const words: SpokenWord[] = [];
  let startByte = 0;
  for (const part of parts) {
    const chunk =
      part.kind === 'silence' ? Buffer.alloc(part.bytes, SILENCE_BYTE) : captionWord(utterance, words.length, part);
    if (part.kind === 'word') words.push({ text: part.text, startByte, bytes: chunk.length });
    chunks.push(chunk);
    startByte += chunk.length;
  }
  return { audio: Buffer.concat(chunks), words };
}

function captionWord(utterance: number, sequence: number, word: { text: string; audio: Uint8Array }): Buffer {
  const text = Buffer.from(word.text, 'utf8');
  if (text.length > MAX_TEXT_BYTES) throw new RangeError('a word is too long for its caption');
  if (sequence >= MAX_WORDS) throw new RangeError('an utterance has too many words for its captions');

  const recordBits = SYNC_BITS + 9 * (FIXED_BYTES + text.length + CHECK_BYTES);
  const samples = drawnOut(word.audio, recordBits + 1, utterance ^ Math.imul(sequence + 1, 0x9e3779b1));
  const record = Buffer.alloc(FIXED_BYTES + text.length + CHECK_BYTES);
  record.writeUInt32BE(utterance, 0);
  record.writeUInt16BE(sequence, 4);
  record.writeUInt32BE(samples.length, 6);
  record.writeUInt32BE(crc32(samples.map(audibleBits)), 10);
  record.writeUInt16BE(text.length, 14);
  text.copy(record, FIXED_BYTES);
  const checked = FIXED_BYTES + text.length;
  record.writeUInt32BE(crc32(record.subarray(0, checked)), checked);

  samples.forEach((code, i) => (samples[i] = code & 0xfe));
  bitsOf(record).forEach((bit, i) => (samples[i] = (samples[i] ?? 0) | bit));
  return samples;
}

/**
 * Puts the faintest noise where the audio is silent or too short, of another seed for each word: words that begin alike could
 * not be told from one that began twice.
 */
function drawnOut(audio: Uint8Array, minSamples: number, seed: number): Buffer {
  const samples = Buffer.alloc(Math.max(audio.length, minSamples));
  let state = seed;
  for (let i = 0; i < samples.length; i++) {
    state = Math.imul(state, 1_664_525) + 1_013_904_223;
    const code = audio[i] ?? SILENCE_BYTE;
    samples[i] = isSilence(code) ? ((state >>> 24) & 0x84) | 0x78 : code;
  }
  return samples;
}

function bitsOf(record: Uint8Array): number[] {
  const bits = new Array<number>(SYNC_BITS).fill(1);
  for (const byte of record) {
    bits.push(0);
    for (let bit = 7; bit >= 0; bit--) bits.push((byte >> bit) & 1);
  }
  return bits;
}
