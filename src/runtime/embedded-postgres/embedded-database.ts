import { createHmac } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import pg from 'pg';
import type { Clock } from '../../common/clock/clock.js';
import { aloneIn } from '../data-dir-lock.js';
import { PostgresCluster } from './postgres-cluster.js';
import { waitUntil } from './wait-until.js';

export interface EmbeddedDatabaseOptions {
  /** The folder that holds the cluster; made when missing. */
  dataDir: string;
  clock: Clock;
  /** Made in the cluster when missing. */
  databaseName: string;
  /** Server settings on top of ours, used when this call is the one that starts the server. */
  settings?: Readonly<Record<string, string>>;
}

/** The product's. Its password comes from the superuser's, and is nowhere to be kept. */
const LOGIN = 'crownline_login';

/** By this name the instances that share a server see each other in pg_stat_activity. */
const MEMBER = 'crownline-instance';

/** The server needs a moment to notice that an instance was killed, or that we have just hung up ourselves. */
const MEMBERS_GONE_WITHIN_MS = 500;

const REJOIN_AFTER_MS = 500;

/**
 * The embedded PostgreSQL server as its instances share it: the first to come starts it, the last to leave in order
 * stops it. Every instance holds one connection that says "I am here"; the kernel closes it for one that is killed, so
 * there is no register of instances that could go stale.
 */
export class EmbeddedDatabase {
  private serverUrl: string;
  private member: pg.Client;
  private left = false;

  private constructor(
    private readonly options: EmbeddedDatabaseOptions,
    private readonly cluster: PostgresCluster,
  ) {}

  static async open(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
    await mkdir(options.dataDir, { recursive: true });
    const dataDir = await realpath(options.dataDir); // a server is known by the path it was started with
    const cluster = new PostgresCluster(dataDir, options.clock, options.settings ?? {});
    const database = new EmbeddedDatabase(options, cluster);
    await aloneIn(options.dataDir, () => database.join());
    return database;
  }

  /** The product's login, and the superuser who owns the database, as connection strings: they hold the passwords. */
  get logins(): { databaseUrl: string; databaseMigrationUrl: string } {
    const own = new URL(this.url);
    const password = createHmac('sha256', own.password).update(LOGIN).digest('base64url');
    return {
      databaseUrl: Object.assign(new URL(own), { username: LOGIN, password }).href,
      databaseMigrationUrl: own.href,
    };
  }

  /** Connection string of the database, for its owner. It holds the password. */
  get url(): string {
    return `${this.serverUrl}/${this.options.databaseName}`;
  }

  /** Leaves the server, and stops it when no other instance is there. */
  async close(): Promise<void> {
    if (this.left) return;
    this.left = true;
    await aloneIn(this.options.dataDir, async () => {
      await this.member.end().catch(() => undefined);
      if (await this.isDeserted()) await this.cluster.stop();
    });
  }

  private async join(): Promise<void> {
    this.serverUrl = await this.cluster.ensureRunning();
    this.member = await this.connect(MEMBER);
    this.member.once('end', () => void this.rejoin());
    const { databaseName } = this.options;
    const known = await this.member.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (known.rowCount === 0) await this.member.query(`CREATE DATABASE ${pg.escapeIdentifier(databaseName)}`);
  }

  /** The server was killed under us: brings it back, at the same port if that is still free. */
  private async rejoin(): Promise<void> {
    while (!this.left) {
      try {
        await aloneIn(this.options.dataDir, async () => {
          if (!this.left) await this.join();
        });
        return;
      } catch {
        await this.options.clock.sleep(REJOIN_AFTER_MS);
      }
    }
  }

  /** True also when the server can't be asked: nobody else can use it then. */
  private async isDeserted(): Promise<boolean> {
    try {
      const client = await this.connect('crownline-leaving');
      const deserted = await waitUntil(this.options.clock, MEMBERS_GONE_WITHIN_MS, async () => {
        const others = await client.query('SELECT FROM pg_stat_activity WHERE application_name = $1', [MEMBER]);
        return others.rowCount === 0 || undefined;
      });
      await client.end();
      return deserted ?? false;
    } catch {
      return true;
    }
  }

  private async connect(applicationName: string): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: `${this.serverUrl}/postgres`,
      application_name: applicationName,
      keepAlive: true,
    });
    client.on('error', () => undefined); // a lost connection is handled where it ends
    await client.connect();
    return client;
  }
}
