import type { WebSocket } from 'ws';
import type { Clock } from '../../../common/clock/clock.js';
import { errorFields, type Logger } from '../../../common/logging/logger.js';
import * as failures from '../../deepgram/deepgram-failures.policy.js';
import { CLOSE_GRACE_MS } from '../../deepgram/deepgram-session.js';
import { MAX_VIOLATIONS } from '../../deepgram/server-inbox.js';
import { SessionPulse } from '../../deepgram/session-pulse.js';
import type { AgentFailure } from '../../voice-agent.port.js';
import {
  isFlushIgnored,
  parseAuraMessage,
  speakParts,
  type AuraClientMessage,
  type AuraServerMessage,
} from './aura.protocol.js';
import type { SpeechStream, SpeechStreamListener } from './speech-streamer.port.js';

/** A flush was ignored, and so will be those after it: the end of what was said may never come. */
const FLUSH_LIMIT: AgentFailure = { kind: 'unavailable', code: 'flush_limit' };

/** A stream that takes text. Nothing that the listener throws reaches the socket. */
export class AuraStream implements SpeechStream {
  readonly #pulse: SessionPulse;
  readonly #socketClosed: Promise<void>;
  #phase: 'live' | 'closing' | 'over' = 'live';
  #requestId: string;
  #violations = 0;

  constructor(
    private readonly socket: WebSocket,
    requestId: string | null,
    private readonly listener: SpeechStreamListener,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    this.#requestId = requestId ?? 'unrecognised';
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
      keepAlive: () => undefined, // there is no such message; the pings keep the connection in use
      ping: () => socket.ping(),
      lost: () => this.#fail(failures.PEER_SILENT),
    });
  }

  /** From the answer to the upgrade, or else from the first message. */
  get requestId(): string {
    return this.#requestId;
  }

  speak(text: string): void {
    for (const part of speakParts(text)) this.#send({ type: 'Speak', text: part });
  }

  flush(): void {
    this.#send({ type: 'Flush' });
  }

  clear(): void {
    this.#send({ type: 'Clear' });
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
    if (isBinary) {
      if (data.length > 0) this.#tell(() => this.listener.onAudio(data));
      return;
    }
    const parsed = parseAuraMessage(data.toString('utf8'));
    if (parsed.kind === 'message') return this.#handle(parsed.message);
    if (parsed.kind === 'malformed') this.#violations += 1;
    if (this.#violations > MAX_VIOLATIONS) this.#fail(failures.PROTOCOL_FLOOD);
  }

  #handle(message: AuraServerMessage): void {
    switch (message.type) {
      case 'Metadata':
        if (this.#requestId === 'unrecognised') this.#requestId = message.request_id;
        return;
      case 'Flushed':
        return this.#tell(() => this.listener.onFlushed());
      case 'Cleared':
        return this.#tell(() => this.listener.onCleared());
      case 'Warning':
        this.#tell(() => this.listener.onWarned(message.code));
        return isFlushIgnored(message) ? this.#fail(FLUSH_LIMIT) : undefined;
      case 'Error':
        return this.#fail(failures.failureOfErrorCode(message.code));
    }
  }

  #send(message: AuraClientMessage): void {
    if (this.#phase === 'live') this.socket.send(JSON.stringify(message));
  }

  #tell(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.log.error('agent.listener_failed', { requestId: this.#requestId, ...errorFields(error) });
    }
  }

  #fail(failure: AgentFailure): void {
    if (this.#phase !== 'live') return;
    this.#phase = 'over';
    this.#wrapUp();
    this.#tell(() => this.listener.onClosed(failure));
  }

  #closed(code: number): void {
    if (this.#phase === 'live') return this.#fail(failures.failureOfClose(code));
    if (this.#phase === 'over') return;
    this.#phase = 'over';
    this.#tell(() => this.listener.onClosed(null));
  }

  /** Says goodbye on the socket, and doesn't wait for the answer longer than is polite. */
  #wrapUp(): void {
    this.#pulse.stop();
    this.socket.close(1000);
    const cancel = this.clock.after(CLOSE_GRACE_MS, () => this.socket.terminate());
    void this.#socketClosed.then(cancel);
  }
}
