import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

const AGENT_PATH = '/v1/agent/converse';
const PLAIN_PATH = '/plain';

/**
 * The provider's end of every measured call, with no mind of its own: what it says is said by the measurement. On one path it speaks
 * the Voice Agent protocol's handshake; on the other it takes audio at once, for the pass-through, which knows no handshake.
 */
export class ScriptedProvider {
  private readonly waiting: ((session: ProviderSession) => void)[] = [];

  private constructor(private readonly server: WebSocketServer) {
    server.on('connection', (socket, request: IncomingMessage) => {
      const session = new ProviderSession(socket);
      const open = () => this.waiting.shift()?.(session);
      if (request.url === PLAIN_PATH) return open();
      session.tell({ type: 'Welcome', request_id: '00000000-0000-4000-8000-000000000001' });
      // The first message is `Settings`.
      socket.once('message', () => {
        session.tell({ type: 'SettingsApplied' });
        open();
      });
    });
  }

  static async listen(): Promise<ScriptedProvider> {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
    await once(server, 'listening');
    return new ScriptedProvider(server);
  }

  get agentUrl(): string {
    return `ws://127.0.0.1:${this.port}${AGENT_PATH}`;
  }

  get plainUrl(): string {
    return `ws://127.0.0.1:${this.port}${PLAIN_PATH}`;
  }

  /** The session of the call that is placed next. Calls are placed one after another. */
  nextSession(): Promise<ProviderSession> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  async close(): Promise<void> {
    for (const socket of this.server.clients) socket.terminate();
    this.server.close();
    await once(this.server, 'close');
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }
}

export class ProviderSession {
  /** Caller audio has come. */
  onAudio: (frame: Buffer) => void = () => undefined;

  constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.onAudio(data);
    });
    socket.on('error', () => undefined);
  }

  tell(...messages: object[]): void {
    for (const message of messages) this.socket.send(JSON.stringify(message));
  }

  /** Agent audio, in chunks of any length. */
  speak(chunk: Buffer): void {
    this.socket.send(chunk);
  }

  /** Resolves when the other side has read all that it was sent so far. */
  async read(): Promise<void> {
    this.socket.ping();
    await once(this.socket, 'pong');
  }
}
