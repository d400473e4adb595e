import { chmod, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.js';
import { ServerProcess } from '../../support/server-process.js';

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

  it('put no demo data into production', async () => {
    const server = launch({ NODE_ENV: 'production', DATABASE_URL: 'postgresql://127.0.0.1:1/never' }, 'seed.js');
    expect(await server.exited).toBe(1);
    expect(server.printed).toContain('production accepts no demo data');
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

  it('prints none of its secrets', async () => {
    const { server } = await start({ LOG_LEVEL: 'trace' });
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
    for (const name of ['DATABASE_URL', 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'DEEPGRAM_API_KEY', 'PUBLIC_URL']) {
      expect(server.printed).toContain(`${name} is required in production`);
    }
    expect(await readdir(dataDir)).toEqual(before);
  });
});

async function answered(url: string): Promise<void> {
  await untilTrue(() => fetch(url).then(({ ok }) => ok));
}

/** Asks again until it is so: what is awaited happens in other processes. */
async function untilTrue(ask: () => Promise<boolean>): Promise<void> {
  while (!(await ask().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 20));
}
