import type { Cancel, Clock } from '../../../common/clock/clock.js';
import { errorFields, type Logger } from '../../../common/logging/logger.js';
import { ABORTED } from '../../deepgram/deepgram-failures.policy.js';
import type { AgentFailure } from '../../voice-agent.port.js';
import { StageError } from '../stage.types.js';
import type { RememberedLines } from './remembered-lines.js';
import type { SpeechStream, SpeechStreamer, SpeechStreamListener } from './speech-streamer.port.js';
import { NOTHING_SAID, reduceSpeech, type Speech, type SpeechAct, type SpeechSignal } from './speech.reducer.js';
import { afterLoss, FIRST_TRY, nextTry, worked, type NextTry, type Tries } from './stream-tries.policy.js';

/**
 * What a speaker reports. Some of it may be told within a call of `speak` or `finish`: audio of a line that is remembered, the
 * end of an utterance without text. Utterances are told one after the other, in the order of their numbers.
 */
export interface SpeakerListener {
  /** Before the utterance's first audio. 0 for a line that is remembered. */
  onFirstAudio(utterance: number, msSinceFirstText: number): void;
  /** Hot path. Any length above zero; faster than it is played. The listener owns the buffer from here on. */
  onAudio(utterance: number, chunk: Buffer): void;
  /** All of its audio has come, and there was `finish`. Not told of an utterance that was cancelled. */
  onSpoken(utterance: number): void;
  /** It goes on. The provider's own code, or that of a failure after which another voice took over. */
  onWarned(code: string): void;
  /** The last word, exactly once. Null: we closed it. */
  onClosed(failure: AgentFailure | null): void;
}

export interface SpeakerSurroundings {
  clock: Clock;
  log: Logger;
  /** Of all calls. */
  lines: RememberedLines;
}

export interface SpeakHow {
  /** A fixed line, such as the greeting, which holds nothing of a person: its audio is kept for the next time. */
  remember: boolean;
}

/**
 * Speaks utterances, one after the other, on a stream that it replaces when it is lost: what has not been heard is spoken
 * again, a sentence that was lost in the middle from its beginning. Decides nothing itself: see `reduceSpeech` and `nextTry`.
 *
 * An utterance is a number that the caller of these methods gives; numbers rise. Text for one that is over is dropped.
 */
export class Speaker {
  #speech: Speech = NOTHING_SAID;
  #stream: SpeechStream | null = null;
  /** Whose events count: each stream has one of its own, from when it is dialled until it is replaced. */
  #ear: object | null = null;
  #voice = '';
  #openedAtMs = 0;
  #tries: Tries = FIRST_TRY;
  /** What was told of the batch on the stream, in case it is to be remembered. */
  #recording: Buffer[] = [];
  /** Cancelled utterances are told nothing of from within the call on, whatever is still to be done of an earlier step. */
  #newest = Number.NEGATIVE_INFINITY;
  #cancelledUpTo = Number.NEGATIVE_INFINITY;
  readonly #signals: SpeechSignal[] = [];
  #isStepping = false;
  #stopWatch: Cancel = () => {};
  readonly #closing = new AbortController();
  #closed: Promise<void> | null = null;

  private constructor(
    private readonly streamer: SpeechStreamer,
    private voices: readonly string[],
    private readonly listener: SpeakerListener,
    private readonly surroundings: SpeakerSurroundings,
  ) {}

  /**
   * Resolves once text is taken. One attempt a voice: the next one is tried when one is refused.
   *
   * @param voices the provider's names, in the order in which they are tried; at least one
   * @throws StageError when there is no stream, and when `signal` is aborted before there is. The listener hears nothing then.
   */
  static async open(
    streamer: SpeechStreamer,
    voices: readonly string[],
    listener: SpeakerListener,
    surroundings: SpeakerSurroundings,
    signal: AbortSignal,
  ): Promise<Speaker> {
    const speaker = new Speaker(streamer, voices, listener, surroundings);
    await speaker.#openFirst(signal);
    return speaker;
  }

  /** The provider's id of the last stream, for our log and its support. */
  get requestId(): string {
    return this.#stream?.requestId ?? 'none';
  }

  /** A sentence or so, behind what came before of this utterance; utterances wait for one another. */
  speak(utterance: number, text: string, { remember }: SpeakHow = { remember: false }): void {
    const line = text.trim();
    this.#newest = Math.max(this.#newest, utterance);
    const audio = remember ? this.surroundings.lines.recall(this.voices[this.#tries.voice] ?? '', line) : null;
    this.#step({ atMs: this.#nowMs(), type: 'text', utterance, piece: { text: line, remember, audio } });
  }

  /** No more text of this utterance will come. It is spoken when it has none at all. */
  finish(utterance: number): void {
    this.#newest = Math.max(this.#newest, utterance);
    this.#step({ atMs: this.#nowMs(), type: 'finished', utterance });
  }

  /** Ends every utterance so far: from within this call on nothing is told of them. */
  cancel(): void {
    this.#cancelledUpTo = this.#newest;
    this.#step({ atMs: this.#nowMs(), type: 'cancelled' });
  }

  /** From the next utterance on. */
  setVoices(voices: readonly string[]): void {
    // The same list again is no reason to ask once more for a voice that was refused.
    if (voices.length === 0 || voices.join() === this.voices.join() || this.#closing.signal.aborted) return;
    this.voices = voices;
    this.#tries = FIRST_TRY;
    if (this.#voice !== voices[0]) this.#step({ atMs: this.#nowMs(), type: 'voice_changed' });
  }

  /** A stream that shows no sign of life now is replaced. */
  prove(): void {
    this.#stream?.prove();
  }

  /** Idempotent; resolves when the socket is closed, after a bounded wait. */
  close(): Promise<void> {
    return this.#end(null);
  }

  async #openFirst(signal: AbortSignal): Promise<void> {
    const warnings: string[] = [];
    for (;;) {
      const failure = await this.#dial(signal);
      if (!failure) break;
      const next = nextTry(this.#tries, failure, this.voices.length);
      if (signal.aborted) throw new StageError('speaking', ABORTED);
      if (failure.kind === 'unavailable' || next.kind === 'give_up') throw new StageError('speaking', failure);
      this.#tries = next.tries;
      warnings.push(failure.code);
    }
    for (const code of warnings) this.#tell(() => this.listener.onWarned(code));
  }

  /** Dials once. Null: there is a stream. */
  async #dial(signal: AbortSignal): Promise<AgentFailure | null> {
    const voice = this.voices[this.#tries.voice] ?? '';
    const ear = {};
    this.#ear = ear;
    this.#voice = voice;
    // A stream may be over before the awaiting code has it.
    let early: AgentFailure | null = null;
    try {
      const stream = await this.streamer.open(
        voice,
        this.#earOf(ear, (failure) => (early = failure)),
        signal,
      );
      if (early) return early;
      if (this.#ear !== ear || signal.aborted) {
        void stream.close();
        return ABORTED;
      }
      this.#stream = stream;
    } catch (error) {
      if (error instanceof StageError) return error.failure;
      throw error;
    }
    this.#openedAtMs = this.#nowMs();
    this.#step({ atMs: this.#nowMs(), type: 'opened', isVoiceOld: voice !== this.voices[this.#tries.voice] });
    return null;
  }

  #earOf(ear: object, onEarlyEnd: (failure: AgentFailure) => void): SpeechStreamListener {
    const hear = (run: () => void): void => {
      if (this.#ear === ear) run();
    };
    return {
      onAudio: (chunk) => hear(() => this.#step({ atMs: this.#nowMs(), type: 'audio', chunk })),
      onFlushed: () => hear(() => this.#step({ atMs: this.#nowMs(), type: 'flushed' })),
      onCleared: () => hear(() => this.#step({ atMs: this.#nowMs(), type: 'cleared' })),
      onWarned: (code) => hear(() => this.#tell(() => this.listener.onWarned(code))),
      onClosed: (failure) => {
        if (failure && this.#ear === ear && !this.#stream) onEarlyEnd(failure);
        else hear(() => failure && this.#lost(failure));
      },
    };
  }

  #lost(failure: AgentFailure): void {
    this.#step({ atMs: this.#nowMs(), type: 'lost' });
    this.#replace(failure);
  }

  #replace(failure: AgentFailure | null): void {
    if (this.#closing.signal.aborted) return;
    const { log } = this.surroundings;
    log.info('speaking.stream_replaced', { requestId: this.requestId, reason: failure?.code ?? 'wanted' });
    const lastedMs = this.#nowMs() - this.#openedAtMs;
    this.#ear = null;
    void this.#stream?.close();
    this.#stream = null;
    const again: NextTry = { kind: 'again', tries: this.#tries, afterMs: 0 };
    void this.#reopen(failure ? afterLoss(this.#tries, failure, this.voices.length, lastedMs) : again, failure);
  }

  async #reopen(first: NextTry, lost: AgentFailure | null): Promise<void> {
    const { signal } = this.#closing;
    let failure = lost;
    for (let next = first; ;) {
      if (next.kind === 'give_up') return void this.#end(failure);
      const otherVoice = next.tries.voice !== this.#tries.voice;
      this.#tries = next.tries;
      if (next.afterMs > 0) await this.surroundings.clock.sleep(next.afterMs, signal);
      if (signal.aborted) return;
      const refused = await this.#dial(signal);
      if (signal.aborted) return;
      if (!refused) {
        if (otherVoice && failure) this.#warned(failure.code);
        return;
      }
      failure = refused;
      next = nextTry(this.#tries, refused, this.voices.length);
    }
  }

  /** One signal after the other, also where the listener answers one with the next. */
  #step(signal: SpeechSignal): void {
    this.#signals.push(signal);
    if (this.#isStepping) return;
    this.#isStepping = true;
    try {
      for (let next = this.#signals.shift(); next; next = this.#signals.shift()) {
        const { speech, acts } = reduceSpeech(this.#speech, next);
        this.#speech = speech;
        for (const act of acts) this.#do(act);
      }
    } finally {
      this.#isStepping = false;
    }
  }

  #do(act: SpeechAct): void {
    if (this.#closing.signal.aborted) return;
    switch (act.type) {
      case 'speak':
        this.#recording = [];
        return this.#stream?.speak(act.text);
      case 'flush':
        return this.#stream?.flush();
      case 'clear':
        return this.#stream?.clear();
      case 'replace':
        return this.#replace(act.failure);
      case 'tell_first_audio':
        return this.#tellOf(act.utterance, () => this.listener.onFirstAudio(act.utterance, act.msSinceFirstText));
      case 'tell_audio':
        return this.#audio(act);
      case 'tell_spoken':
        return this.#tellOf(act.utterance, () => this.listener.onSpoken(act.utterance));
      case 'remember':
        return this.surroundings.lines.remember(this.#voice, act.text, Buffer.concat(this.#recording));
      case 'arm':
        return this.#watch(act.afterMs);
      case 'disarm':
        return this.#stopWatch();
    }
  }

  #audio({ utterance, chunk, source }: Extract<SpeechAct, { type: 'tell_audio' }>): void {
    if (source !== 'memory') this.#tries = worked(this.#tries);
    if (source === 'stream_to_remember') this.#recording.push(Buffer.from(chunk));
    this.#tellOf(utterance, () => this.listener.onAudio(utterance, chunk));
  }

  #watch(afterMs: number): void {
    this.#stopWatch();
    this.#stopWatch = this.surroundings.clock.after(afterMs, () =>
      this.#step({ atMs: this.#nowMs(), type: 'watch_fired' }),
    );
  }

  #tellOf(utterance: number, run: () => void): void {
    if (utterance > this.#cancelledUpTo) this.#tell(run);
  }

  #warned(code: string): void {
    this.#tell(() => this.listener.onWarned(code));
  }

  #tell(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.surroundings.log.error('agent.listener_failed', { requestId: this.requestId, ...errorFields(error) });
    }
  }

  #end(failure: AgentFailure | null): Promise<void> {
    if (this.#closed) return this.#closed;
    this.#closing.abort();
    this.#stopWatch();
    this.#ear = null;
    this.#closed = this.#stream?.close() ?? Promise.resolve();
    this.#tell(() => this.listener.onClosed(failure));
    return this.#closed;
  }

  #nowMs(): number {
    return this.surroundings.clock.nowMs();
  }
}
