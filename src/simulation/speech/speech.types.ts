/**
 * Speech of the stand-ins: audio that a person can listen to, whose words also ride in-band as captions, one bit a sample
 * in the lowest bit of the µ-law code. Stand-ins hear the captions only. Each word's caption is bound to the word's own
 * samples, so a word whose audio was cut, dropped, reordered, repeated or altered is not heard as that word.
 */

/** Voices of the synthesiser: two clearly different ones keep a recording easy to follow. */
export type VoiceName = 'slt' | 'rms' | 'awb' | 'kal';

/** Says a sentence in a third of the time of the others: for everybody where nobody listens. */
export const QUICK_VOICE: VoiceName = 'kal';

export interface SpokenWord {
  /** As it was written, punctuation included: the texts of an utterance, joined by spaces, are the rendered text. */
  text: string;
  /** Offset and length of the word's own samples in the utterance. */
  startByte: number;
  bytes: number;
}

export interface Utterance {
  /** µ-law 8 kHz with captions. */
  audio: Buffer;
  words: readonly SpokenWord[];
}

export interface Speech {
  /**
   * Same voice and text, same bytes. Renders off the event loop and remembers what it rendered. Runs of white space count
   * as one space; a text without any words is an empty utterance.
   *
   * @throws SpeechError when the synthesiser fails, and after `close`.
   */
  render(voice: VoiceName, text: string): Promise<Utterance>;
  close(): Promise<void>;
}

/** What a stand-in's ear makes of a stretch of audio. */
export type Heard =
  | {
      kind: 'word';
      text: string;
      /** Bytes of audio this ear had taken in when the word was complete. */ atByte: number;
    }
  /** Speech that can't be made out: one word, or several words on end, were cut, doubled, altered or lost. */
  | { kind: 'garbled'; atByte: number };

export interface Ear {
  /** Takes in audio of any length; answers what became audible with it, in order. Silence yields nothing. */
  hear(audio: Buffer): Heard[];
  /** True while a word has begun and is not complete: somebody is speaking right now. */
  readonly midWord: boolean;
  /**
   * True while there is voice, with captions or without: the loudness of the last tenth of a second or so. Speech from
   * elsewhere yields neither words nor `garbled`; this is how to wait for its end.
   */
  readonly voiceActive: boolean;
}
