import type { WebSocket } from 'ws';
import type { Clock } from '../../../common/clock/clock.js';
import { errorFields, type Logger } from '../../../common/logging/logger.js';
import { CallerAudioOutlet } from '../../deepgram/caller-audio-outlet.js';
import * as failures from '../../deepgram/deepgram-failures.policy.js';
import { CLOSE_GRACE_MS } from '../../deepgram/deepgram-session.js';
import { MAX_VIOLATIONS } from '../../deepgram/server-inbox.js';
import { SessionPulse } from '../../deepgram/session-pulse.js';
import type { AgentFailure } from '../../voice-agent.port.js';
import { ANOTHER_STREAM_WANTED } from './another-stream.policy.js';
import type { ListenDialect, ListenParsed } from './listen-dialect.types.js';
import type { ListeningWish, Recognition, RecognitionListener } from './recognizer.port.js';

export interface OpenedStream {
  socket: WebSocket;
  /** From the answer to the upgrade. */
  requestId: string | null;
}

export interface StreamSurroundings {
  dialect: ListenDialect;
  wish: ListeningWish;
  listener: RecognitionListener;
  clock: Clock;
  log: Logger;
}

/**
 * A stream that takes audio. Nothing that the listener throws reaches the socket. It ends with `ANOTHER_STREAM_WANTED` when it
 * is brought up to date with what the provider can't change.
 */
export class ListenStream implements Recognition {
  readonly #socket: WebSocket;
  readonly #outlet: CallerAudioOutlet;
  readonly #pulse: SessionPulse;
  readonly #socketClosed: Promise<void>;
  #phase: 'live' | 'closing' | 'over' = 'live';
  #requestId: string;
  #wish: ListeningWish;
  #violations = 0;

  constructor(
    { socket, requestId }: OpenedStream,
    private readonly surroundings: StreamSurroundings,
  ) {
    const { wish, clock, dialect, listener } = surroundings;
    this.#socket = socket;
    this.#requestId = requestId ?? 'unrecognised';
    this.#wish = wish;
    this.#outlet = new CallerAudioOutlet(socket, (ms) => this.#guarded(() => listener.onAudioDropped(ms)));
    socket.on('message', (data: Buffer, isBinary: boolean) => this.#received(data, isBinary));
    socket.on('pong', () => this.#pulse.ponged());
    // After the handshake, ws reports only frames that it can't accept; a lost connection is a plain close.
    socket.on('error', () => this.#fail(failures.INVALID_FRAME));
    this.#socketClosed = new Promise((resolve) => {
      socket.on('close', (code) => {
        this.#closed(code);
        resolve();
      });
    });
    this.#pulse = new SessionPulse(clock, {
      keepAlive: () => dialect.keepAlive && this.#send(dialect.keepAlive),
      ping: () => socket.ping(),
      lost: () => this.#fail(failures.PEER_SILENT),
    });
  }

  /** From the answer to the upgrade, or else from the first message. */
  get requestId(): string {
    return this.#requestId;
  }

  sendAudio(frame: Buffer): void {
    // An empty frame is taken for the end of the audio.
    if (this.#phase !== 'live' || frame.length === 0) return;
    this.#outlet.send(frame);
    this.#pulse.audioSent();
  }

  endTurn(): void {
    this.#send(this.surroundings.dialect.endTurn);
  }

  update(wish: ListeningWish): void {
    const { dialect } = this.surroundings;
    const before = this.#wish;
    this.#wish = wish;
    if (JSON.stringify(dialect.query(wish)) === JSON.stringify(dialect.query(before))) return;
    const message = dialect.change(before, wish);
    if (message) this.#send(message);
    else this.#fail(ANOTHER_STREAM_WANTED);
  }

  prove(): void {
    if (this.#phase === 'live') this.#pulse.prove();
  }

  close(): Promise<void> {
    if (this.#phase === 'live') {
      this.#phase = 'closing';
      this.#wrapUp();
    }
    return this.#socketClosed;
  }

  #received(data: Buffer, isBinary: boolean): void {
    if (this.#phase !== 'live') return;
    this.#pulse.heard();
    this.#handle(isBinary ? { kind: 'malformed' } : this.surroundings.dialect.read(data.toString('utf8')));
  }

  #handle(parsed: ListenParsed): void {
    const { listener, log } = this.surroundings;
    switch (parsed.kind) {
      case 'heard':
        for (const event of parsed.events) this.#tell(() => listener.onEvent(event));
        return;
      case 'named':
        if (this.#requestId === 'unrecognised') this.#requestId = parsed.requestId;
        return;
      case 'noted':
        return log.info('listening.stream_warned', { requestId: this.#requestId, code: parsed.code });
      case 'failed':
        return this.#fail(failures.failureOfErrorCode(parsed.code));
      case 'malformed':
        this.#violations += 1;
        if (this.#violations > MAX_VIOLATIONS) this.#fail(failures.PROTOCOL_FLOOD);
        return;
      case 'skipped':
        return;
    }
  }

  #send(message: object): void {
    if (this.#phase === 'live') this.#socket.send(JSON.stringify(message));
  }

  /** As long as it is open: the listener may end it between two events of one frame. */
  #tell(run: () => void): void {
    if (this.#phase === 'live') this.#guarded(run);
  }

  #guarded(run: () => void): void {
    try {
      run();
    } catch (error) {
      const fields = { requestId: this.#requestId, ...errorFields(error) };
      this.surroundings.log.error('agent.listener_failed', fields);
    }
  }

  #fail(failure: AgentFailure): void {
    if (this.#phase !== 'live') return;
    this.#phase = 'over';
    this.#wrapUp();
    this.#guarded(() => this.surroundings.listener.onClosed(failure));
  }

  #closed(code: number): void {
    if (this.#phase === 'live') return this.#fail(failures.failureOfClose(code));
    if (this.#phase === 'over') return;
    this.#phase = 'over';
    this.#guarded(() => this.surroundings.listener.onClosed(null));
  }

  /** Says goodbye on the socket, and doesn't wait for the answer longer than is polite. */
  #wrapUp(): void {
    this.#pulse.stop();
    this.#outlet.clear();
    this.#socket.close(1000);
    const cancel = this.surroundings.clock.after(CLOSE_GRACE_MS, () => this.#socket.terminate());
    void this.#socketClosed.then(cancel);
  }
}
