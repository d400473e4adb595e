import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** In front of several servers: each connection goes to the first of them that takes it. */
export class FailoverProxy {
  readonly upstreamPorts: number[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    order: (ports: readonly number[]) => number[],
  ) {
    server.on('connection', (client) => this.relay(client, order(this.upstreamPorts)));
  }

  /** `order`: in which they are asked to take a connection; as they stand when not given. */
  static async start(order = (ports: readonly number[]) => [...ports]): Promise<FailoverProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new FailoverProxy(server, order);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Breaks off every connection that goes through it. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Passes on nothing more of what is connected, and says so to nobody: as a network that fails. */
  hush(): void {
    for (const socket of this.sockets) socket.unpipe().pause();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private relay(client: Socket, ports: number[]): void {
    const port = ports.shift();
    if (port === undefined) return void client.destroy();
    const upstream = connect(port, '127.0.0.1');
    let connected = false;
    upstream.once('error', () => (connected ? client.destroy() : this.relay(client, ports)));
    upstream.once('connect', () => {
      connected = true;
      for (const [socket, other] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        this.sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.sockets.delete(socket);
          other.destroy();
        });
        socket.pipe(other);
      }
    });
  }
}
