import { TimeBoundedQueue } from '../../../audio/time-bounded.queue.js';
import type { Clock } from '../../../common/clock/clock.js';
import { errorFields, type Logger } from '../../../common/logging/logger.js';
import { ABORTED } from '../../deepgram/deepgram-failures.policy.js';
import { DEAF, DEAF_AFTER_MS, type AgentFailure } from '../../voice-agent.port.js';
import { afterLoss, FIRST_TRY, nextTry, worked, type NextTry, type Tries } from '../speaking/stream-tries.policy.js';
import { StageError } from '../stage.types.js';
import { ANOTHER_STREAM_WANTED } from './another-stream.policy.js';
import type { ListenEvent, ListeningWish, Recognition, RecognitionListener, Recognizer } from './recognizer.port.js';

/** What was said longer ago than this is given up when the stream is lost before it was told for good. */
const REPLAY_MAX_MS = 10_000;

/** There is nothing to choose from, as there is with voices. */
const RECOGNISERS = 1;

export interface ListenerSurroundings {
  clock: Clock;
  log: Logger;
}

/**
 * Listens on a stream that it replaces when it is lost. The next one is given the caller's audio since the last words that were
 * told for good, then what follows, in order and without a gap. When to try again is decided by `nextTry`.
 *
 * `stream_replaced` is told before the first event of each stream but the first; of a stream that was replaced nothing more is
 * told. `onClosed` with a failure: it has given up.
 */
export class Listener implements Recognition {
  #stream: Recognition | null = null;
  /** Whose events count: each stream has one of its own, from when it is dialled until it is replaced. */
  #ear: object | null = null;
  /** Of the caller, since the last words that were told for good, on the way or not. */
  readonly #unsettled = new TimeBoundedQueue(REPLAY_MAX_MS);
  #tries: Tries = FIRST_TRY;
  #openedAtMs = 0;
  #toldAtMs = -Infinity;
  /** The one before told nothing of what was said: if this one tells nothing of it either, it was a noise. */
  #followsDeaf = false;
  #isReplacementUntold = false;
  #isTurnToBeEnded = false;
  /** Resolves when every stream that was lost is closed, and the search for another one has ended. */
  #leaving: Promise<unknown> = Promise.resolve();
  readonly #closing = new AbortController();
  #closed: Promise<void> | null = null;

  private constructor(
    private readonly recognizer: Recognizer,
    private wish: ListeningWish,
    private readonly listener: RecognitionListener,
    private readonly surroundings: ListenerSurroundings,
  ) {}

  /**
   * Resolves once audio is taken. One attempt. The listener may hear the first event before.
   *
   * @throws StageError when there is no stream, and when `signal` is aborted before there is. `onClosed` isn't told then.
   */
  static async open(
    recognizer: Recognizer,
    wish: ListeningWish,
    listener: RecognitionListener,
    surroundings: ListenerSurroundings,
    signal: AbortSignal,
  ): Promise<Listener> {
    const opened = new Listener(recognizer, wish, listener, surroundings);
    const failure = await opened.#dial(signal);
    if (!failure) return opened;
    throw new StageError('listening', signal.aborted ? ABORTED : failure);
  }

  /** The provider's id of the stream, for our log and its support. */
  get requestId(): string {
    return this.#stream?.requestId ?? 'none';
  }

  sendAudio(frame: Buffer): void {
    if (this.#isClosed || frame.length === 0) return;
    this.#unsettled.push(frame);
    this.#stream?.sendAudio(frame);
  }

  endTurn(): void {
    if (this.#stream) this.#stream.endTurn();
    else this.#isTurnToBeEnded = true;
  }

  update(wish: ListeningWish): void {
    this.wish = wish;
    this.#stream?.update(wish);
  }

  /** Something was said that nobody has put into words. A stream that shows no sign of life now is replaced, and one that has not told anything. */
  prove(): void {
    if (!this.#stream) return;
    const quietMs = this.surroundings.clock.nowMs() - Math.max(this.#openedAtMs, this.#toldAtMs);
    if (quietMs < DEAF_AFTER_MS || this.#followsDeaf) return this.#stream.prove();
    this.#followsDeaf = true;
    this.#lost(DEAF);
  }

  /** Idempotent; resolves when the socket is closed, after a bounded wait. */
  close(): Promise<void> {
    return this.#end(null);
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Dials once. Null: there is a stream, or was one that is being replaced already. */
  async #dial(signal: AbortSignal): Promise<AgentFailure | null> {
    const { wish } = this;
    const ear = {};
    this.#ear = ear;
    // A stream may be over before the awaiting code has it.
    let early: AgentFailure | null = null;
    try {
      const stream = await this.recognizer.connect(
        wish,
        this.#earOf(ear, (failure) => (early = failure)),
        signal,
      );
      if (!early && !signal.aborted) {
        this.#opened(stream, wish);
        return null;
      }
      this.#ear = null;
      if (signal.aborted) await stream.close();
      return early ?? ABORTED;
    } catch (error) {
      this.#ear = null;
      if (error instanceof StageError) return error.failure;
      throw error;
    }
  }

  /** Nothing is told in here until all that was said meanwhile is on its way: who is told may answer with more audio. */
  #opened(stream: Recognition, wish: ListeningWish): void {
    this.#stream = stream;
    this.#openedAtMs = this.surroundings.clock.nowMs();
    if (this.wish !== wish) stream.update(this.wish);
    if (this.#stream !== stream) return;
    // In one piece: of many, a stream that is slower than they come would drop the oldest as late.
    if (!this.#unsettled.isEmpty) stream.sendAudio(Buffer.concat(this.#unsettled.waiting));
    if (this.#isTurnToBeEnded) stream.endTurn();
    this.#isTurnToBeEnded = false;
    this.#tellReplacement();
  }

  #earOf(ear: object, onEarlyEnd: (failure: AgentFailure) => void): RecognitionListener {
    return {
      onEvent: (event) => {
        if (this.#ear === ear) this.#heard(event);
      },
      onAudioDropped: (ms) => this.#guarded(() => this.listener.onAudioDropped(ms)),
      onClosed: (failure) => {
        if (this.#ear !== ear || !failure) return;
        if (this.#stream) this.#lost(failure);
        else onEarlyEnd(failure);
      },
    };
  }

  #heard(event: ListenEvent): void {
    this.#toldAtMs = this.surroundings.clock.nowMs();
    this.#followsDeaf = false;
    this.#tellReplacement();
    if (event.type === 'final' || event.type === 'turn_ended') {
      this.#unsettled.clear();
      this.#tries = worked(this.#tries);
    }
    this.#tell(event);
  }

  #tellReplacement(): void {
    if (!this.#isReplacementUntold) return;
    this.#isReplacementUntold = false;
    this.#tell({ type: 'stream_replaced' });
  }

  #lost(failure: AgentFailure): void {
    const { clock, log } = this.surroundings;
    log.info('listening.stream_replaced', { requestId: this.requestId, reason: failure.code });
    this.#leaving = Promise.all([this.#leaving, this.#stream?.close()]);
    this.#ear = null;
    this.#stream = null;
    const lastedMs = clock.nowMs() - this.#openedAtMs;
    const again: NextTry = { kind: 'again', tries: this.#tries, afterMs: 0 };
    const isWanted = failure === ANOTHER_STREAM_WANTED;
    const next = isWanted ? again : afterLoss(this.#tries, failure, RECOGNISERS, lastedMs);
    this.#leaving = Promise.all([this.#leaving, this.#reopen(next, failure)]);
  }

  async #reopen(first: NextTry, lost: AgentFailure): Promise<void> {
    const { signal } = this.#closing;
    let failure = lost;
    for (let next = first; ;) {
      if (next.kind === 'give_up') return void this.#end(failure);
      this.#tries = next.tries;
      if (next.afterMs > 0) await this.surroundings.clock.sleep(next.afterMs, signal);
      if (signal.aborted) return;
      this.#isReplacementUntold = true;
      const refused = await this.#dial(signal);
      if (!refused || signal.aborted) return;
      failure = refused;
      next = nextTry(this.#tries, refused, RECOGNISERS);
    }
  }

  #tell(event: ListenEvent): void {
    if (!this.#isClosed) this.#guarded(() => this.listener.onEvent(event));
  }

  #guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.surroundings.log.error('agent.listener_failed', { requestId: this.requestId, ...errorFields(error) });
    }
  }

  #end(failure: AgentFailure | null): Promise<void> {
    if (this.#closed) return this.#closed;
    this.#closing.abort();
    this.#ear = null;
    this.#closed = Promise.all([this.#leaving, this.#stream?.close()]).then(() => undefined);
    this.#guarded(() => this.listener.onClosed(failure));
    return this.#closed;
  }
}
