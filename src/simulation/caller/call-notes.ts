import { FRAME_MS } from '../../audio/frame.types.js';
import type { Remark } from './caller.types.js';
import { GARBLED } from './words.policy.js';

/** A pause after which the next words are a remark of their own. */
const REMARK_ENDS_MS = 600;

/**
 * Writes down what was heard on a line and how long whoever is at it was let wait. The other side's words are put together to
 * sentences, each noted when it is over.
 */
export class CallNotes {
  readonly remarks: Remark[] = [];
  readonly latenciesMs: number[] = [];
  garbled = 0;
  voiceMs = 0;
  /** Of the stretches in which this end was owed a sound and heard none. */
  longestSilenceMs = 0;
  /** Who is at the other end of the line. */
  partner: Remark['who'] = 'agent';
  private nowMs = 0;
  private sentence: { words: string[]; atMs: number; lastMs: number } | null = null;
  /** When the voice set in that is heard now, or its present sentence began. */
  private voiceSinceMs: number | null = null;
  /** When the caller fell silent, until the agent makes a sound. */
  private awaitingReplySinceMs: number | null = null;
  /** Since when a sound is owed: an answered line owes one from its first moment on. */
  private owedSinceMs: number | null = 0;

  constructor(
    private readonly onRemark: (remark: Remark) => void,
    /** Whose notes these are. */
    private readonly self: Remark['who'] = 'caller',
  ) {}

  get understoodAnything(): boolean {
    return this.remarks.some(({ who, text }) => who !== this.self && text !== GARBLED);
  }

  /** One packet's time: the words that were completed in it, and whether there was voice. */
  hear(atMs: number, voice: boolean, words: readonly string[]): void {
    if (voice) this.voiceMs += FRAME_MS;
    if (voice) this.voiceSinceMs ??= atMs;
    if (voice) this.paid(atMs);
    this.nowMs = atMs;
    if (voice && this.awaitingReplySinceMs !== null) {
      this.latenciesMs.push(atMs - this.awaitingReplySinceMs);
      this.awaitingReplySinceMs = null;
    }
    for (const word of words) this.hearWord(atMs, word);
    if (voice) return;
    this.voiceSinceMs = null;
    if (this.sentence && atMs - this.sentence.lastMs >= REMARK_ENDS_MS) this.endSentence();
  }

  begins(atMs: number, text: string): void {
    this.endSentence();
    this.awaitingReplySinceMs = null;
    this.paid(atMs);
    this.note({ who: this.self, text, atMs });
  }

  finished(atMs: number): void {
    this.awaitingReplySinceMs = atMs;
    this.owedSinceMs = atMs;
  }

  /** A key was pressed, or the line to the server broke off: something has to be heard of it. */
  owed(): void {
    this.owedSinceMs ??= this.nowMs;
  }

  close(): void {
    this.endSentence();
    this.paid(this.nowMs);
  }

  private paid(atMs: number): void {
    if (this.owedSinceMs !== null) this.longestSilenceMs = Math.max(this.longestSilenceMs, atMs - this.owedSinceMs);
    this.owedSinceMs = null;
  }

  private hearWord(atMs: number, word: string): void {
    if (word === GARBLED) this.garbled += 1;
    this.sentence ??= { words: [], atMs: this.voiceSinceMs ?? atMs, lastMs: atMs };
    this.sentence.words.push(word);
    this.sentence.lastMs = atMs;
    if (/[.?!]$/.test(word)) this.endSentence();
  }

  private endSentence(): void {
    if (!this.sentence) return;
    const { words, atMs } = this.sentence;
    this.sentence = null;
    this.voiceSinceMs = null;
    this.note({ who: this.partner, text: words.join(' '), atMs });
  }

  private note(remark: Remark): void {
    this.remarks.push(remark);
    this.onRemark(remark);
  }
}
