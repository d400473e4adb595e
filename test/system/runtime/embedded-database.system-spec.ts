import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPostmasterPid } from '../../../src/runtime/embedded-postgres/postmaster-pid.js';
import { DatabaseInstance } from '../../support/database-instance.js';
import { execute } from '../../support/test-database.js';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

let dataDir: string;
let instances: DatabaseInstance[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'crownline-'));
  await chmod(dataDir, 0o755);
  instances = [];
});

afterEach(async () => {
  for (const instance of instances) await instance.leave();
  const running = serverPids();
  for (const pid of running) process.kill(pid, 'SIGKILL');
  await rm(dataDir, { recursive: true });
  expect(running).toEqual([]);
});

async function start(): Promise<DatabaseInstance> {
  const instance = await DatabaseInstance.start(dataDir);
  instances.push(instance);
  return instance;
}

/** Every PostgreSQL process of the folder that runs. */
function serverPids(): number[] {
  const commandOf = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
      return '';
    }
  };
  return readdirSync('/proc')
    .filter(
      (name) => /^\d+$/.test(name) && /^[^\0]*postgres\0/.test(commandOf(name)) && commandOf(name).includes(dataDir),
    )
    .map(Number);
}

const postmaster = async () => {
  const found = await readPostmasterPid(join(dataDir, 'postgres'));
  if (!found) throw new Error('no server runs');
  return found.pid;
};

const remember = (url: string) => execute(url, 'CREATE TABLE memory AS SELECT 42 AS answer');
const recall = (url: string) => execute(url, 'SELECT answer FROM memory');

describe('one instance', () => {
  it('starts the server and stops it when it leaves, and the data are there the next time', async () => {
    const first = await start();
    await remember(first.url);
    await first.leave();
    expect(serverPids()).toEqual([]);
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);

    const second = await start();
    expect(await recall(second.url)).toEqual([{ answer: 42 }]);
  });

  it('leaves in order when Ctrl-C reaches its whole process group', async () => {
    const instance = await start();
    await instance.interruptGroup();
    expect(serverPids()).toEqual([]);
  });

  it('that is killed leaves the server to the next one, which stops it in the end', async () => {
    const killed = await start();
    const server = await postmaster();
    await killed.kill();
    expect(serverPids()).toContain(server);

    const next = await start();
    expect(await postmaster()).toBe(server);
    await next.leave();
    expect(serverPids()).toEqual([]);
  });
});

describe('instances that share a folder', () => {
  it('share one server, whoever starts first', async () => {
    const [one, two, three] = await Promise.all([start(), start(), start()]);
    expect(new Set([one.url, two.url, three.url]).size).toBe(1);
  });

  it('keep the server when the one that started it leaves by Ctrl-C, and the last one stops it', async () => {
    const first = await start();
    const second = await start();
    await first.interruptGroup();
    await remember(second.url);
    expect(serverPids()).toContain(await postmaster());

    await second.leave();
    expect(serverPids()).toEqual([]);
  });

  it('keep the server when the one that started it is killed, and the last one stops it', async () => {
    const first = await start();
    const second = await start();
    await first.kill();
    await remember(second.url);

    await second.leave();
    expect(serverPids()).toEqual([]);
  });
});

describe('a server that was killed', () => {
  it('comes back at the same address for the instances that use it', async () => {
    const instance = await start();
    await remember(instance.url);
    process.kill(await postmaster(), 'SIGKILL');

    await expect(untilAnswered(() => recall(instance.url))).resolves.toEqual([{ answer: 42 }]);
  });

  it('is started again by the next instance, with all that was committed', async () => {
    const killed = await start();
    await remember(killed.url);
    const server = await postmaster();
    await killed.kill();
    process.kill(server, 'SIGKILL');

    expect(await recall((await start()).url)).toEqual([{ answer: 42 }]);
  });

  // In a container numbers come again soon, and without an init the dead keep theirs. PostgreSQL takes either for the
  // old server, if the user is the same.
  it.each([
    ['was given to another program', 'echo $$; exec sleep 600'],
    ['is still held by its zombie', 'sleep 0 & echo $!; exec sleep 600'],
  ])('does not stand in the way when its number %s', async (_, script) => {
    const killed = await start();
    await remember(killed.url);
    const server = await postmaster();
    await killed.kill();
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
    const content = readFileSync(pidFile, 'utf8');
    process.kill(server, 'SIGTERM');
    await untilAnswered(() => (existsSync(pidFile) ? Promise.reject(new Error('still there')) : Promise.resolve()));

    const stranger = spawn('sh', ['-c', script], isRoot ? { uid: NOBODY, gid: NOBODY } : {});
    try {
      const [pid] = (await once(stranger.stdout, 'data')) as [Buffer];
      await writeFile(pidFile, content.replace(/^\d+/, pid.toString().trim()));
      expect(await recall((await start()).url)).toEqual([{ answer: 42 }]);
    } finally {
      stranger.kill('SIGKILL');
    }
  });
});

describe('a folder that was left half made', () => {
  it('is made anew when the cluster in it is not whole', async () => {
    await mkdir(join(dataDir, 'postgres'));
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '18\n');
    await mkdir(join(dataDir, 'postgres.unfinished', 'cluster'), { recursive: true });

    await remember((await start()).url);
    expect(existsSync(join(dataDir, 'postgres.unfinished'))).toBe(false);
  });
});

describe('the password', () => {
  it('is asked for, and readable for the owner of the cluster alone', async () => {
    const { url } = await start();

    const guessed = Object.assign(new URL(url), { password: 'postgres' }).href;
    await expect(execute(guessed, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect((await stat(join(dataDir, 'postgres', 'crownline.password'))).mode & 0o777).toBe(0o600);
  });
});

(isRoot ? describe : describe.skip)('on a machine where we are root', () => {
  const ownerOfServer = async () => (await stat(`/proc/${await postmaster()}`)).uid;

  it('the server runs as nobody', async () => {
    await start();
    expect(await ownerOfServer()).toBe(NOBODY);
  });

  it('the server runs where nobody else may go', async () => {
    await rm(dataDir, { recursive: true });
    dataDir = await mkdtemp('/root/crownline-');
    const first = await start();
    await remember(first.url);
    await first.leave();

    expect(await recall((await start()).url)).toEqual([{ answer: 42 }]);
  });

  it('the data outlive a move of the checkout to where nobody else may go, and back', async () => {
    const open = await start();
    await remember(open.url);
    await open.leave();

    await chmod(dataDir, 0o700);
    const closed = await start();
    expect(await recall(closed.url)).toEqual([{ answer: 42 }]);
    await closed.leave();

    await chmod(dataDir, 0o755);
    expect(await recall((await start()).url)).toEqual([{ answer: 42 }]);
    expect(await ownerOfServer()).toBe(NOBODY);
  });

  it('an ordinary user runs the server as themselves', async () => {
    await chown(dataDir, NOBODY, NOBODY);
    const instance = await DatabaseInstance.start(dataDir, { uid: NOBODY, gid: NOBODY });
    instances.push(instance);

    expect(await ownerOfServer()).toBe(NOBODY);
    await instance.interruptGroup();
    expect(serverPids()).toEqual([]);
  });

  it('an ordinary user is told whose the cluster is when it is not theirs', async () => {
    const ours = await start();
    await ours.leave();
    await chown(dataDir, 1_000, 1_000);

    await expect(DatabaseInstance.start(dataDir, { uid: 1_000, gid: 1_000 })).rejects.toThrow(
      `belongs to another user (${NOBODY})`,
    );
  });
});

/** Asks again until there is an answer: what is awaited happens in other processes. */
async function untilAnswered<Value>(ask: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
