import pg from 'pg';

/** Who waits for a lock at a server of Postgres. It is asked on a connection that is no work under way. */
export class LockWaits {
  private static readonly clients = new WeakSet<pg.Client>();
  private client: Promise<pg.Client> | null = null;
  private asked: Promise<unknown> | null = null;

  constructor(private readonly serverUrl: string) {}

  static isOurs(client: pg.Client): boolean {
    return LockWaits.clients.has(client);
  }

  /** The ids of the server's processes. */
  async processes(): Promise<ReadonlySet<number>> {
    const client = await (this.client ??= this.connect());
    const asked = client.query<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
    this.asked = asked;
    const { rows } = await asked;
    return new Set(rows.map(({ pid }) => pid));
  }

  /** Waits for the answer to a question that is under way: pg would let that question fail when its client ends. */
  async close(): Promise<void> {
    const client = await this.client;
    await this.asked;
    await client?.end();
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.serverUrl });
    LockWaits.clients.add(client);
    await client.connect();
    return client;
  }
}
