import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import { WebSocket } from 'ws';
import { BYTES_PER_MS } from '../../src/audio/frame.types.js';
import { Arrivals } from './arrivals.js';
import { ACCOUNT_SID, AUTH_TOKEN, type TestLine } from './test-line.js';

const { getExpectedTwilioSignature } = twilio as unknown as {
  getExpectedTwilioSignature: (token: string, url: string, params: Record<string, string>) => string;
};

export const newCallSid = (): string => `CA${randomBytes(16).toString('hex')}`;

/** A carrier made of nothing but the vendor's own signature function and `ws`: for what no real carrier would send. */
export class SignedCaller {
  constructor(
    private readonly line: Pick<TestLine, 'baseUrl' | 'clinicNumber'>,
    readonly callSid = newCallSid(),
  ) {}

  fields(more: Record<string, string> = {}): Record<string, string> {
    return {
      CallSid: this.callSid,
      AccountSid: ACCOUNT_SID,
      From: '+15550142233',
      To: this.line.clinicNumber,
      CallStatus: 'ringing',
      FromCity: '',
      ...more,
    };
  }

  post(path: string, more: Record<string, string> = {}, signature?: string): Promise<Response> {
    const url = this.line.baseUrl + path;
    const fields = this.fields(more);
    return fetch(url, {
      method: 'POST',
      headers: { 'x-twilio-signature': signature ?? getExpectedTwilioSignature(AUTH_TOKEN, url, fields) },
      body: new URLSearchParams(fields),
    });
  }

  /** Rings, and answers the token of the stream it was told to open. */
  async dial(): Promise<string> {
    return tokenIn(await (await this.post('/twilio/voice')).text());
  }

  open(signedUrl = this.mediaUrl): Promise<MediaSocket> {
    return MediaSocket.open(this.mediaUrl, getExpectedTwilioSignature(AUTH_TOKEN, signedUrl, {}));
  }

  /** A stream in conversation: dialled, opened, started. */
  async connect(): Promise<MediaSocket> {
    const token = await this.dial();
    const media = await this.open();
    media.start(this.callSid, token);
    return media;
  }

  get mediaUrl(): string {
    return `${this.line.baseUrl.replace('http', 'ws')}/twilio/media`;
  }
}

export function tokenIn(twiml: string): string {
  const token = /<Parameter name="token" value="([^"]+)"/.exec(twiml)?.[1];
  if (!token) throw new Error(`no stream in ${twiml}`);
  return token;
}

/** What the server sent on a media socket. */
interface Outbound {
  event: string;
  streamSid: string;
  media?: { payload: string };
  mark?: { name: string };
}

/** When the carrier has played what it was given, as fast as a phone plays. A clear brings back every mark that waits. */
class PlayedQueue {
  private playedOutAtMs = 0;
  private waiting: { name: string; dueAtMs: number }[] = [];
  private isTold = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly onPlayed: (name: string) => void) {}

  add({ event, media, mark }: Outbound): void {
    const nowMs = Date.now();
    const freeAtMs = Math.max(nowMs, this.playedOutAtMs);
    if (media) this.playedOutAtMs = freeAtMs + Buffer.byteLength(media.payload, 'base64') / BYTES_PER_MS;
    if (mark) this.waiting.push({ name: mark.name, dueAtMs: freeAtMs });
    if (event === 'clear') {
      this.playedOutAtMs = nowMs;
      this.waiting = this.waiting.map((one) => ({ ...one, dueAtMs: nowMs }));
    }
    this.tellNext();
  }

  tell(): void {
    this.isTold = true;
    this.tellNext();
  }

  end(): void {
    clearTimeout(this.timer);
    this.waiting = [];
  }

  private tellNext(): void {
    if (!this.isTold) return;
    while (this.waiting[0] && this.waiting[0].dueAtMs <= Date.now()) this.onPlayed(this.waiting.shift()?.name ?? '');
    clearTimeout(this.timer);
    const [next] = this.waiting;
    if (next) this.timer = setTimeout(() => this.tellNext(), next.dueAtMs - Date.now()).unref();
  }
}

export class MediaSocket {
  readonly received = new Arrivals<Outbound>();
  readonly streamSid = `MZ${randomBytes(16).toString('hex')}`;
  private sequence = 0;
  private readonly queue = new PlayedQueue((name) => this.mark(name));
  private readonly closed: Promise<number>;

  private constructor(readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => undefined);
    socket.on('close', () => this.queue.end());
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Outbound;
      this.queue.add(message);
      this.received.push(message);
    });
  }

  static async open(url: string, signature: string): Promise<MediaSocket> {
    const socket = new WebSocket(url, { headers: { 'x-twilio-signature': signature }, perMessageDeflate: false });
    const media = new MediaSocket(socket);
    await once(socket, 'open');
    return media;
  }

  start(callSid: string, token: string): void {
    this.send({ event: 'connected', protocol: 'Call', version: '1.0.0' });
    this.send({
      event: 'start',
      sequenceNumber: this.next(),
      start: {
        accountSid: ACCOUNT_SID,
        streamSid: this.streamSid,
        callSid,
        tracks: ['inbound'],
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
        customParameters: { token },
      },
      streamSid: this.streamSid,
    });
  }

  audio(frame: Buffer): void {
    const sequenceNumber = this.next();
    const media = { track: 'inbound', chunk: sequenceNumber, timestamp: '100', payload: frame.toString('base64') };
    this.send({ event: 'media', sequenceNumber, media, streamSid: this.streamSid });
  }

  mark(name: string): void {
    this.send({ event: 'mark', sequenceNumber: this.next(), streamSid: this.streamSid, mark: { name } });
  }

  /** From now on the carrier says what it has played: each mark comes back when the audio before it can have been heard. */
  playEverything(): void {
    this.queue.tell();
  }

  key(digit: string): void {
    const dtmf = { track: 'inbound_track', digit };
    this.send({ event: 'dtmf', streamSid: this.streamSid, sequenceNumber: this.next(), dtmf });
  }

  stop(callSid: string): void {
    this.send({
      event: 'stop',
      sequenceNumber: this.next(),
      streamSid: this.streamSid,
      stop: { accountSid: ACCOUNT_SID, callSid },
    });
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Resolves with the close code. */
  closing(): Promise<number> {
    return this.closed;
  }

  /** The next `bytes` of agent audio, in the order they came. */
  async agentAudio(bytes: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let length = 0; length < bytes; length += parts.at(-1)?.length ?? 0) {
      const { media } = await this.received.next((message) => message.event === 'media');
      parts.push(Buffer.from(media?.payload ?? '', 'base64'));
    }
    return Buffer.concat(parts);
  }

  private next(): string {
    this.sequence += 1;
    return String(this.sequence);
  }
}
