import { audibleBits, CHECK_BYTES, FIXED_BYTES, SYNC_BITS } from './caption.codec.js';
import { addToCrc32, crc32, CRC32_START, finishCrc32 } from './crc32.codec.js';

/** A sync and the start bit that ends it: what is known of a word at the moment when it is recognised as one. */
export const ONSET_SAMPLES = SYNC_BITS + 1;

export interface CaptionRecord {
  utterance: number;
  sequence: number;
  text: string;
}

export type Reading =
  /** A word begins. */
  | { type: 'began'; onset: Uint8Array }
  /** The word's record is complete and right; its samples go on. */
  | { type: 'identified'; record: CaptionRecord }
  /** All samples of the identified word have come. `intact` when they are the ones that were sent. */
  | { type: 'ended'; intact: boolean }
  /** What came can't be the rest of the word that began; the sample that shows it belongs to no word yet. */
  | { type: 'broke' };

/** Reads one caption after the other from the samples that aren't silence. Knows nothing of the order of words. */
export class CaptionReader {
  private phase: 'searching' | 'record' | 'rest' = 'searching';
  /** The last samples, as a ring. */
  private readonly recent = new Uint8Array(ONSET_SAMPLES);
  private recentAt = 0;
  /** Ones on end in the lowest bits just now. */
  private ones = 0;

  private recordBits = 0;
  private recordBytes: number[] = [];
  private audioCrc = CRC32_START;
  private audioCheck = 0;
  private takenSamples = 0;
  private wordSamples = 0;

  get midWord(): boolean {
    return this.phase !== 'searching';
  }

  take(code: number): Reading | null {
    this.recent[this.recentAt] = code;
    this.recentAt = (this.recentAt + 1) % ONSET_SAMPLES;
    const bit = code & 1;
    const endsSync = bit === 0 && this.ones >= SYNC_BITS;
    this.ones = bit === 1 ? this.ones + 1 : 0;
    if (endsSync) return this.begin();
    if (this.phase === 'record') return this.readRecord(code, bit);
    if (this.phase === 'rest') return this.readRest(code, bit);
    return null;
  }

  /** The word being read, if any, won't go on. */
  abandon(): void {
    this.phase = 'searching';
    this.ones = 0;
  }

  private begin(): Reading {
    const onset = Uint8Array.of(...this.recent.subarray(this.recentAt), ...this.recent.subarray(0, this.recentAt));
    this.phase = 'record';
    this.recordBits = 1; // the start bit of the first byte, which ended the sync
    this.recordBytes = [];
    this.takenSamples = ONSET_SAMPLES;
    this.audioCrc = onset.reduce((crc, code) => addToCrc32(crc, audibleBits(code)), CRC32_START);
    return { type: 'began', onset };
  }

  private readRecord(code: number, bit: number): Reading | null {
    const place = this.recordBits++ % 9;
    if (place === 0 && bit === 1) return this.broke();
    this.takeSample(code);
    if (place === 0) return null;
    const index = Math.floor((this.recordBits - 1) / 9);
    this.recordBytes[index] = ((this.recordBytes[index] ?? 0) << 1) | bit;
    return place === 8 ? this.finishByte() : null;
  }

  private finishByte(): Reading | null {
    const have = this.recordBytes.length;
    if (have < FIXED_BYTES) return null;
    const record = Buffer.from(this.recordBytes);
    const checkedBytes = FIXED_BYTES + record.readUInt16BE(14);
    if (have < checkedBytes + CHECK_BYTES) return null;
    if (crc32(record.subarray(0, checkedBytes)) !== record.readUInt32BE(checkedBytes)) return this.broke();

    this.wordSamples = record.readUInt32BE(6);
    this.audioCheck = record.readUInt32BE(10);
    this.phase = 'rest';
    const text = record.toString('utf8', FIXED_BYTES, checkedBytes);
    return {
      type: 'identified',
      record: { utterance: record.readUInt32BE(0), sequence: record.readUInt16BE(4), text },
    };
  }

  private readRest(code: number, bit: number): Reading | null {
    if (bit === 1) return this.broke();
    this.takeSample(code);
    if (this.takenSamples < this.wordSamples) return null;
    this.phase = 'searching';
    return { type: 'ended', intact: finishCrc32(this.audioCrc) === this.audioCheck };
  }

  private takeSample(code: number): void {
    this.takenSamples++;
    this.audioCrc = addToCrc32(this.audioCrc, audibleBits(code));
  }

  private broke(): Reading {
    this.phase = 'searching';
    return { type: 'broke' };
  }
}
