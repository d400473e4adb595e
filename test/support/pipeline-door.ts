import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { Arrivals } from './arrivals.js';
import { ScriptedSession } from './scripted-deepgram.js';

/** The server of one vendor's streams: each is had when the test lets it in. */
export class StreamDoor {
  private readonly visitors = new Arrivals<StreamVisitor>();
  private readonly sockets = new Set<Socket>();
  private readonly idleWaiters = new Set<() => void>();
  private readonly webSockets = new WebSocketServer({ noServer: true });
  private refusal: number | null = null;

  private constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        if (this.sockets.size === 0) for (const tell of this.idleWaiters) tell();
      });
    });
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      if (this.refusal !== null) return socket.end(`HTTP/1.1 ${this.refusal} Refused\r\ncontent-length: 0\r\n\r\n`);
      this.visitors.push(new StreamVisitor(this.webSockets, request, socket, head));
    });
  }

  static async start(): Promise<StreamDoor> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new StreamDoor(server);
  }

  urlOf(path: string): string {
    return `ws://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }

  /** The next dial that is not refused. It waits to be let in. */
  next(): Promise<StreamVisitor> {
    return this.visitors.next();
  }

  /** From now on, dials are refused with this HTTP status; null: they wait again. */
  refuse(status: number | null): void {
    this.refusal = status;
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
}

/** A dial that has reached a server and has no answer yet. */
export class StreamVisitor {
  /** Resolves when the connection is gone, let in or not. */
  readonly gone: Promise<void>;
  private readonly onEnd = (): void => void this.socket.end();

  constructor(
    private readonly webSockets: WebSocketServer,
    private readonly request: IncomingMessage,
    private readonly socket: Socket,
    private readonly head: Buffer,
  ) {
    this.gone = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('end', this.onEnd).resume(); // else it would not be seen that somebody left
  }

  get query(): URLSearchParams {
    return new URL(this.request.url ?? '/', 'ws://127.0.0.1').searchParams;
  }

  /** The stream that it wants. The news are on their way when this returns. */
  letIn(): ScriptedSession {
    this.socket.off('end', this.onEnd);
    let session: ScriptedSession | null = null;
    this.webSockets.handleUpgrade(this.request, this.socket, this.head, (webSocket) => {
      session = new ScriptedSession(webSocket, this.socket, this.request);
    });
    if (!session) throw new Error('who dialled has left');
    return session;
  }

  leave(): void {
    this.socket.destroy();
  }
}
