import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { SystemClock } from '../../../src/common/clock/clock.js';
import { DEMO_PROFILE } from '../../../src/runtime/demo-clinic.data.js';
import { SimulatedCarrier } from '../../../src/simulation/carrier/simulated-carrier.js';
import { SimulatedDeepgram } from '../../../src/simulation/deepgram/simulated-deepgram.server.js';
import { CALLER, Party } from '../../support/carrier-bench.js';
import { openDemoDatabase } from '../../support/demo-database.js';
import { composeFile, environmentOf } from '../../support/deploy/compose-file.js';
import { filesBelow, inProject, readText, SET_BY_A_PERSON } from '../../support/deploy/deploy-files.js';
import { parseDockerfile } from '../../support/deploy/dockerfile.js';
import { freePort } from '../../support/free-port.js';
import { openSpeech } from '../../support/kept-speech.js';
import { asProduct, TEST_ENCRYPTION_KEYS, type TestDatabase } from '../../support/test-database.js';
import { TraceCollector } from '../../support/trace-collector.js';
import { until } from '../../support/until.js';

/** The image without Docker: what its last stage copies, as its account sees it, with the environment of the compose file. */

/** Any that is not root's and owns none of our files. */
const STRANGER = 65_534;
/** What `node_modules` may take, in blocks as a disk has them. It was 316 MB when all was in it that is installed. */
const MAX_PACKAGES_MB = 100;
const BLOCK_BYTES = 4096;

const execute = promisify(execFile);
const speech = openSpeech();
let root: string;
let database: TestDatabase;
let deepgram: SimulatedDeepgram;
let collector: TraceCollector;
const started: ChildProcess[] = [];

beforeAll(async () => {
  [database, deepgram, collector] = await Promise.all([
    openDemoDatabase(),
    SimulatedDeepgram.listen({ speech }),
    TraceCollector.listen(),
  ]);
  root = mkdtempSync(join(tmpdir(), 'crownline-image-'));
  const stages = parseDockerfile(readText('Dockerfile'));
  // The stage before has run this with the build that it made.
  expect(stages.at(-2)?.instructions.at(-1)?.words).toContain('node scripts/image-files.mjs dist /image');
  await execute(process.execPath, [inProject('scripts/image-files.mjs'), process.env.TEST_BUILD!, root]);
  for (const { words } of stages.at(-1)?.instructions.filter(({ name }) => name === 'COPY') ?? []) {
    const [source = '', target = ''] = words.split(' ').slice(-2);
    const to = join(root, target === './' ? source : target);
    if (source === `/image/${target}`) continue;
    mkdirSync(join(to, '..'), { recursive: true });
    cpSync(inProject(source), to, { recursive: true });
  }
  for (const folder of [root, join(root, 'dist')]) chmodSync(folder, 0o555);
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL'); // what a test that failed has left
  for (const folder of [root, join(root, 'dist')]) chmodSync(folder, 0o755);
  rmSync(root, { recursive: true });
  await collector.close();
  await deepgram.close();
  await database.close();
  await speech.close();
});

const settingsOf = (service: string) =>
  environmentOf(composeFile('docker-compose.yml', SET_BY_A_PERSON).services[service]);

function run(service: string, file: string, more: Record<string, string> = {}) {
  const child = spawn(process.execPath, [`dist/${file}`], {
    cwd: root,
    env: {
      ...settingsOf(service),
      PATH: process.env.PATH,
      DATABASE_URL: asProduct(database.url),
      ENCRYPTION_KEYS: TEST_ENCRYPTION_KEYS,
      ...more,
    },
    ...(process.getuid?.() === 0 ? { uid: STRANGER, gid: STRANGER } : {}),
  });
  started.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, ended, printed: () => printed };
}

/** Everything below a folder of the image, folders too. */
const entriesOf = (folder: string): string[] => readdirSync(join(root, folder), { recursive: true }).map(String);

it('has no maps, typings or sources, nothing for other databases, and packages of at most 100 MB', () => {
  const packages = entriesOf('node_modules');
  const files = [...packages, ...entriesOf('dist'), ...entriesOf('assets')];
  expect(files.filter((file) => /\.map$|\.[cm]?tsx?$/.test(file))).toEqual([]);
  const ofPrisma = packages.filter(
    (file) => file.startsWith('@prisma/') && statSync(join(root, 'node_modules', file)).isFile(),
  );
  expect(ofPrisma.filter((file) => /cockroach|mysql|sqlite|sqlserver|engine/.test(file))).toEqual([]);
  expect(
    ofPrisma
      .filter((file) => file.includes('compiler'))
      .map((file) => basename(file))
      .sort(),
  ).toEqual(['query_compiler_fast_bg.postgresql.mjs', 'query_compiler_fast_bg.postgresql.wasm-base64.mjs']);
  const blocks = packages
    .map((file) => Math.ceil(statSync(join(root, 'node_modules', file)).size / BLOCK_BYTES))
    .reduce((sum, each) => sum + each, 0);
  expect((blocks * BLOCK_BYTES) / 2 ** 20).toBeLessThan(MAX_PACKAGES_MB);
});

it('has the commands of the documentation, and of what plays the outside only what a synthetic call needs', () => {
  const pages = [...filesBelow('docs'), 'docker-compose.yml', 'Dockerfile'].map(readText).join('\n');
  const commands = [...new Set([...pages.matchAll(/\bdist\/[\w-]+\.js\b/g)].map(([command]) => command))];
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter((command) => !existsSync(join(root, command)))).toEqual([]);
  expect(readdirSync(join(root, 'dist/simulation')).sort()).toEqual(['carrier', 'speech']);
  const rig = /^(bench|chaos|evals|simulation\/carrier\/rest)(\b|-)|demo|stand-in|embedded|corpus/;
  expect(entriesOf('dist').filter((file) => rig.test(file))).toEqual(['runtime/demo-secrets.js']);
});

it('has what each of its modules imports, a voice, a reader of calendars, and words for who wants a demo of it', async () => {
  const { stdout } = await execute(process.execPath, [inProject('test/support/deploy/load-image.mjs'), root]);
  const { modules, spokenBytes, ...others } = JSON.parse(stdout) as Record<string, unknown>;
  expect(modules).toBeGreaterThan(900);
  expect(spokenBytes).toBeGreaterThan(1000);
  expect(others).toEqual({
    read: { events: [], skipped: 0 },
    refusal: 'Stand-ins and the demo are not installed here.\nFix: set NODE_ENV to production.',
  });
});

it('migrates, takes calls and ends in order, and writes nothing where it lies', async () => {
  const migration = run('migrate', 'migrate.js', { DATABASE_MIGRATION_URL: database.url });
  expect({ code: await migration.ended, printed: migration.printed() }).toMatchObject({ code: 0 });

  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = run('crownline-a', 'main.js', {
    PORT: String(port),
    DRAIN_SECONDS: '0',
    DEEPGRAM_AGENT_URL: deepgram.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  });
  const statusOf = (path: string) =>
    fetch(url + path).then(
      ({ status }) => status,
      () => 0,
    );
  await Promise.race([
    until(
      () => statusOf('/health/ready'),
      (status) => status === 200,
    ),
    server.ended,
  ]);
  expect({ status: await statusOf('/health/ready'), printed: server.printed() }).toMatchObject({ status: 200 });

  const page = await (await fetch(`${url}/docs`)).text();
  const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(
    ([, file = '']) => new URL(file, `${url}/docs`).pathname,
  );
  expect(files.length).toBeGreaterThan(3);
  for (const path of ['/', ...files]) expect({ path, status: await statusOf(path) }).toEqual({ path, status: 200 });

  const {
    TWILIO_ACCOUNT_SID: accountSid = '',
    TWILIO_AUTH_TOKEN: authToken = '',
    PUBLIC_URL,
  } = settingsOf('crownline-a');
  const number = {
    phoneNumber: DEMO_PROFILE.number,
    voiceUrl: `${PUBLIC_URL}/twilio/voice`,
    statusCallbackUrl: `${PUBLIC_URL}/twilio/voice/status`,
  };
  const carrier = new SimulatedCarrier(
    { accountSid, authToken, number, reachableAt: url },
    { clock: new SystemClock(), speech },
  );
  const caller = new Party();
  const call = carrier.placeCall({ from: CALLER, observer: caller.observer });
  await Promise.race([caller.words.next((word) => word === 'calling'), call.ended]);
  expect({ heard: caller.heard(), printed: server.printed() }).toMatchObject({
    heard: expect.stringMatching(/^Thank you for calling/) as string,
  });
  call.hangUp();
  await call.ended;

  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(collector.spans.length).toBeGreaterThan(0);
});
