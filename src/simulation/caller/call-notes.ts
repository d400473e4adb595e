import { FRAME_MS } from '../../audio/frame.types.js';
import type { Remark, Silence } from './caller.types.js';
import { GARBLED } from './words.policy.js';

/** A pause after which the next words are a remark of their own. */
const REMARK_ENDS_MS = 600;
const NOTED_SILENCE_MS = 1000;
/** A voice that goes on for so long behind the last word is none of a speaker: it rings, or it beeps. */
const TONE_MS = 500;

/**
 * Writes down what was heard on a line and how long whoever is at it was let wait. The other side's words are put together to
 * sentences, each noted when it is over.
 *
 * A sound is owed to this end from the answer on, after its own last word or key, and when the line broke off. Who is silent
 * after a question of the other side keeps the other side waiting. After any other sentence the silence is the other side's,
 * unless this end speaks first; after half a sentence it is theirs in any case.
 */
export class CallNotes {
  readonly remarks: Remark[] = [];
  readonly latenciesMs: number[] = [];
  garbled = 0;
  voiceMs = 0;
  /** Of the stretches in which this end was owed a sound and heard none. */
  longestSilenceMs = 0;
  readonly silences: Silence[] = [];
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
  /** Since when nobody is heard. */
  private quietSinceMs: number | null = 0;
  private lastVoiceMs = 0;
  private lastWordMs = 0;
  private speaks = false;

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
    if (voice) this.hearVoice(atMs);
    this.nowMs = atMs;
    for (const word of words) this.hearWord(atMs, word);
    if (voice) return;
    if (!this.speaks) this.quietSinceMs ??= this.lastVoiceMs;
    this.voiceSinceMs = null;
    if (this.sentence && atMs - this.sentence.lastMs >= REMARK_ENDS_MS) this.endSentence();
  }

  begins(atMs: number, text: string): void {
    if (this.isBrokenOff) this.owedSinceMs ??= this.quietSinceMs;
    this.paid(atMs);
    this.speaks = true;
    this.endSentence();
    this.awaitingReplySinceMs = null;
    this.note({ who: this.self, text, atMs });
  }

  finished(atMs: number): void {
    this.speaks = false;
    this.lastVoiceMs = atMs;
    this.quietSinceMs = atMs;
    this.awaitingReplySinceMs = atMs;
    this.owedSinceMs = atMs;
  }

  /** A key was pressed, or the line to the server broke off: something has to be heard of it. */
  owed(): void {
    this.owedSinceMs ??= this.nowMs;
  }

  close(): void {
    if (this.awaitsMore) this.owedSinceMs ??= this.quietSinceMs;
    this.paid(this.nowMs);
    this.endSentence();
  }

  private hearVoice(atMs: number): void {
    this.voiceMs += FRAME_MS;
    this.voiceSinceMs ??= atMs;
    if (this.awaitsMore) this.owedSinceMs ??= this.quietSinceMs;
    this.paid(atMs);
    this.lastVoiceMs = atMs;
    if (this.awaitingReplySinceMs === null) return;
    this.latenciesMs.push(atMs - this.awaitingReplySinceMs);
    this.awaitingReplySinceMs = null;
  }

  /** What was said last, by whoever it was. */
  private get lastWords(): string | null {
    return this.sentence?.words.join(' ') ?? this.remarks.at(-1)?.text ?? null;
  }

  /** The other side has the floor: its last words asked nothing, and were the last that came of it. */
  private get awaitsMore(): boolean {
    const isTone = this.lastVoiceMs - this.lastWordMs > TONE_MS;
    return this.spokeLast && !isTone && this.lastWords?.endsWith('?') === false;
  }

  private get isBrokenOff(): boolean {
    return this.awaitsMore && !/[.!]$/.test(this.lastWords ?? '');
  }

  private get spokeLast(): boolean {
    return this.sentence !== null || (this.remarks.at(-1)?.who ?? this.self) !== this.self;
  }

  private paid(atMs: number): void {
    if (this.owedSinceMs !== null) this.longestSilenceMs = Math.max(this.longestSilenceMs, atMs - this.owedSinceMs);
    this.owedSinceMs = null;
    const ms = atMs - (this.quietSinceMs ?? atMs);
    if (this.quietSinceMs !== null && ms > NOTED_SILENCE_MS)
      this.silences.push({ atMs: this.quietSinceMs, ms, after: this.lastWords });
    this.quietSinceMs = null;
  }

  private hearWord(atMs: number, word: string): void {
    if (word === GARBLED) this.garbled += 1;
    this.sentence ??= { words: [], atMs: this.voiceSinceMs ?? atMs, lastMs: atMs };
    this.sentence.words.push(word);
    this.sentence.lastMs = atMs;
    this.lastWordMs = atMs;
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
