import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Clock } from '../../common/clock/clock.js';
import { sentencesOf } from '../brain/words.policy.js';
import type { Speech, VoiceName } from '../speech/speech.types.js';
import type { Breakage, DeepgramQuirks, SpeakStreamFaults } from './deepgram-faults.types.js';
import { FaultBook } from './fault-book.policy.js';
import { ReplyOutlet } from './reply-outlet.runner.js';
import { parseSpeakMessage, type SpeakServerMessage, type SpeakWish } from './speak-stream.protocol.js';
import { StreamLife, type StreamRules } from './stream-life.js';
import { voiceFor } from './voices.policy.js';

export interface SpeakStreamParts {
  clock: Clock;
  quirks: DeepgramQuirks;
  speech: Speech;
  /** In place of whatever voice the client asks for; null when it gets the one it asks for. */
  voice: VoiceName | null;
}

export interface SpeakStreamListener {
  onClosed(stream: SpeakStream): void;
}

const RULES: StreamRules = {
  // Both are documented for `/v2/speak` only; nothing says that the older path is more patient.
  idle: { afterMs: 60_000, reason: 'NET-0004', pingsCount: true },
  limit: { afterMs: 60 * 60_000, reason: 'NET-0003' },
  numbered: false,
};
const MODEL_UUID = 'ecb76e9d-f2db-4127-8060-79b05590d22f';
const MAX_CHARACTERS = 2000;
const FLUSHES_IN_WINDOW = 20;
const FLUSH_WINDOW_MS = 60_000;
/** In the middle of a flush: the head start, which goes out at once, is longer. */
const FRAMES_OF_A_BEGINNING = 3;

interface Flush {
  /** Counts up from 1. */
  number: number;
  text: string;
}

/**
 * One WebSocket at `/v1/speak`. Text is kept until it is flushed: the service may speak some of it earlier, but promises no more
 * than this. Flushes are spoken one after the other, and each is told when its last audio was sent.
 */
export class SpeakStream {
  /** What goes wrong in this stream and in no other. */
  readonly faults: SpeakStreamFaults = {};
  /** The text of each flush that was taken, spoken or cleared. */
  readonly texts: string[] = [];

  private readonly life: StreamLife;
  private readonly faultBook: FaultBook;
  private readonly outlet: ReplyOutlet;
  /** Text that no flush has asked for. */
  private unflushed = '';
  private readonly waiting: Flush[] = [];
  private speaking: Flush | null = null;
  private framesOfFlush = 0;
  private readonly flushedAtMs: number[] = [];
  private answers = 0;

  constructor(
    readonly requestId: string,
    readonly wish: SpeakWish,
    socket: WebSocket,
    stream: Duplex,
    private readonly parts: SpeakStreamParts,
    faultsOfAll: SpeakStreamFaults,
    listener: SpeakStreamListener,
  ) {
    this.faultBook = new FaultBook([this.faults, faultsOfAll]);
    // Those quirks are about replies; here audio never comes behind the message that ends it.
    const quirks = { ...parts.quirks, text: 'first' as const, framesAfterDone: 0 };
    this.outlet = new ReplyOutlet(parts.speech, parts.clock, quirks, {
      voice: () => parts.voice ?? voiceFor({ provider: { type: 'deepgram', model: wish.model } }),
      lateByMs: () => this.faultBook.strikesAt('lateAudio', this.speaking?.number ?? 0)?.ms ?? 0,
      onSentence: () => undefined,
      onAudio: (frame) => this.sendAudio(frame),
      onDrained: () => this.onSpoken(),
      onFailed: () => this.life.close(1011, 'NET-0000'),
    });
    this.life = new StreamLife(requestId, socket, stream, parts, this.faultBook, RULES, {
      onText: (text) => this.onText(text),
      onBinary: () => this.life.close(1003, 'MESSAGE-0000'),
      onOver: () => this.drop(),
      onClosed: () => listener.onClosed(this),
    });
    const model = { model_name: wish.model, model_version: '2025-04-07.0', model_uuid: MODEL_UUID };
    this.life.start({ type: 'Metadata', request_id: requestId, ...model } satisfies SpeakServerMessage);
  }

  get state(): 'open' | 'closed' {
    return this.life.state;
  }

  get isCutOff(): boolean {
    return this.life.isCutOff;
  }

  get closeCode(): number | null {
    return this.life.closeCode;
  }

  /** Goes wrong now; see `StreamLife`. */
  break(how: Breakage): void {
    this.life.break(how);
  }

  private onText(frame: string): void {
    const message = parseSpeakMessage(frame);
    switch (message?.type) {
      case 'Speak':
        return this.take(message.text);
      case 'Flush':
        return this.flush();
      case 'Clear':
        return this.clear();
      case 'Close':
        return this.life.close(1000); // at once, documented: what was not spoken is gone
      case undefined:
        return this.life.close(1008, 'DATA-0000');
    }
  }

  /** Put together as it comes, as tokens of a model are: spaces are the client's business. */
  private take(text: string): void {
    if (text.length > MAX_CHARACTERS) return this.warn('INPUT_TEXT_TOO_LONG', 'text exceeds the character limit');
    this.unflushed += text;
  }

  private flush(): void {
    const nowMs = this.parts.clock.nowMs();
    const inWindow = this.flushedAtMs.filter((atMs) => nowMs - atMs < FLUSH_WINDOW_MS);
    // No source names the code of this one.
    if (inWindow.length >= FLUSHES_IN_WINDOW)
      return this.warn('TOO_MANY_FLUSHES', 'cannot process any more flush messages until the time window has passed');
    this.flushedAtMs.splice(0, Infinity, ...inWindow, nowMs);
    this.texts.push(this.unflushed);
    this.waiting.push({ number: this.texts.length, text: this.unflushed });
    this.unflushed = '';
    this.speakNext();
  }

  /** A flush that is cleared is never told as flushed. Frames may be on their way already. */
  private clear(): void {
    const isSpeaking = this.outlet.isSending;
    this.speaking = null;
    this.waiting.length = 0;
    this.unflushed = '';
    if (isSpeaking) this.outlet.cut(this.parts.quirks.staleFrames);
    this.answer('Cleared');
  }

  private speakNext(): void {
    if (this.speaking) return;
    this.speaking = this.waiting.shift() ?? null;
    if (!this.speaking) return;
    this.framesOfFlush = 0;
    const sentences = sentencesOf(this.speaking.text);
    if (sentences.length > 0) this.outlet.say(sentences);
    else this.onSpoken();
  }

  private sendAudio(frame: Buffer): void {
    this.life.sendAudio(frame);
    if (this.speaking && ++this.framesOfFlush === FRAMES_OF_A_BEGINNING)
      this.life.passes(this.speaking.number, 'speaking');
  }

  private onSpoken(): void {
    if (!this.speaking) return;
    const { number } = this.speaking;
    this.speaking = null;
    if (this.life.passes(number, 'ended')) return;
    if (this.faultBook.strikesAt('lostFlushedAtTurn', number) === null) this.answer('Flushed');
    this.speakNext();
  }

  private drop(): void {
    this.waiting.length = 0;
    this.outlet.silence();
  }

  private answer(type: 'Flushed' | 'Cleared'): void {
    this.life.send({ type, sequence_id: this.answers++ } satisfies SpeakServerMessage);
  }

  private warn(code: string, description: string): void {
    this.life.send({ type: 'Warning', code, description } satisfies SpeakServerMessage);
  }
}
