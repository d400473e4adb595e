import { randomBytes } from 'node:crypto';
import type { RawData, WebSocket } from 'ws';
import type { Clock } from '../../common/clock/clock.js';
import type { CaptureEntry } from './capture.types.js';
import { redactInbound, redactOutbound, type AudioFilter } from './media-redaction.policy.js';

/** A socket says whose it is in its second message; one that says nothing for so long belongs to no call. */
const MAX_HELD = 200;

/** The capture of one call, as its media sockets see it. */
export interface CallLedger {
  append(atMs: number, entry: CaptureEntry): void;
  streamOpened(): void;
  streamClosed(): void;
}

export interface StreamCaptureTools {
  clock: Clock;
  filter: AudioFilter;
  /** Null for what is no call's id. */
  ledgerOf(callSid: string): CallLedger | null;
}

/**
 * Listens in on a media socket: it sits between the session and the wire, sees exactly what passes in either direction, and
 * changes nothing. Attach it before anybody else listens, so that a message is written before what it causes.
 */
export class StreamCapture {
  private readonly stream = randomBytes(4).toString('hex');
  private held: { atMs: number; entry: CaptureEntry }[] = [];
  private ledger: CallLedger | null = null;
  private over = false;
  private stopped = false;
  private closedByUs = false;

  constructor(
    socket: WebSocket,
    private readonly tools: StreamCaptureTools,
  ) {
    this.record({ type: 'stream_opened', stream: this.stream });
    socket.on('message', (data, isBinary) => this.received(data, isBinary));
    socket.once('close', (code) => this.closed(code));
    this.tapSend(socket);
  }

  private tapSend(socket: WebSocket): void {
    const send = socket.send.bind(socket) as (...args: unknown[]) => void;
    const close = socket.close.bind(socket);
    socket.send = (data: unknown, ...rest: unknown[]) => {
      if (!this.over)
        this.record({ type: 'out', stream: this.stream, ...redactOutbound(data as string, this.tools.filter) });
      send(data, ...rest);
    };
    socket.close = (...args) => {
      this.closedByUs = true;
      close(...args);
    };
  }

  private received(data: RawData, isBinary: boolean): void {
    if (this.over) return;
    const bytes = data as Buffer; // the gateway's sockets have ws's default binary type
    if (isBinary) return this.record({ type: 'in', stream: this.stream, event: 'binary', bytes: bytes.length });
    const text = bytes.toString('utf8');
    const entry = redactInbound(text, this.tools.filter);
    this.stopped ||= entry.event === 'stop';
    this.record({ type: 'in', stream: this.stream, ...entry });
    if (entry.event === 'start' && !this.ledger)
      this.join((JSON.parse(text) as { start: { callSid: string } }).start.callSid);
  }

  private join(callSid: string): void {
    this.ledger = this.tools.ledgerOf(callSid);
    this.ledger?.streamOpened();
    for (const { atMs, entry } of this.held) this.ledger?.append(atMs, entry);
    this.held = [];
  }

  private closed(code: number): void {
    const by = this.stopped ? 'carrier' : this.closedByUs ? 'server' : 'network';
    this.record({ type: 'stream_closed', stream: this.stream, by, code });
    this.over = true;
    this.held = [];
    this.ledger?.streamClosed();
  }

  private record(entry: CaptureEntry): void {
    const atMs = this.tools.clock.nowMs();
    if (this.ledger) return this.ledger.append(atMs, entry);
    if (this.held.length < MAX_HELD) this.held.push({ atMs, entry });
  }
}
