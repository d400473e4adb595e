import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { projectRoot } from '../../scripts/build-sources.mjs';
import buildSetup from './build-setup.mjs';
import { testDataDir } from './test-data-dir.mjs';

// Plain JavaScript on compiled sources: Jest loads this file without its module mapping, so it can't import our .ts.

/** The product's, in all databases of tests. */
const LOGIN = 'crownline_test';

/** Speed instead of safety: what these databases hold is worth nothing after the run. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '400',
  max_wal_size: '256MB',
  // No test lives long enough to gain by it, and plans stay as they were.
  autovacuum: 'off',
};

/**
 * Starts PostgreSQL for the run and migrates the database that `openTestDatabase` copies. Runs that overlap in one
 * checkout share the server, and the last one stops it.
 */
export default async function globalSetup() {
  await buildSetup();
  const build = process.env.TEST_BUILD;
  const load = (module) => import(pathToFileURL(join(build, module)).href);
  const { EmbeddedDatabase } = await load('runtime/embedded-postgres/embedded-database.js');
  const { SystemClock } = await load('common/clock/clock.js');
  const { readMigrations } = await load('common/database/migration.runner.js');
  const { prepareDatabase } = await load('runtime/prepare-database.js');
  const { prepareQueues } = await load('jobs/job-tables.js');

  const server = await EmbeddedDatabase.open({
    dataDir: testDataDir(),
    clock: new SystemClock(),
    databaseName: 'postgres',
    settings,
  });
  process.env.TEST_SPEECH = await speechFolder(build);
  globalThis.stopTestServer = () => server.close();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void server.close().finally(() => process.exit(1))); // Jest skips the teardown then
  }
  process.env.TEST_DATABASE_SERVER = server.url;
  process.env.TEST_DATABASE_LOGIN = LOGIN; // and its password
  process.env.TEST_DATABASE_TEMPLATE = templateName(await readMigrations());
  process.env.TEST_DEMO_DATABASE = `test_${process.pid}_demo`; // made by the first test that wants one, left over when we are gone
  await prepare(server.url, process.env.TEST_DATABASE_TEMPLATE, async (url) => {
    const databaseUrl = Object.assign(new URL(url), { username: LOGIN }).href;
    // Nothing is sealed yet: any key will do.
    const encryptionKeys = [{ id: 'none', key: Buffer.alloc(32) }];
    await prepareDatabase({ databaseUrl, databaseMigrationUrl: url, encryptionKeys });
    await prepareQueues(url, await jobNames(build));
  });
  // Jest's workers inherit it. The server has been started, and others may use it as well.
  if (process.env.TEST_PRIORITY === 'low') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}

/** What the voice of these sources has said; other sources may have another voice. */
async function speechFolder(build) {
  const all = join(projectRoot, '.data', 'test-speech');
  await mkdir(all, { recursive: true });
  const others = (await readdir(all)).filter((name) => name !== basename(build));
  for (const name of others) await rm(join(all, name), { recursive: true, force: true });
  return join(all, basename(build));
}

const templateName = (migrations) => {
  const hash = createHash('sha256');
  for (const { name, checksum } of migrations) hash.update(`${name} ${checksum}\n`);
  return `template_${hash.digest('hex').slice(0, 12)}`;
};

/** What every app would make as it starts on an empty database: a table for each kind of job, in a tenth of a second. */
async function jobNames(build) {
  const files = (await readdir(build, { recursive: true })).filter((name) => name.endsWith('.jobs.js'));
  const modules = await Promise.all(files.map((file) => import(pathToFileURL(join(build, file)).href)));
  const kinds = modules.flatMap((module) => Object.values(module)).filter(({ retries }) => retries !== undefined);
  return kinds.map(({ name }) => name);
}

async function prepare(serverUrl, template, fill) {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(1)'); // one run at a time; freed with the session
    const { rows } = await client.query('SELECT datname AS name FROM pg_database');
    for (const { name } of rows) if (isLeftOver(name)) await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await provePasswordsOnce(client);
    if (rows.some(({ name }) => name === template)) return;
    await client.query('DROP DATABASE IF EXISTS unfinished_template WITH (FORCE)');
    await client.query('CREATE DATABASE unfinished_template');
    await fill(Object.assign(new URL(serverUrl), { pathname: '/unfinished_template' }).href);
    await client.query(`ALTER DATABASE unfinished_template RENAME TO ${template}`);
  } finally {
    await client.end();
  }
}

/** A password's proof takes 4,096 rounds, on both sides of each of six thousand connections. Those of tests need none. */
const provePasswordsOnce = async (client) => {
  const login = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [LOGIN]);
  if (login.rowCount === 0) await client.query(`CREATE ROLE ${LOGIN} LOGIN`);
  await client.query(`SET scram_iterations = 1;
    ALTER ROLE ${LOGIN} PASSWORD '${LOGIN}';
    ALTER ROLE ${client.escapeIdentifier(client.user)} PASSWORD ${client.escapeLiteral(client.password)}`);
};

/** Databases of test processes that were killed, or that were told to keep them (KEEP_TEST_DATABASES). */
function isLeftOver(name) {
  const pid = /^test_(\d+)_/.exec(name)?.[1];
  if (pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
