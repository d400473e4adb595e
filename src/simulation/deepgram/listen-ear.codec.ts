import { BYTES_PER_MS } from '../../audio/frame.types.js';
import { createEar } from '../speech/ear.codec.js';
import type { Heard } from '../speech/speech.types.js';

/** Something that was heard, and where in the audio it began. */
export type TimedHeard = Heard & { startByte: number };
export type TimedWord = Extract<TimedHeard, { kind: 'word' }>;

/** An ear that also knows where words begin, to the length of the pieces that it is given. */
export class TimedEar {
  takenBytes = 0;
  private readonly ear = createEar();
  /** Of the word that is being said. */
  private startByte: number | null = null;

  get midWord(): boolean {
    return this.ear.midWord;
  }

  get voiceActive(): boolean {
    return this.ear.voiceActive;
  }

  hear(piece: Buffer): TimedHeard[] {
    const pieceStart = this.takenBytes;
    this.takenBytes += piece.length;
    const heard = this.ear.hear(piece).map((item) => {
      const startByte = this.startByte ?? pieceStart;
      this.startByte = item.atByte;
      return { ...item, startByte };
    });
    if (!this.ear.midWord) this.startByte = null;
    else this.startByte ??= pieceStart;
    return heard;
  }
}

export const wordsAmong = (heard: readonly TimedHeard[]): TimedWord[] => heard.filter((item) => item.kind === 'word');

/** What could not be made out is left out. */
export const transcriptOf = (words: readonly TimedWord[]): string => words.map(({ text }) => text).join(' ');

export const secondsAt = (byte: number): number => byte / BYTES_PER_MS / 1000;
