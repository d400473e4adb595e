import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import twilio from 'twilio';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { Arrivals } from './arrivals.js';

export interface ReceivedWebhook {
  path: string;
  fields: Record<string, string>;
  headers: IncomingMessage['headers'];
  /** By the vendor's own validator, over the public address. */
  signed: boolean;
  /** Media sockets that had not begun to close when it came. */
  openStreams: number;
}

/** A message of the carrier, as it came. */
export interface CarrierMessage {
  event: string;
  sequenceNumber?: string;
  streamSid?: string;
  start?: { streamSid: string; callSid: string; customParameters: Record<string, string> };
  media?: { track: string; chunk: string; timestamp: string; payload: string };
  mark?: { name: string };
  dtmf?: { track: string; digit: string };
  stop?: { callSid: string };
}

type Reply = string | { status: number; contentType?: string; body?: string | Buffer };

/** The server's end of one media stream. */
export class ServedStream {
  readonly received = new Arrivals<CarrierMessage>();
  readonly raw: string[] = [];
  readonly closed: Promise<number>;

  constructor(
    readonly socket: WebSocket,
    readonly path: string,
    /** Of the upgrade request, by the vendor's own validator. */
    readonly signed: boolean,
    note: (what: string) => void,
  ) {
    this.closed = once(socket, 'close').then(([code]) => code as number);
    socket.on('error', () => undefined);
    socket.on('message', (data: RawData) => {
      const text = (data as Buffer).toString();
      const message = parse(text);
      if (!message) return void this.raw.push(text);
      if (message.event !== 'media') note(message.event);
      this.received.push(message);
    });
  }

  async start(): Promise<string> {
    const { streamSid = '' } = await this.received.next(({ event }) => event === 'start');
    return streamSid;
  }

  /** The next so many media messages. */
  async media(count: number): Promise<CarrierMessage[]> {
    const frames: CarrierMessage[] = [];
    while (frames.length < count) frames.push(await this.received.next(({ event }) => event === 'media'));
    return frames;
  }

  async mark(): Promise<string> {
    const { mark } = await this.received.next(({ event }) => event === 'mark');
    return mark?.name ?? '';
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  play(streamSid: string, audio: Buffer): void {
    this.send({ event: 'media', streamSid, media: { payload: audio.toString('base64') } });
  }
}

/** What a carrier calls: answers each path with what the test has laid there, and keeps all that comes. */
export class ScriptedVoiceServer {
  readonly webhooks = new Arrivals<ReceivedWebhook>();
  readonly streams = new Arrivals<ServedStream>();
  /** Webhooks and stream messages other than media, in the order they came. */
  readonly order: string[] = [];
  /** The status of the next upgrades that are refused. */
  refuseUpgradesWith: number | null = null;
  private readonly replies = new Map<string, Reply[]>();
  private readonly sockets = new WebSocketServer({ noServer: true });
  private readonly http: Server;

  private constructor(
    private readonly authToken: string,
    private readonly givenPublicUrl: string | null,
  ) {
    this.http = createServer((request, response) => {
      void this.answer(request).then(({ status, contentType = 'text/xml', body = '' }) => {
        response.writeHead(status, { 'content-type': contentType }).end(body);
      });
    });
    this.http.on('upgrade', (request, socket: Socket, head) => this.upgrade(request, socket, head));
  }

  static async listen(authToken: string, publicUrl: string | null = null): Promise<ScriptedVoiceServer> {
    const server = new ScriptedVoiceServer(authToken, publicUrl);
    await once(server.http.listen(0, '127.0.0.1'), 'listening');
    return server;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  get publicUrl(): string {
    return this.givenPublicUrl ?? this.baseUrl;
  }

  get mediaUrl(): string {
    return `${this.publicUrl.replace(/^http/, 'ws')}/media`;
  }

  /** Lays answers at a path, for the requests to come in this order; the last one stays. */
  lay(path: string, ...replies: Reply[]): void {
    this.replies.set(path, replies);
  }

  async close(): Promise<void> {
    for (const client of this.sockets.clients) client.terminate();
    this.http.closeAllConnections();
    this.http.close();
    await once(this.http, 'close');
  }

  private async answer(request: IncomingMessage): Promise<Exclude<Reply, string>> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const path = request.url ?? '';
    const signed = this.validates(request, this.publicUrl + path, fields);
    this.order.push(`POST ${path}`);
    const openStreams = this.streams.all.filter(({ socket }) => socket.readyState === socket.OPEN).length;
    this.webhooks.push({ path, fields, headers: request.headers, signed, openStreams });
    const laid = this.replies.get(path) ?? [];
    const reply = (laid.length > 1 ? laid.shift() : laid[0]) ?? { status: 204 };
    return typeof reply === 'string' ? { status: 200, body: reply } : reply;
  }

  private upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    if (this.refuseUpgradesWith !== null) {
      socket.end(`HTTP/1.1 ${this.refuseUpgradesWith} Refused\r\nConnection: close\r\n\r\n`);
      return;
    }
    const path = request.url ?? '';
    const signed = this.validates(request, `${this.publicUrl.replace(/^http/, 'ws')}${path}`, {});
    this.sockets.handleUpgrade(request, socket, head, (accepted) => {
      this.order.push('upgrade');
      this.streams.push(new ServedStream(accepted, path, signed, (what) => this.order.push(what)));
    });
  }

  private validates(request: IncomingMessage, url: string, fields: Record<string, string>): boolean {
    const signature = String(request.headers['x-twilio-signature']);
    return twilio.validateRequest(this.authToken, signature, url, fields);
  }
}

function parse(text: string): CarrierMessage | null {
  try {
    return JSON.parse(text) as CarrierMessage;
  } catch {
    return null;
  }
}
