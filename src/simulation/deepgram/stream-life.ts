import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Cancel, Clock } from '../../common/clock/clock.js';
import { AgentWire } from './agent-wire.js';
import type { Breakage, DeepgramQuirks, TurnMoment } from './deepgram-faults.types.js';
import type { FaultBook } from './fault-book.policy.js';

export interface StreamRules {
  /** Nothing from the client for so long closes the stream. */
  idle: { afterMs: number; reason: string; pingsCount: boolean };
  /** How old a stream can become; any age when it is null. */
  limit: { afterMs: number; reason: string } | null;
  /** Every message carries the request's id, and counts up from 0. */
  numbered: boolean;
}

export interface StreamListener {
  onText(text: string): void;
  onBinary(data: Buffer): void;
  /** Ended, or silent for good: there is nothing left to be done for the client. Once. */
  onOver(): void;
  /** The socket is closed. */
  onClosed(): void;
}

const TICK_MS = 100;
const SERVER_FAULT = 1011;

/** What a stream of words or of speech goes through, whatever it is about: how long it lasts, and in which ways it ends. */
export class StreamLife {
  state: 'open' | 'closed' = 'open';
  /** Of the closing frame that came from the client, or of ours; null while open. */
  closeCode: number | null = null;

  private readonly wire: AgentWire;
  private readonly openedAtMs: number;
  private readonly stopTicking: Cancel;
  private lastHeardAtMs: number;
  private sequence = 0;
  private isMute = false;
  /** See `AgentSession`. */
  isCutOff = false;

  constructor(
    private readonly requestId: string,
    private readonly socket: WebSocket,
    stream: Duplex,
    private readonly parts: { clock: Clock; quirks: DeepgramQuirks },
    private readonly faults: FaultBook,
    private readonly rules: StreamRules,
    private readonly listener: StreamListener,
  ) {
    this.wire = new AgentWire(socket, stream, parts.clock, parts.quirks);
    this.openedAtMs = this.lastHeardAtMs = parts.clock.nowMs();
    this.stopTicking = parts.clock.every(TICK_MS, () => this.tick());
    socket.on('message', (data: Buffer, isBinary: boolean) => this.onMessage(data, isBinary));
    socket.on('ping', () => rules.idle.pingsCount && this.heard());
    socket.on('close', (code) => this.onClose(code));
    // A broken frame: `ws` closes the connection itself.
    socket.on('error', () => undefined);
  }

  /** Nothing is told any more, and nothing is heard. */
  get isOver(): boolean {
    return this.state === 'closed' || this.isMute;
  }

  /** Sends the first message, if there is one, unless the stream breaks at once. */
  start(first: object | null): void {
    this.tick();
    if (first) this.send(first);
  }

  send(message: object): void {
    const numbers = this.rules.numbered ? { request_id: this.requestId, sequence_id: this.sequence++ } : {};
    this.wire.send(JSON.stringify({ ...message, ...numbers }));
  }

  sendAudio(frame: Buffer): void {
    this.wire.send(frame);
  }

  /** Ends the stream from the service's side: 1005 without a code, 1006 without a closing handshake. */
  close(code: number, reason?: string): void {
    if (this.state === 'closed') return;
    this.end();
    if (reason === undefined) return this.wire.close(code);
    this.wire.mute(); // lets out what waits to go out together
    this.socket.close(code, reason);
  }

  /** Goes wrong now. A stream that is mute or half open stays `open`, for nobody knows otherwise. */
  break(how: Breakage): void {
    if (this.state === 'closed') return;
    if (how === 'mute' || how === 'half_open') {
      if (how === 'mute') this.wire.mute();
      else {
        this.isCutOff = true;
        this.wire.halfOpen();
      }
      if (this.isMute) return;
      this.isMute = true;
      this.quieten();
    } else if ('error' in how) {
      this.send({ type: 'Error', code: how.error, description: 'simulated' });
      this.close(how.closeCode ?? 1000);
    } else this.close(how.closeCode);
  }

  /** Where streams may be made to break. Answers whether this one is over. */
  passes(turn: number, moment: TurnMoment): boolean {
    const breakage = this.faults.breaksAtTurn(turn, moment);
    if (breakage) this.break(breakage);
    return this.isOver;
  }

  private tick(): void {
    const nowMs = this.parts.clock.nowMs();
    const ageMs = nowMs - this.openedAtMs;
    const { idle, limit } = this.rules;
    const breakage = this.faults.breaksAfter(ageMs);
    if (breakage) return this.break(breakage);
    if (nowMs - this.lastHeardAtMs >= idle.afterMs) return this.close(SERVER_FAULT, idle.reason);
    if (limit && ageMs >= limit.afterMs) this.close(SERVER_FAULT, limit.reason);
  }

  private onMessage(data: Buffer, isBinary: boolean): void {
    if (this.isOver) return;
    this.heard();
    if (isBinary) this.listener.onBinary(data);
    else this.listener.onText(data.toString('utf8'));
  }

  private heard(): void {
    this.lastHeardAtMs = this.parts.clock.nowMs();
  }

  private onClose(code: number): void {
    this.closeCode = code;
    this.end();
    this.listener.onClosed();
  }

  private end(): void {
    if (this.state === 'closed') return;
    this.state = 'closed';
    if (!this.isMute) this.quieten();
  }

  private quieten(): void {
    this.stopTicking();
    this.listener.onOver();
  }
}
