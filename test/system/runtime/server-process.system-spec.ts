import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseInstance } from '../../support/database-instance.js';
import { freePort } from '../../support/free-port.js';
import { ServerProcess } from '../../support/server-process.js';
import { execute, TEST_ENCRYPTION_KEYS } from '../../support/test-database.js';

interface DemoAccess {
  url: string;
  twilioAuthToken: string;
  clinicNumber: string;
  apiKey: string;
}

let dataDir: string;
let servers: ServerProcess[];

// One folder for all, as in a checkout that is started again and again.
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'crownline-'));
  await chmod(dataDir, 0o755);
});
afterAll(() => rm(dataDir, { recursive: true }));

beforeEach(() => {
  servers = [];
});
afterEach(async () => {
  for (const server of servers) await server.signal('SIGTERM');
  expect(await databaseRuns()).toBe(false);
});

function launch(settings: Record<string, string> = {}, entry?: string): ServerProcess {
  const server = ServerProcess.start({ DATA_DIR: dataDir, ...settings }, entry);
  servers.push(server);
  return server;
}

async function start(settings: Record<string, string> = {}): Promise<{ server: ServerProcess; url: string }> {
  const port = await freePort();
  const server = launch({ PORT: String(port), ...settings });
  await server.started();
  return { server, url: `http://127.0.0.1:${port}` };
}

const LOOPBACK = /^http:\/\/127\.0\.0\.1:\d+$/;
const readAccess = async () => JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8')) as DemoAccess;
const isReady = async (url: string) => (await fetch(`${url}/health/ready`)).status === 200;
const databaseRuns = async () =>
  (await readdir(dataDir, { recursive: true })).some((file) => file.endsWith('postmaster.pid'));

describe('the database commands', () => {
  it('migrate and seed the embedded database, and leave it stopped', async () => {
    const migrated = launch({}, 'migrate.js');
    expect(await migrated.exited).toBe(0);
    expect(migrated.printed).toContain('applied 20261120000000_init');

    expect(await launch({}, 'seed.js').exited).toBe(0);
  });

  it('put no demo data into production, and name the database that is not there', async () => {
    const settings = { DATABASE_URL: 'postgresql://127.0.0.1:1/never', ENCRYPTION_KEYS: TEST_ENCRYPTION_KEYS };
    const production = { NODE_ENV: 'production', ...settings };
    const [seeding, migrating] = [launch(production, 'seed.js'), launch(production, 'migrate.js')];
    expect([await seeding.exited, await migrating.exited]).toEqual([1, 1]);
    expect(seeding.printed).toContain('production accepts no demo data');
    expect(migrating.printed).toMatch(/The database of DATABASE_URL .* nothing listens there\.\nFix: start PostgreSQL/);
  });
});

describe('a server without settings', () => {
  it('has told scripts how to reach it by the time it is ready', async () => {
    const port = await freePort();
    launch({ PORT: String(port) });
    await answered(`http://127.0.0.1:${port}/health/ready`);

    const access = await readAccess();
    expect(access).toEqual({
      url: `http://127.0.0.1:${port}`,
      twilioAuthToken: expect.stringMatching(/^[0-9a-f]{32}$/),
      clinicNumber: expect.stringMatching(/^\+\d+$/),
      deskNumber: expect.stringMatching(/^\+\d+$/),
      twilioAccountSid: expect.stringMatching(/^AC[0-9a-f]{32}$/),
      carrierApiUrl: expect.stringMatching(LOOPBACK),
      apiKey: expect.stringMatching(/^\S+$/),
    });
    expect((await stat(join(dataDir, 'demo.json'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
    const appointments = `${access.url}/api/v1/appointments`;
    expect((await fetch(appointments, { headers: { authorization: `Bearer ${access.apiKey}` } })).status).toBe(200);
    expect((await fetch(appointments)).status).toBe(401);
  });

  it('prints none of its secrets, and says that PUBLIC_URL leads elsewhere', async () => {
    const { server } = await start({ LOG_LEVEL: 'trace', PUBLIC_URL: 'http://127.0.0.1:1' });
    await untilTrue(() => Promise.resolve(server.printed.includes('PUBLIC_URL  http://127.0.0.1:1 is not reached')));
    await server.signal('SIGTERM');

    const { twilioAuthToken, apiKey } = await readAccess();
    const password = await readFile(join(dataDir, 'postgres', 'crownline.password'), 'utf8');
    for (const secret of [twilioAuthToken, apiKey, password]) expect(server.printed).not.toContain(secret);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'ends in order on %s and takes its database along',
    async (signal) => {
      const { server } = await start();
      expect(await server.signal(signal)).toBe(0);
      expect(await databaseRuns()).toBe(false);
    },
  );

  it('ends in order when it is told to before it has started', async () => {
    const server = launch({ PORT: String(await freePort()) });
    await untilTrue(databaseRuns);

    expect(await server.signal('SIGTERM')).toBe(0);
    expect(await databaseRuns()).toBe(false);
  });

  it('goes on when the terminal it prints to is closed', async () => {
    const { server, url } = await start({ LOG_LEVEL: 'debug' });
    server.closeOutput();

    for (let request = 0; request < 3; request += 1) expect(await isReady(url)).toBe(true);
    expect(await server.signal('SIGTERM')).toBe(0);
  });
});

describe('two servers of one checkout', () => {
  it('share the database, the token and the key; a kill of the first leaves them to the second', async () => {
    const first = await start();
    const firstAccess = await readAccess();
    const second = await start();
    const carrierApiUrl = expect.stringMatching(LOOPBACK) as string; // each has a carrier of its own
    expect(await readAccess()).toEqual({ ...firstAccess, url: second.url, carrierApiUrl });

    await first.server.signal('SIGKILL');
    expect(await isReady(second.url)).toBe(true);
    expect(await second.server.signal('SIGTERM')).toBe(0);
    expect(await databaseRuns()).toBe(false);
  });

  it('leave the way in for scripts to one that still runs', async () => {
    const first = await start();
    const second = await start();
    const secondAccess = await readAccess();
    const third = await start();
    await start();
    const fourthAccess = await readAccess();

    await first.server.signal('SIGTERM');
    expect(await readAccess()).toEqual(fourthAccess);
    await third.server.signal('SIGKILL');
    await servers.at(-1)?.signal('SIGTERM');
    expect(await readAccess()).toEqual(secondAccess);
    await second.server.signal('SIGTERM');
    expect(await readAccess()).toEqual(secondAccess);
  });

  it('may start at the same moment on an empty folder', async () => {
    const empty = { DATA_DIR: join(dataDir, 'empty') };
    const both = await Promise.all([start(empty), start(empty)]);
    for (const { server } of both) expect(await server.signal('SIGTERM')).toBe(0);
  });

  it('refuse to share a port, and the second leaves nothing changed', async () => {
    const first = await start();
    const access = await readAccess();
    const second = launch({ PORT: new URL(first.url).port });

    expect(await second.exited).toBe(1);
    expect(second.printed).toMatch(new RegExp(`^PortTakenError: port ${new URL(first.url).port} is in use .*\n$`));
    expect(await readAccess()).toEqual(access);
    expect(await isReady(first.url)).toBe(true);
  });
});

describe('a database that was sealed', () => {
  const key = (words: string) => Buffer.alloc(32, words).toString('base64');
  const sealed = () => ({ DATA_DIR: join(dataDir, 'sealed') });

  beforeAll(async () => {
    const server = ServerProcess.start({
      ...sealed(),
      PORT: String(await freePort()),
      ENCRYPTION_KEYS: `first:${key('one')}`,
    });
    await server.started();
    await server.signal('SIGTERM');
  });

  it.each([
    ['is missing', `other:${key('one')}`, 'ENCRYPTION_KEYS has no key "first"'],
    ['is another one', `first:${key('two')}`, 'ENCRYPTION_KEYS does not open this database'],
  ])('stops the start when its key %s, in words for whoever set it', async (_, keys, words) => {
    for (const entry of ['main.js', 'migrate.js', 'seed.js']) {
      const server = launch({ ...sealed(), PORT: String(await freePort()), ENCRYPTION_KEYS: keys }, entry);
      expect(await server.exited).toBe(1);
      expect(server.printed).toContain(words);
      expect(server.printed).toContain('\nFix: ');
      for (const secret of ['one', 'two']) expect(server.printed).not.toContain(key(secret));
    }
  });

  it('serves on when a new key stands before its own', async () => {
    const { url } = await start({ ...sealed(), ENCRYPTION_KEYS: `next:${key('two')},first:${key('one')}` });
    expect(await isReady(url)).toBe(true);
  });
});

describe('a data folder of an earlier version', () => {
  it('gets the key that it lacks, and has its rows sealed', async () => {
    const old = { DATA_DIR: join(dataDir, 'old') };
    expect(await launch(old, 'seed.js').exited).toBe(0);
    const file = join(old.DATA_DIR, 'secrets.json');
    const { encryptionKey, ...secrets } = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
    await writeFile(file, JSON.stringify(secrets));
    await onDatabaseOf(old.DATA_DIR, [
      'DELETE FROM clinic_keys',
      `UPDATE patients SET given_name = 'Ada', family_name = 'Marsh', phone = '+15125550177', birth_date = '1984-03-03',
         email = NULL`,
      `UPDATE waitlist_entries SET phone = '+15125550177'`,
      // As the migration leaves it where there are rows already.
      'ALTER TABLE texts DROP CONSTRAINT texts_their_number_index_check',
      `ALTER TABLE texts ADD CONSTRAINT texts_their_number_index_check CHECK (their_number_index <> '') NOT VALID`,
    ]);

    const { server } = await start(old);
    expect(await server.signal('SIGTERM')).toBe(0);
    const written = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
    expect(written).toEqual({ ...secrets, encryptionKey: expect.stringMatching(/^[\w+/]{43}=$/) });
    expect(written.encryptionKey).not.toBe(encryptionKey);
    const [left] = await onDatabaseOf(old.DATA_DIR, [
      `SELECT count(*)::int AS sealed, count(*) FILTER (WHERE given_name NOT LIKE 's1.%')::int AS plain FROM patients`,
    ]);
    expect(left).toEqual({ sealed: expect.any(Number), plain: 0 });
  });
});

describe('an environment that can not be used', () => {
  it('stops the start with every bad variable named', async () => {
    const server = launch({ PORT: 'sesame', LOG_LEVEL: 'sesame' });

    expect(await server.exited).toBe(1);
    expect(server.printed).toMatch(/PORT must be .*\n {2}LOG_LEVEL /);
    expect(server.printed).not.toContain('sesame');
  });

  it('stops the start in production with every missing variable named, and makes nothing up', async () => {
    const before = await readdir(dataDir);
    const server = launch({ NODE_ENV: 'production' });

    expect(await server.exited).toBe(1);
    for (const name of [
      'DATABASE_URL',
      'ENCRYPTION_KEYS',
      'TWILIO_ACCOUNT_SID',
      'TWILIO_AUTH_TOKEN',
      'DEEPGRAM_API_KEY',
      'PUBLIC_URL',
    ]) {
      expect(server.printed).toContain(`${name} is required in production`);
    }
    expect(await readdir(dataDir)).toEqual(before);
  });
});

/** Runs statements in a folder's database while no server is up, and answers the rows of the last one. */
async function onDatabaseOf(folder: string, statements: string[]): Promise<object[]> {
  const instance = await DatabaseInstance.start(folder);
  try {
    let rows: object[] = [];
    for (const statement of statements) rows = await execute(instance.url, statement);
    return rows;
  } finally {
    await instance.leave();
  }
}

async function answered(url: string): Promise<void> {
  await untilTrue(() => fetch(url).then(({ ok }) => ok));
}

/** Asks again until it is so: what is awaited happens in other processes. */
async function untilTrue(ask: () => Promise<boolean>): Promise<void> {
  while (!(await ask().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 20));
}
