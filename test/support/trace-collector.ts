import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Arrivals } from './arrivals.js';

/** A span as the collector was told of it. */
export interface CollectedSpan {
  traceId: string;
  spanId: string;
  /** Null for one that is within no other. */
  parentSpanId: string | null;
  name: string;
  fromMs: number;
  toMs: number;
  isFault: boolean;
  attributes: Record<string, unknown>;
  /** Of the process that sent it. */
  resource: Record<string, unknown>;
}

interface Request {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A collector of OpenTelemetry that takes OTLP over HTTP as JSON, or does not. */
export class TraceCollector {
  readonly requests = new Arrivals<Request>();
  private readonly sockets = new Set<Socket>();
  private answer = accept;

  private constructor(private readonly server: Server) {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    server.on('request', (request, response) => void this.take(request, response));
  }

  static async listen(): Promise<TraceCollector> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TraceCollector(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on. */
  refuse(status: number, words: string): void {
    this.answer = (response) => void response.writeHead(status, words).end(words);
  }

  /** From now on, requests are taken and never answered. */
  stall(): void {
    this.answer = () => undefined;
  }

  /** From now on, what comes is taken again. */
  recover(): void {
    this.answer = accept;
  }

  /** All that was ever sent. */
  get bytes(): string {
    return this.requests.all.map(({ body }) => body).join('\n');
  }

  get spans(): CollectedSpan[] {
    return this.requests.all.flatMap(({ body }) => spansIn(JSON.parse(body) as Otlp));
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { url: path = '', headers } = request;
    this.requests.push({ path, headers, body: Buffer.concat(chunks).toString('utf8') });
    this.answer(response);
  }
}

const accept = (response: ServerResponse): void => void response.writeHead(200).end('{}');

interface KeyValue {
  key: string;
  value: Record<string, unknown>;
}

interface Otlp {
  resourceSpans: {
    resource: { attributes: KeyValue[] };
    scopeSpans: {
      spans: {
        traceId: string;
        spanId: string;
        parentSpanId?: string;
        name: string;
        startTimeUnixNano: string;
        endTimeUnixNano: string;
        status: { code: number };
        attributes: KeyValue[];
      }[];
    }[];
  }[];
}

const STATUS_ERROR = 2;

const flat = (attributes: KeyValue[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

const msOf = (unixNano: string) => Number(BigInt(unixNano) / 1_000_000n);

const spansIn = ({ resourceSpans }: Otlp): CollectedSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ traceId, spanId, parentSpanId, name, status, attributes, ...times }) => ({
        ...{ traceId, spanId, name },
        parentSpanId: parentSpanId || null,
        fromMs: msOf(times.startTimeUnixNano),
        toMs: msOf(times.endTimeUnixNano),
        isFault: status.code === STATUS_ERROR,
        attributes: flat(attributes),
        resource: flat(resource.attributes),
      })),
    ),
  );
