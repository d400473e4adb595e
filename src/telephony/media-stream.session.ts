import type { RawData, WebSocket } from 'ws';
import { BYTES_PER_MS } from '../audio/frame.types.js';
import { TimeBoundedQueue } from '../audio/time-bounded.queue.js';
import type { CallsService } from '../calls/calls.service.js';
import type { Cancel, Clock } from '../common/clock/clock.js';
import { withinMs } from '../common/clock/deadline.js';
import { errorFields, type LogFields, type Logger } from '../common/logging/logger.js';
import type { CallMedia, CallMediaListener } from '../conversation/call-media.port.js';
import type { ConversationService } from '../conversation/conversation.service.js';
import {
  outboundClear,
  outboundMark,
  outboundMedia,
  parseInbound,
  type InboundMessage,
  type StartMessage,
} from './media-stream.protocol.js';
import type { TelephonyMetrics } from './telephony.metrics.js';

const START_WITHIN_MS = 5000;
/** The caller hears nothing before: a stream that ends has the carrier ask again, with words. */
const TOKEN_WITHIN_MS = 2000;
const MAX_MALFORMED_FRAMES = 50;

/** A message carries up to that much agent audio; longer chunks are cut, so that a mark is never far behind. */
const MAX_CHUNK_BYTES = 400 * BYTES_PER_MS;
/** A carrier that reads slower than that is behind: audio waits on our side, where it can still be dropped. */
const MAX_SOCKET_BACKLOG_BYTES = 256 * 1024;
const MAX_WAITING_MS = 30_000;

/** RFC 6455 close codes. */
const NORMAL = 1000;
const POLICY_VIOLATION = 1008;
const SERVER_FAULT = 1011;

export interface SessionServices {
  calls: CallsService;
  conversations: ConversationService;
  clock: Clock;
  metrics: TelephonyMetrics;
  log: Logger;
}

/** One media socket of the carrier: from the upgrade to its end. Nothing that arrives on it can disturb another call. */
export class MediaStreamSession implements CallMedia {
  private streamSid = '';
  /** For our log, once the call is known. */
  private ids: LogFields = {};
  private listener: CallMediaListener | null = null;
  private starting = false;
  private over = false;
  /** The carrier has said that the stream is over. */
  private stopped = false;
  private malformed = 0;
  /** Caller audio that came while the token was being checked. */
  private readonly early = new TimeBoundedQueue(START_WITHIN_MS);
  /** Keys that were pressed meanwhile. */
  private earlyKeys: string[] = [];
  /** Agent audio that the socket does not take yet. */
  private readonly waiting = new TimeBoundedQueue(MAX_WAITING_MS);
  private waitingMarks: string[] = [];
  private readonly cancelStartTimer: Cancel;

  constructor(
    private readonly socket: WebSocket,
    private readonly services: SessionServices,
  ) {
    this.cancelStartTimer = services.clock.after(START_WITHIN_MS, () => this.refuse('no_start'));
    socket.on('message', (data: RawData, isBinary: boolean) => this.onMessage(data, isBinary));
    socket.on('close', () => this.onClose());
    // ws closes the socket by itself after an error, such as a message over the size limit.
    socket.on('error', (error) => services.log.warn('media.socket_error', { ...this.ids, ...errorFields(error) }));
  }

  // ── From the carrier ──────────────────────────────────────────────────────────────────────────────────────────────

  private onMessage(data: RawData, isBinary: boolean): void {
    if (this.over) return;
    const parsed = isBinary ? ({ kind: 'malformed' } as const) : parseInbound(text(data));
    switch (parsed.kind) {
      case 'audio':
        if (this.listener) return this.listener.onAudio(parsed.frame);
        if (this.starting) return void this.early.push(parsed.frame);
        return this.countMalformed(); // media before start
      case 'message':
        return this.onControl(parsed.message);
      case 'malformed':
        return this.countMalformed();
      case 'unknown':
        return;
    }
  }

  private onControl(message: Exclude<InboundMessage, { event: 'media' }>): void {
    switch (message.event) {
      case 'start':
        if (this.starting || this.listener) return this.countMalformed();
        this.starting = true;
        this.cancelStartTimer();
        void this.begin(message);
        return;
      case 'mark':
        return this.listener?.onMark(message.mark.name);
      case 'stop':
        this.stopped = true;
        this.listener?.onStopped();
        return this.end(NORMAL);
      case 'dtmf':
        return this.onKey(message.dtmf.digit);
      case 'connected':
        return;
    }
  }

  private onKey(key: string): void {
    if (this.listener) this.listener.onKey(key);
    else if (this.starting) this.earlyKeys.push(key);
  }

  private async begin({ streamSid, start }: StartMessage): Promise<void> {
    const { calls, clock, conversations, log } = this.services;
    try {
      const redeemed = calls.redeemStreamToken(start.customParameters?.token ?? '', start.callSid);
      const call = await withinMs(clock, TOKEN_WITHIN_MS, redeemed);
      if (call && this.stopped) return void (await calls.streamEnded(call, 'caller_hung_up'));
      if (this.over) return;
      if (!call) return this.refuse('bad_token');
      this.streamSid = streamSid;
      this.ids = { callId: call.id, streamSid };
      log.info('media.started', this.ids);
      this.listener = conversations.begin(call, this);
      for (let frame = this.early.shift(); frame; frame = this.early.shift()) this.listener.onAudio(frame);
      for (const key of this.earlyKeys.splice(0)) this.listener.onKey(key);
    } catch (error) {
      log.error('media.start_failed', errorFields(error));
      this.end(SERVER_FAULT);
    }
  }

  private countMalformed(): void {
    this.malformed += 1;
    this.services.metrics.malformedFrames.inc();
    if (this.malformed > MAX_MALFORMED_FRAMES) this.refuse('malformed_flood');
  }

  private refuse(reason: 'no_start' | 'bad_token' | 'malformed_flood'): void {
    if (this.over) return;
    this.services.metrics.streamsRefused.inc({ reason });
    this.services.log.warn('media.refused', { reason, ...this.ids });
    this.end(POLICY_VIOLATION);
    this.listener?.onLost();
  }

  private onClose(): void {
    this.cancelStartTimer();
    if (this.over) return;
    this.over = true;
    this.listener?.onLost();
  }

  private end(code: number): void {
    if (this.over) return;
    this.over = true;
    this.cancelStartTimer();
    this.waiting.clear();
    this.socket.close(code);
  }

  // ── To the carrier ────────────────────────────────────────────────────────────────────────────────────────────────

  /** Hot path. */
  sendAudio(chunk: Buffer): void {
    if (this.over) return;
    for (let at = 0; at < chunk.length; at += MAX_CHUNK_BYTES) this.queue(chunk.subarray(at, at + MAX_CHUNK_BYTES));
  }

  sendMark(name: string): void {
    if (this.over) return;
    if (this.waiting.isEmpty) this.socket.send(outboundMark(this.streamSid, name));
    else this.waitingMarks.push(name);
  }

  clear(): void {
    if (this.over) return;
    this.waiting.clear();
    this.waitingMarks = [];
    this.socket.send(outboundClear(this.streamSid));
  }

  close(): void {
    this.end(NORMAL);
  }

  private queue(chunk: Buffer): void {
    if (this.waiting.isEmpty && this.socket.bufferedAmount < MAX_SOCKET_BACKLOG_BYTES) return this.transmit(chunk);
    const droppedMs = this.waiting.push(chunk);
    if (droppedMs > 0) this.services.metrics.droppedAudioSeconds.inc({ path: 'agent_to_carrier' }, droppedMs / 1000);
  }

  private transmit(chunk: Buffer): void {
    this.socket.send(outboundMedia(this.streamSid, chunk), this.onTransmitted);
  }

  private readonly onTransmitted = (): void => {
    while (!this.over && !this.waiting.isEmpty && this.socket.bufferedAmount < MAX_SOCKET_BACKLOG_BYTES) {
      const chunk = this.waiting.shift();
      if (chunk) this.transmit(chunk);
    }
    if (!this.waiting.isEmpty || this.over) return;
    for (const name of this.waitingMarks.splice(0)) this.socket.send(outboundMark(this.streamSid, name));
  };
}

const text = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)).toString('utf8');
