import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { PrismaService } from '../../src/common/database/prisma.service.js';

export interface TestDatabase {
  url: string;
  prisma: PrismaService;
  /** Disconnects and drops the database; with KEEP_TEST_DATABASES set it stays until the next run, for inspection. */
  close(): Promise<void>;
}

/** A migrated, empty database of its own, copied from the template that global-setup.mjs prepared. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { TEST_DATABASE_SERVER: serverUrl, TEST_DATABASE_TEMPLATE: template } = process.env;
  if (!serverUrl || !template) throw new Error('no test server: only integration and e2e tests get a database');
  const name = `test_${process.pid}_${randomUUID().slice(0, 8)}`;
  await onServer(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  const prisma = new PrismaService({ databaseUrl: url });
  return {
    url,
    prisma,
    async close() {
      await prisma.$disconnect();
      if (!process.env.KEEP_TEST_DATABASES) await onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
