import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Arrivals } from './arrivals.js';

/** One request to a model, and the server's end of its answer: the test writes each byte. */
export class LlmExchange {
  /** Settles when the connection is gone or the answer is complete: whether the client closed it before that. */
  readonly closedEarly: Promise<boolean>;

  constructor(
    readonly path: string,
    readonly headers: IncomingHttpHeaders,
    readonly body: Record<string, unknown>,
    readonly socket: Socket,
    private readonly response: ServerResponse,
  ) {
    this.closedEarly = once(response, 'close').then(() => !response.writableFinished);
  }

  answer(status: number, body: object | string, headers: Record<string, string> = {}): void {
    this.response.writeHead(status, { 'content-type': 'application/json', ...headers });
    this.response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }

  /** The head, sent at once: the client knows that an answer comes. */
  begin(): this {
    this.response.writeHead(200, { 'content-type': 'text/event-stream' });
    this.response.flushHeaders();
    return this;
  }

  /** The head of a refusal, and the beginning of a body that does not end. */
  beginError(): this {
    this.response.writeHead(500, { 'content-type': 'application/json' });
    return this.write('{"error":');
  }

  write(bytes: string | Buffer): this {
    this.response.write(bytes);
    return this;
  }

  /** One event with data that is JSON. Anthropic's carry a name. */
  send(data: object, event?: string): this {
    return this.write(sse(data, event));
  }

  end(bytes = ''): void {
    this.response.end(bytes);
  }

  /** The network between is gone. */
  cut(): void {
    this.socket.destroy();
  }
}

/** A model's server as a test writes it: no behaviour of its own. */
export class ScriptedLlm {
  private readonly exchanges = new Arrivals<LlmExchange>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {
    // A client that leaves in the middle of its request leaves nothing to answer.
    server.on('request', (request, response) => void this.receive(request, response).catch(() => undefined));
  }

  static async start(): Promise<ScriptedLlm> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new ScriptedLlm(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  /** The next request, which waits for its answer. */
  next(): Promise<LlmExchange> {
    return this.exchanges.next();
  }

  get all(): readonly LlmExchange[] {
    return this.exchanges.all;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
    this.exchanges.push(new LlmExchange(request.url ?? '', request.headers, body, request.socket, response));
  }
}

export const sse = (data: object, event?: string): string =>
  `${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;

/** A chunk of a chat completion. */
export const chatChunk = (delta: object, finishReason: string | null = null): object => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_790_000_000,
  model: 'gpt-4.1-mini',
  choices: [{ index: 0, delta, finish_reason: finishReason }],
});

/** The chunk after the last one, with no choices. */
export const chatUsage = (usage: object): object => ({
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  choices: [],
  usage,
});

export const DONE = 'data: [DONE]\n\n';

/** The event of Anthropic's that a type and the rest of its fields make. */
export const anthropicEvent = (type: string, fields: object = {}): string => sse({ type, ...fields }, type);
