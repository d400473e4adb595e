import { WebSocket, type RawData } from 'ws';
import type { Cancel, Clock } from '../../common/clock/clock.js';
import { FRAME_MS } from '../../audio/frame.types.js';
import { CarrierError, type CarrierErrorCode } from './carrier.errors.js';
import type { StallEnd, StreamFaults } from './carrier.types.js';
import {
  connectedMessage,
  dtmfMessage,
  markMessage,
  mediaMessage,
  parseServerMessage,
  startMessage,
  stopMessage,
  type ServerMessage,
  type StreamIdentity,
} from './media-stream.protocol.js';

const HANDSHAKE_TIMEOUT_MS = 10_000;
/** A server that does not answer the closing handshake is cut off after this. */
const CLOSE_TIMEOUT_MS = 2000;
/** What a close without a closing handshake is reported as. */
const ABNORMAL_CLOSURE = 1006;

/** What a socket may bring that is no message of the protocol. */
const STRAYS = ['{"event":"media","media":{', '{"event":"media","media":{"payload":7}}', '[]', '{"event":"surprise"}'];

export interface StreamSetup extends StreamIdentity {
  /** Where to connect. */
  address: string;
  /** Of the upgrade request, over the public url of the stream. */
  signature: string;
  parameters: Record<string, string>;
  faults: StreamFaults;
}

export type StreamClosedBy = 'server' | 'caller' | 'carrier' | 'network';

export interface StreamListener {
  onMessage(message: ServerMessage): void;
  /** A message that the carrier reports and ignores: 31950 or 31951. */
  onBadMessage(code: 31950 | 31951): void;
  onClosed(by: StreamClosedBy, closeCode: number): void;
}

interface Packet {
  audio: Buffer;
  /** Of its end. */
  dueMs: number;
}

interface Stall {
  untilMs: number;
  then: StallEnd;
  withheld: Packet[];
}

/** How many messages of each kind came from the server. */
export interface ReceivedCounts {
  media: number;
  mark: number;
  clear: number;
  bad: number;
}

/**
 * The carrier's end of one media stream. Beside what the carrier does, it has the means to misbehave on the wire:
 * `sendRaw`, `breakOff` and `stall`.
 */
export class MediaStreamClient {
  readonly received: ReceivedCounts = { media: 0, mark: 0, clear: 0, bad: 0 };
  private readonly firstTimestampMs: number;
  private startedAtMs = 0;
  private lastDueMs = 0;
  private sequence = 0;
  private chunk = 0;
  /** Of the party's packets, those included that were lost on the way. */
  private posted = 0;
  private readonly bunch: Packet[] = [];
  private stalled: Stall | null = null;
  private hadStall = false;
  private closedBy: 'caller' | 'carrier' | 'network' | null = null;
  private cancelCloseTimeout: Cancel = () => undefined;

  private constructor(
    private readonly socket: WebSocket,
    private readonly setup: StreamSetup,
    private readonly listener: StreamListener,
    private readonly clock: Clock,
  ) {
    // Recorded streams begin anywhere from 60 to 200 ms; taken from the id, so that a given id always begins alike.
    this.firstTimestampMs = 60 + (parseInt(setup.streamSid.slice(-6), 16) % 141);
    socket.on('message', (data, isBinary) => this.receive(data, isBinary));
    socket.on('close', (code) => this.closed(code));
  }

  get streamSid(): string {
    return this.setup.streamSid;
  }

  /**
   * Connects, and leaves the first words to `start`.
   *
   * @throws CarrierError 31920 when the upgrade is refused, 31901 or 31902 when there is nobody to refuse it.
   */
  static open(setup: StreamSetup, listener: StreamListener, clock: Clock): Promise<MediaStreamClient> {
    const socket = new WebSocket(setup.address, {
      headers: { 'x-twilio-signature': setup.signature, 'user-agent': 'Twilio.TmeWs/1.0' },
      perMessageDeflate: false,
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
    });
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(new MediaStreamClient(socket, setup, listener, clock)));
      socket.once('unexpected-response', (_request, response) => {
        reject(new CarrierError(31920, `the upgrade was answered with ${response.statusCode}`));
        socket.terminate();
      });
      // Once the stream is open an error changes nothing: a close follows it, which says all that matters.
      socket.on('error', (error) => {
        const timedOut = /timed out/.test(error.message);
        reject(new CarrierError(timedOut ? 31901 : 31902, 'code' in error ? String(error.code) : error.message));
      });
    });
  }

  /** Sends `connected` and `start`. `nowMs` is the beginning of the stream's own time. */
  start(nowMs: number): void {
    this.startedAtMs = nowMs;
    this.lastDueMs = nowMs;
    this.send(connectedMessage());
    const { start, customParameters } = this.setup.faults;
    if (start === 'withheld') return;
    const parameters = customParameters ?? this.setup.parameters;
    for (let times = start === 'twice' ? 2 : 1; times > 0; times--) {
      this.send(startMessage(this.setup, this.nextSequence(), parameters));
    }
  }

  /** One packet of the caller's audio, which ended at `dueMs`. */
  sendAudio(audio: Buffer, dueMs: number): void {
    this.lastDueMs = dueMs;
    this.misbehave(dueMs);
    const { stalled } = this;
    if (stalled && dueMs <= stalled.untilMs) return void stalled.withheld.push({ audio, dueMs });
    this.stalled = null;
    const late = stalled?.then === 'burst' ? stalled.withheld : [];
    for (const packet of [...late, { audio, dueMs }]) this.post(packet);
  }

  sendDigit(digit: string): void {
    this.send(dtmfMessage(this.setup, this.nextSequence(), digit));
  }

  /** What was to be heard before it has been played, or was cleared away. */
  echoMark(name: string): void {
    if (this.setup.faults.marks === undefined) this.returnMark(name);
  }

  private returnMark(name: string): void {
    this.send(markMessage(this.setup, this.nextSequence(), name));
  }

  /** The caller hung up, or the carrier has something else for them: `stop`, then the closing handshake. */
  stop(by: 'caller' | 'carrier'): void {
    this.closedBy ??= by;
    this.send(stopMessage(this.setup, this.nextSequence()));
    this.socket.close(1000);
    this.cancelCloseTimeout = this.clock.after(CLOSE_TIMEOUT_MS, () => this.socket.terminate());
  }

  /** Any frame, well-formed or not, outside the numbering. */
  sendRaw(data: string | Buffer): void {
    this.send(data);
  }

  /** The connection dies without `stop` and without a closing handshake. */
  breakOff(): void {
    this.closedBy ??= 'network';
    this.socket.terminate();
  }

  /** No media for this long, as on lines that send nothing in silence, or that are congested. Timestamps move on. */
  stall(forMs: number, then: StallEnd = 'skip'): void {
    this.stalled = { untilMs: this.lastDueMs + forMs, then, withheld: [] };
  }

  /** The faults that befall a stream at a certain age. */
  private misbehave(dueMs: number): void {
    const ageMs = dueMs - this.startedAtMs;
    const { stall, cutAfterMs } = this.setup.faults;
    if (stall && !this.hadStall && ageMs > stall.afterMs) {
      this.hadStall = true;
      this.stalled = { untilMs: this.startedAtMs + stall.afterMs + stall.forMs, then: stall.then, withheld: [] };
    }
    if (cutAfterMs !== undefined && ageMs > cutAfterMs) this.breakOff();
  }

  /** By way of a network that loses, delays and garbles. */
  private post(packet: Packet): void {
    const { losesEvery, bunched = 1, strayEvery } = this.setup.faults;
    this.posted += 1;
    if (strayEvery !== undefined && this.posted % strayEvery === 0)
      this.send(STRAYS[(this.posted / strayEvery) % STRAYS.length] ?? '');
    if (losesEvery !== undefined && this.posted % losesEvery === 0) return;
    this.bunch.push(packet);
    if (this.bunch.length < bunched) return;
    for (const one of this.bunch.splice(0)) this.sendPacket(one);
  }

  private sendPacket({ audio, dueMs }: Packet): void {
    const timestampMs = this.firstTimestampMs + (dueMs - FRAME_MS - this.startedAtMs);
    this.send(mediaMessage(this.setup, { sequence: this.nextSequence(), chunk: ++this.chunk, timestampMs }, audio));
  }

  private send(data: string | Buffer): void {
    if (this.socket.readyState !== WebSocket.OPEN) return;
    // A text that is given as bytes is written in one piece with its header; a string would be two, and take longer.
    const isText = typeof data === 'string';
    this.socket.send(isText ? Buffer.from(data) : data, { binary: !isText });
  }

  private nextSequence(): number {
    return ++this.sequence;
  }

  private receive(data: RawData, isBinary: boolean): void {
    if (isBinary) return this.bad(31950);
    const message = parseServerMessage((data as Buffer).toString('utf8'), this.setup);
    if (!message) return this.bad(31951);
    this.received[message.event] += 1;
    if (message.event === 'mark' && this.setup.faults.marks === 'at_once') this.returnMark(message.name);
    this.listener.onMessage(message);
  }

  private bad(code: Extract<CarrierErrorCode, 31950 | 31951>): void {
    this.received.bad += 1;
    this.listener.onBadMessage(code);
  }

  private closed(code: number): void {
    this.cancelCloseTimeout();
    this.listener.onClosed(this.closedBy ?? (code === ABNORMAL_CLOSURE ? 'network' : 'server'), code);
  }
}
