import { buildFirst } from './chaos-clinics.js';
import { ChaosLine, openParts, type ChaosParts } from './chaos-line.js';
import { FaultyLink } from './faulty-link.js';
import { execute } from './test-database.js';
import { AUTH_TOKEN, startLine, type TestLine } from './test-line.js';
import { VirtualTime } from './virtual-time.js';

/** Every table has to ask whether there is room: a switch stands in for the disk. */
const DISK = `
  CREATE SCHEMA chaos;
  CREATE TABLE chaos.disk AS SELECT false AS is_full;
  CREATE FUNCTION chaos.need_room() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF (SELECT is_full FROM chaos.disk) THEN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
      END IF;
      RETURN NULL;
    END $$`;

/** Another database of the same server. */
const besides = (url: string): string => Object.assign(new URL(url), { pathname: '/postgres' }).href;

/** A server in the process of the test, whose database is behind a link that can fail. */
export class LinkedChaosLine extends ChaosLine {
  /** At each of its places, up to the goodbye. */
  readonly callersWithinMs = 40_000;
  readonly deaths = 0;

  private constructor(
    parts: ChaosParts,
    readonly link: FaultyLink,
    private readonly line: TestLine,
  ) {
    super(parts, { url: line.baseUrl, twilioAuthToken: AUTH_TOKEN });
  }

  static async open(callers: number, wishes: readonly string[]): Promise<LinkedChaosLine> {
    const parts = await openParts(wishes);
    const { database, provider } = parts;
    const link = await FaultyLink.to(Number(new URL(database.url).port));
    VirtualTime.current?.asksForLocks(besides(database.url));
    const first = await buildFirst(database.prisma);
    const server = await startLine({
      agentUrl: provider.url,
      sharing: { ...database, url: link.through(database.url) },
      maxConcurrentCalls: 4 * callers,
    });
    const line = new LinkedChaosLine(parts, link, server);
    await line.invite(callers, first);
    await letTheDiskFill(database.url);
    return line;
  }

  /** No limit is stretched by a busy machine. */
  measured(): Promise<() => Promise<null>> {
    return Promise.resolve(() => Promise.resolve(null));
  }

  /** As a server becomes when another one takes over from it. Connections that began as such stay what they are. */
  async becomeReadOnly(): Promise<void> {
    await this.elsewhere(`ALTER DATABASE ${this.name} SET default_transaction_read_only = on`);
    await this.elsewhere(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${this.name}'`);
  }

  async becomeWritable(): Promise<void> {
    await this.elsewhere(`ALTER DATABASE ${this.name} RESET default_transaction_read_only`);
  }

  async fillDisk(isFull: boolean): Promise<void> {
    await execute(this.database.url, `UPDATE chaos.disk SET is_full = ${isFull}`);
  }

  /**
   * The server ends a transaction of which it hears nothing for ten seconds (`database-unfit` sees to that). By its own clock, which is
   * the real one, these are not over yet.
   */
  async endAbandoned(): Promise<void> {
    await this.elsewhere(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = '${this.name}' AND state LIKE 'idle in transaction%'`,
    );
  }

  protected get logLines(): string[] {
    return this.line.logLines;
  }

  protected async closeServer(): Promise<void> {
    await this.line.close();
    await this.link.close();
  }

  private get name(): string {
    return new URL(this.database.url).pathname.slice(1);
  }

  private async elsewhere(statement: string): Promise<void> {
    await execute(besides(this.database.url), statement);
  }
}

/** Once the server runs: it makes tables of its own. */
async function letTheDiskFill(url: string): Promise<void> {
  await execute(url, DISK);
  const tables = await execute<{ name: string }>(
    url,
    `SELECT oid::regclass::text AS name FROM pg_class
     WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace IN ('public'::regnamespace, 'pgboss'::regnamespace)`,
  );
  for (const { name } of tables) {
    await execute(
      url,
      `CREATE TRIGGER need_room BEFORE INSERT OR UPDATE ON ${name} EXECUTE FUNCTION chaos.need_room()`,
    );
  }
}
