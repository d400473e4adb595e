import { FailoverProxy } from './failover-proxy.js';

const LOOKS_EVERY_MS = 200;

/** A balancer of connections, as it stands before several instances: one after the other, of those that say that they are ready. */
export class Balancer {
  private readonly timer = setInterval(() => void this.look(), LOOKS_EVERY_MS);

  private constructor(
    private readonly proxy: FailoverProxy,
    private readonly ports: Set<number>,
  ) {}

  static async start(): Promise<Balancer> {
    let turn = 0;
    const inTurn = (ports: readonly number[]) => {
      const first = turn++ % ports.length;
      return [...ports.slice(first), ...ports.slice(0, first)];
    };
    return new Balancer(await FailoverProxy.start(inTurn), new Set());
  }

  get url(): string {
    return this.proxy.url;
  }

  /** Resolves when it is ready for callers. */
  async add(port: number): Promise<void> {
    this.ports.add(port);
    while (!this.proxy.upstreamPorts.includes(port)) await this.look();
  }

  /** Its port may soon be another server's. */
  remove(port: number): void {
    this.ports.delete(port);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.proxy.close();
  }

  private async look(): Promise<void> {
    const states = await Promise.all(
      [...this.ports].map(async (port) => {
        const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
        return { port, ok: answer?.ok === true };
      }),
    );
    const ready = states.filter(({ ok, port }) => ok && this.ports.has(port)).map(({ port }) => port);
    this.proxy.upstreamPorts.splice(0, Infinity, ...ready);
  }
}
