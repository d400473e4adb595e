import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { PrismaService } from '../../src/common/database/prisma.service.js';
import type { AppConfig } from '../../src/config/app-config.js';
import { VirtualTime } from './virtual-time.js';

/** What tests seal with, in every process of a test. */
export const TEST_KEYS: AppConfig['encryptionKeys'] = [{ id: 'test', key: Buffer.alloc(32, 'test key') }];

/** The same as the variable ENCRYPTION_KEYS. */
export const TEST_ENCRYPTION_KEYS = `test:${TEST_KEYS[0].key.toString('base64')}`;

export interface EmptyDatabase {
  /** For the owner of its tables: tests prepare what they want, and look at everything. */
  url: string;
  /** Drops the database; with KEEP_TEST_DATABASES set it stays until the next run, for inspection. */
  close(): Promise<void>;
}

export interface TestDatabase extends EmptyDatabase {
  prisma: PrismaService;
}

/** A migrated database of its own with no rows in it, copied from the template that global-setup.mjs prepared. */
export async function openTestDatabase(): Promise<TestDatabase> {
  return copyOf(fromEnvironment('TEST_DATABASE_TEMPLATE'));
}

/** Of a database that nobody is connected to. */
export async function copyOf(template: string): Promise<TestDatabase> {
  const database = await createDatabase(template);
  const prisma = new PrismaService({ databaseUrl: database.url, encryptionKeys: TEST_KEYS, role: 'owner' });
  return {
    ...database,
    prisma,
    async close() {
      await prisma.onApplicationShutdown();
      await database.close();
    },
  };
}

/** A database without any of our tables, for tests of the migrations themselves. */
export async function openEmptyDatabase(): Promise<EmptyDatabase> {
  return createDatabase('template1');
}

async function createDatabase(template: string): Promise<EmptyDatabase> {
  const serverUrl = fromEnvironment('TEST_DATABASE_SERVER');
  const name = `test_${process.pid}_${randomUUID().slice(0, 8)}`;
  const server = serverOf(serverUrl);
  await server.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  VirtualTime.current?.queueGoesByIt(url);
  return {
    url,
    async close() {
      if (!process.env.KEEP_TEST_DATABASES) await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

const SERVER = Symbol.for("crownline: the worker's connection to the server");

/** One connection for all files of a worker: each would open two for its database, and a connection takes as long as a short test. */
function serverOf(connectionString: string): pg.Pool {
  const worker = globalThis as { [SERVER]?: pg.Pool };
  if (worker[SERVER]) return worker[SERVER];
  const server = new pg.Pool({ connectionString, max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true });
  server.on('error', () => undefined); // it opens another
  return (worker[SERVER] = server);
}

/** The same database as the product's login, which is what a server is given. */
export function asProduct(url: string): string {
  const login = fromEnvironment('TEST_DATABASE_LOGIN');
  return Object.assign(new URL(url), { username: login, password: login }).href;
}

/** Runs one statement on a connection of its own. */
export async function execute<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

export function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error('no test server: only integration and e2e tests get a database');
  return value;
}
