import { BYTES_PER_MS, FRAME_BYTES } from '../../audio/frame.types.js';
import { languageOf } from '../brain/language.policy.js';
import { secondsAt, TimedEar, transcriptOf, wordsAmong, type TimedHeard, type TimedWord } from './listen-ear.codec.js';
import type { HearingParts } from './listen-hearing.types.js';
import type { NovaServerMessage } from './listen-messages.protocol.js';
import type { NovaWish } from './listen-query.protocol.js';

/** A stretch without an end becomes final after so much audio, words or none. */
const STRETCH_MS = 4000;
/** What is not final yet is told again this often. */
const INTERIM_MS = 1000;
/** The ear's loudness lags so much behind the end of a word: not noise, but the word itself. */
const LOUDNESS_LAG_MS = 200;
/** Silence that ends a voice where endpointing, which is to say when, is off. */
const VOICE_ENDS_MS = 300;
const CONFIDENCE = 0.98;
const CHANNEL: [number, number] = [0, 1];
const MODEL_UUID = '1dbdfb4d-85b2-4659-9831-16b3c76229aa';

/** A turn for the faults: what lies between two ends of speech. The service itself has no such thing. */
interface Turn {
  number: number;
  words: TimedWord[];
  losesFinals: boolean;
  losesEnd: boolean;
}

/**
 * Hears as `/v1/listen` does: tells stretches of words, first as they come, then for good, and marks silence. Time is that of
 * the audio. Noise keeps silence from being noticed; `UtteranceEnd` comes all the same, for it goes by words alone.
 */
export class NovaHearing {
  private readonly ear = new TimedEar();
  /** The first byte of what is not final yet, and the words in it. */
  private stretchByte = 0;
  private words: TimedWord[] = [];
  private toldByte = 0;
  /** Where the present voice was last heard; null in silence. */
  private voiceByte: number | null = null;
  private lastHeardByte = -Infinity;
  /** Where the last word ended; null once `UtteranceEnd` was told of it. */
  private wordEndByte: number | null = null;
  private turns = 0;
  private turn: Turn | null = null;

  constructor(
    readonly wish: NovaWish,
    private readonly parts: HearingParts<NovaServerMessage>,
  ) {}

  hear(audio: Buffer): void {
    for (let at = 0; at < audio.length; at += FRAME_BYTES) {
      const heard = this.ear.hear(audio.subarray(at, at + FRAME_BYTES));
      this.followVoice(heard);
      const words = wordsAmong(heard);
      if (words.length > 0 ? this.takeWords(words) : this.followSilence()) return;
    }
  }

  /** Whatever was heard becomes final. Where there is no audio left to be made final, nothing is answered. */
  finalize(): void {
    this.tellFinal({ from_finalize: true });
    this.endTurn();
  }

  closeStream(created: string): void {
    this.tellFinal({});
    this.endTurn();
    this.parts.send({
      type: 'Metadata',
      transaction_key: 'deprecated',
      request_id: this.parts.requestId,
      sha256: '0'.repeat(64),
      created,
      duration: secondsAt(this.ear.takenBytes),
      channels: 1,
    });
  }

  private followVoice(heard: readonly TimedHeard[]): void {
    const { takenBytes, midWord, voiceActive } = this.ear;
    const last = heard.at(-1);
    if (last) this.lastHeardByte = last.atByte;
    const isNoise = voiceActive && this.msSince(this.lastHeardByte) >= LOUDNESS_LAG_MS;
    if (!midWord && !last && !isNoise) return;
    if (this.voiceByte === null && this.wish.vadEvents)
      this.parts.send({ type: 'SpeechStarted', channel: CHANNEL, timestamp: secondsAt(takenBytes) });
    this.voiceByte = last && !midWord ? last.atByte : takenBytes;
  }

  /** Answers whether the stream is over. */
  private takeWords(words: readonly TimedWord[]): boolean {
    this.turn ??= this.beginTurn();
    this.turn.words.push(...words);
    this.words.push(...words);
    this.wordEndByte = words.at(-1)?.atByte ?? null;
    this.tellInterim();
    return this.parts.passes(this.turn.number, 'caller_speaking');
  }

  private beginTurn(): Turn {
    const { faults } = this.parts;
    const number = ++this.turns;
    const losesFinals = faults.strikesAt('lostFinalAtTurn', number) !== null;
    const losesEnd = faults.strikesAt('lostEndAtTurn', number) !== null;
    return { number, words: [], losesFinals, losesEnd };
  }

  /** Answers whether the stream is over. */
  private followSilence(): boolean {
    const { endpointingMs, utteranceEndMs } = this.wish;
    if (this.isInterimDue) this.tellInterim();
    let over = false;
    if (this.voiceByte !== null && this.msSince(this.voiceByte) >= (endpointingMs ?? VOICE_ENDS_MS)) {
      this.voiceByte = null;
      if (endpointingMs !== null) over = this.endSpeech();
    }
    if (over || this.ear.midWord) return over;
    if (utteranceEndMs !== null && this.wordEndByte !== null && this.msSince(this.wordEndByte) >= utteranceEndMs)
      over = this.endUtterance(this.wordEndByte);
    if (!over && this.msSince(this.stretchByte) >= STRETCH_MS) this.tellFinal({});
    return over;
  }

  private endSpeech(): boolean {
    const losesEnd = this.turn?.losesEnd ?? false;
    this.tellFinal({ speech_final: !losesEnd });
    return losesEnd ? false : this.endTurn();
  }

  private endUtterance(wordEndByte: number): boolean {
    this.wordEndByte = null;
    if (this.words.length > 0) this.tellFinal({});
    if (this.parts.faults.strikesAt('lostUtteranceEndAtTurn', this.turns) === null)
      this.parts.send({ type: 'UtteranceEnd', channel: CHANNEL, last_word_end: secondsAt(wordEndByte) });
    return this.endTurn();
  }

  /** Answers whether the stream is over. */
  private endTurn(): boolean {
    if (!this.turn) return false;
    const { number, words } = this.turn;
    this.turn = null;
    this.parts.onCallerTurn(transcriptOf(words));
    return this.parts.passes(number, 'ended');
  }

  private get isInterimDue(): boolean {
    const isOpen = this.words.length > 0 || this.voiceByte !== null;
    return isOpen && this.msSince(this.toldByte) >= INTERIM_MS;
  }

  private tellInterim(): void {
    this.toldByte = this.ear.takenBytes;
    if (this.wish.interimResults) this.tell({});
  }

  private tellFinal(flags: { speech_final?: boolean; from_finalize?: boolean }): void {
    if (this.ear.takenBytes === this.stretchByte) return;
    if (!this.turn?.losesFinals) this.tell({ is_final: true, ...flags });
    this.words = [];
    this.stretchByte = this.toldByte = this.ear.takenBytes;
  }

  private tell(flags: { is_final?: boolean; speech_final?: boolean; from_finalize?: boolean }): void {
    const transcript = transcriptOf(this.words);
    const language = this.wish.language === 'multi' ? (languageOf(transcript) ?? 'en') : null;
    const isSilence = this.words.length === 0;
    this.parts.send({
      type: 'Results',
      channel_index: CHANNEL,
      start: secondsAt(this.stretchByte),
      duration: secondsAt(this.ear.takenBytes - this.stretchByte),
      is_final: false,
      speech_final: false,
      from_finalize: false,
      ...flags,
      channel: {
        alternatives: [
          {
            transcript,
            confidence: isSilence ? 0 : CONFIDENCE,
            ...(language === null || isSilence ? {} : { languages: [language] }),
            words: this.words.map((word) => ({
              word: plain(word.text),
              punctuated_word: word.text,
              start: secondsAt(word.startByte),
              end: secondsAt(word.atByte),
              confidence: CONFIDENCE,
              ...(language === null ? {} : { language }),
            })),
          },
        ],
      },
      metadata: {
        request_id: this.parts.requestId,
        model_info: { name: `general-${this.wish.model}`, version: '2025-04-17.21547', arch: this.wish.model },
        model_uuid: MODEL_UUID,
      },
    });
  }

  private msSince(byte: number): number {
    return (this.ear.takenBytes - byte) / BYTES_PER_MS;
  }
}

/** Without case and the punctuation around it. */
const plain = (word: string): string => word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
