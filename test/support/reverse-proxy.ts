import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** An HTTP proxy before a server, set up as well or as badly as a test says. */
export class ReverseProxy {
  /** The server behind it. */
  upstreamUrl = '';
  /** What the server is asked for instead. */
  rewrite: (path: string) => string = (path) => path;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => this.forward(request, response));
    server.on('connection', (socket: Socket) => this.keep(socket));
  }

  static async listen(): Promise<ReverseProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ReverseProxy(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Until then an upgrade is passed on as an ordinary request, as proxies do that nobody told about WebSockets. */
  passUpgradesOn(): void {
    this.server.on('upgrade', (request: IncomingMessage, client: Socket) => {
      const { hostname, port } = new URL(this.upstreamUrl);
      const upstream = connect(Number(port), hostname);
      this.keep(upstream);
      const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
      upstream.write(`GET ${this.rewrite(request.url ?? '/')} HTTP/1.1\r\n${headers.join('')}\r\n`);
      client.pipe(upstream).pipe(client);
    });
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private forward(request: IncomingMessage, response: ServerResponse): void {
    const { connection: _, upgrade: __, ...headers } = request.headers;
    const url = new URL(this.rewrite(request.url ?? '/'), this.upstreamUrl);
    const upstream = ask(url, { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    upstream.on('error', () => response.writeHead(502).end());
    request.pipe(upstream);
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }
}
