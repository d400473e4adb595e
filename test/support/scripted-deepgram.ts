import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { Arrivals } from './arrivals.js';

/** A text frame of the client's, as parsed JSON. */
export type ClientJson = Record<string, unknown> & { type: string };

/**
 * The far end of a Voice Agent socket with no mind of its own: it does what the test says, step by step, also what no
 * well-behaved provider would do. (A stand-in that holds a conversation is src/simulation's business.)
 */
export class ScriptedDeepgram {
  readonly upgrades = new Arrivals<IncomingMessage>();
  private readonly sessions = new Arrivals<ScriptedSession>();
  private readonly sockets = new Set<Socket>();
  private readonly idleWaiters = new Set<() => void>();
  private readonly webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: true });
  private answer: (request: IncomingMessage, socket: Duplex, head: Buffer) => void = this.accept.bind(this);

  private constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        if (this.sockets.size === 0) for (const tell of this.idleWaiters) tell();
      });
    });
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      this.upgrades.push(request);
      this.answer(request, socket, head);
    });
  }

  static async start(): Promise<ScriptedDeepgram> {
    const server = createServer();
    const scripted = new ScriptedDeepgram(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return scripted;
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1/agent/converse`;
  }

  /** From now on, upgrades are refused as Deepgram does it: plain HTTP, the reason in headers and body. */
  refuse(status: number, headers: Record<string, string> = {}): void {
    this.answer = (_request, socket) => {
      const lines = Object.entries({ 'content-length': '0', ...headers }).map(
        ([name, value]) => `${name}: ${value}\r\n`,
      );
      socket.end(`HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n`);
    };
  }

  /** From now on, sessions are to be had again. */
  recover(): void {
    this.answer = this.accept.bind(this);
  }

  /** From now on, connections are taken and never answered. */
  stall(): void {
    this.answer = (_request, socket) => void socket.resume().on('end', () => socket.end());
  }

  /** From now on, upgrades are answered with these bytes. */
  answerWith(bytes: string): void {
    this.answer = (_request, socket) => {
      socket.write(bytes);
      socket.resume().on('end', () => socket.end());
    };
  }

  /** From now on, the 101 and these frames arrive in one TCP segment. */
  greetWithin101(...frames: Frame[]): void {
    this.answer = (request, socket, head) => {
      socket.cork();
      this.accept(request, socket, head, frames);
      socket.uncork();
    };
  }

  /** Sessions that nobody has taken, and waits for one. */
  forgetSessions(): void {
    this.sessions.forget();
  }

  nextSession(): Promise<ScriptedSession> {
    return this.sessions.next();
  }

  /** Resolves when no connection is open, which may be now. */
  async idle(): Promise<void> {
    if (this.sockets.size === 0) return;
    await new Promise<void>((resolve) => this.idleWaiters.add(resolve));
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private accept(request: IncomingMessage, socket: Duplex, head: Buffer, frames: Frame[] = []): void {
    this.webSockets.once('headers', (headers) => headers.push('dg-request-id: 00000000-0000-4000-8000-00000000000a'));
    this.webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      const session = new ScriptedSession(webSocket, socket as Socket, request);
      session.send(...frames);
      this.sessions.push(session);
    });
  }
}

/** An object is sent as JSON, a string as it is, a buffer as a binary frame. */
export type Frame = object | string | Buffer;

export class ScriptedSession {
  readonly messages = new Arrivals<ClientJson>();
  /** Every binary frame of the client's. */
  readonly audioFrames = new Arrivals<Buffer>();
  readonly pings = new Arrivals<Buffer>();
  /** The close code that the client sent, 1005 without one, 1006 when it just left. */
  readonly closed: Promise<number>;
  private audioBytes = 0;

  constructor(
    private readonly webSocket: WebSocket,
    private readonly socket: Socket,
    readonly request: IncomingMessage,
  ) {
    webSocket.on('message', (data: Buffer, isBinary: boolean) => {
      if (!isBinary) return this.messages.push(JSON.parse(data.toString('utf8')) as ClientJson);
      this.audioBytes += data.length;
      this.audioFrames.push(data);
    });
    webSocket.on('ping', (data: Buffer) => this.pings.push(data));
    webSocket.on('error', () => undefined);
    this.closed = new Promise((resolve) => webSocket.on('close', resolve));
  }

  /** Brings the session to where it takes audio; the frames follow `SettingsApplied` in its TCP segment. */
  async open(...frames: Frame[]): Promise<ClientJson> {
    this.send({ type: 'Welcome', request_id: 'fc553ec9-5874-49ca-a47c-b670d525a4b3' });
    const settings = await this.received('Settings');
    this.send({ type: 'SettingsApplied' }, ...frames);
    return settings;
  }

  /** Sends all frames in one TCP segment, so that the client gets them in one tick. */
  send(...frames: Frame[]): void {
    this.socket.cork();
    for (const frame of frames) {
      this.webSocket.send(Buffer.isBuffer(frame) || typeof frame === 'string' ? frame : JSON.stringify(frame));
    }
    this.socket.uncork();
  }

  /** Sends the frames one byte a turn of the event loop, so that each comes in many pieces. */
  async dribble(...frames: Frame[]): Promise<void> {
    // A pong of ours in the midst of such a frame would break it.
    await this.roundTrip();
    for (const byte of Buffer.concat(frames.map(onTheWire))) {
      this.socket.write(Buffer.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  received(type: string): Promise<ClientJson> {
    return this.messages.next((message) => message.type === type);
  }

  /** All audio so far, once there are this many bytes of it. */
  async audio(bytes: number): Promise<Buffer> {
    while (this.audioBytes < bytes) await this.audioFrames.next();
    return Buffer.concat(this.audioFrames.all);
  }

  /** Writes to the connection underneath the WebSocket protocol. */
  writeRaw(bytes: Buffer): void {
    this.socket.write(bytes);
  }

  /** Stays connected and reads nothing any more: no data is taken, no ping answered, no close acknowledged. */
  stopReading(): void {
    this.webSocket.pause();
  }

  resumeReading(): void {
    this.webSocket.resume();
  }

  /** Resolves when the client has everything that was sent to it in answer to what it had sent. */
  async roundTrip(): Promise<void> {
    for (const way of ['there', 'back']) {
      this.webSocket.ping(way);
      await new Promise((resolve) => this.webSocket.once('pong', resolve));
    }
  }

  /** From now on, pings are read and not answered. */
  ignorePings(): void {
    // The library leaves a peer whose pongs are never flushed.
    this.webSocket.pong = (_data?: unknown, _mask?: boolean, flushed?: (error: Error) => void) =>
      (flushed as (() => void) | undefined)?.();
  }

  /** Answers a ping that was ignored. */
  answerPing(data: Buffer): void {
    WebSocket.prototype.pong.call(this.webSocket, data);
  }

  /** Without a code, a close frame without one (the client sees 1005). */
  close(code?: number): void {
    this.webSocket.close(code);
  }

  /** Leaves without a close frame (the client sees 1006). */
  drop(): void {
    this.socket.destroy();
  }

  /** Leaves as a process does that is killed: the connection is reset. */
  reset(): void {
    this.socket.resetAndDestroy();
  }

  /** Says that no more will come, underneath the WebSocket protocol, and goes on reading. */
  endStream(): void {
    this.socket.end();
  }
}

/** A server's frame by RFC 6455: whole, and without a mask. */
function onTheWire(frame: Frame): Buffer {
  const isBinary = Buffer.isBuffer(frame);
  const payload = isBinary ? frame : Buffer.from(typeof frame === 'string' ? frame : JSON.stringify(frame));
  const opcode = 0x80 | (isBinary ? 2 : 1);
  const header =
    payload.length < 126 ? [opcode, payload.length] : [opcode, 126, payload.length >> 8, payload.length & 255];
  return Buffer.concat([Buffer.from(header), payload]);
}
