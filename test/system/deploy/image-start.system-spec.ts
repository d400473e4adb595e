import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeFile, environmentOf } from '../../support/deploy/compose-file.js';
import { inProject, readText, SET_BY_A_PERSON } from '../../support/deploy/deploy-files.js';
import { parseDockerfile } from '../../support/deploy/dockerfile.js';
import { freePort } from '../../support/free-port.js';
import { openTestDatabase, TEST_ENCRYPTION_KEYS, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';

/** The image without Docker: what its last stage copies, as its account sees it, with the environment of the compose file. */

/** Any that is not root's and owns none of our files. */
const STRANGER = 65_534;

let root: string;
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  root = mkdtempSync(join(tmpdir(), 'crownline-image-'));
  const copies =
    parseDockerfile(readText('Dockerfile'))
      .at(-1)
      ?.instructions.filter(({ name }) => name === 'COPY') ?? [];
  for (const { words } of copies) {
    const [source = '', target = ''] = words.split(' ').slice(-2);
    const to = join(root, target === './' ? source : target);
    mkdirSync(join(to, '..'), { recursive: true });
    // Other tests see to it that the packages are there which the image installs.
    if (target === 'node_modules') symlinkSync(realpathSync(inProject('node_modules')), to);
    else cpSync(target === 'dist' ? process.env.TEST_BUILD! : inProject(source), to, { recursive: true });
  }
  for (const folder of [root, join(root, 'dist')]) chmodSync(folder, 0o555);
});
afterAll(async () => {
  for (const folder of [root, join(root, 'dist')]) chmodSync(folder, 0o755);
  rmSync(root, { recursive: true });
  await database.close();
});

function run(service: string, file: string, more: Record<string, string> = {}) {
  const environment = environmentOf(composeFile('docker-compose.yml', SET_BY_A_PERSON).services[service]);
  const child = spawn(process.execPath, [`dist/${file}`], {
    cwd: root,
    env: {
      ...Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)])),
      PATH: process.env.PATH,
      DATABASE_URL: database.url,
      ENCRYPTION_KEYS: TEST_ENCRYPTION_KEYS,
      ...more,
    },
    ...(process.getuid?.() === 0 ? { uid: STRANGER, gid: STRANGER } : {}),
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, ended, printed: () => printed };
}

it('migrates, takes calls and ends in order, and writes nothing where it lies', async () => {
  const migration = run('migrate', 'migrate.js');
  expect({ code: await migration.ended, printed: migration.printed() }).toMatchObject({ code: 0 });

  const port = await freePort();
  const server = run('crownline-a', 'main.js', { PORT: String(port), DRAIN_SECONDS: '0' });
  const ready = () =>
    fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ status }) => status,
      () => 0,
    );
  await Promise.race([until(ready, (status) => status === 200), server.ended]);
  expect({ status: await ready(), printed: server.printed() }).toMatchObject({ status: 200 });
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
});
