import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = process.cwd();
const run = promisify(execFile);

/** A rule that is switched on yet permits everything looks just as green: these tests break the rules on purpose. */

async function output(command: string, args: string[]): Promise<string> {
  try {
    return (await run(join(root, 'node_modules/.bin', command), args, { cwd: root })).stdout;
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe('the dependency rules', () => {
  const planted = join(root, 'src/audio/planted-import.ts');
  afterEach(() => rm(planted, { force: true }));

  it.each([
    ['an arrow that points up', "import '../telephony/line.service.js';\n", 'audio-imports'],
    ['a private file of another feature', "import '../calls/calls.repository.js';\n", 'private-by-suffix'],
    ['the database outside a repository', "import '@prisma/client';\n", 'prisma-in-repositories'],
  ])('refuse %s', async (_what, source, rule) => {
    await writeFile(planted, source);
    const report = await output('depcruise', ['--config', '.dependency-cruiser.cjs', 'src/audio']);
    expect(report).toContain(`error ${rule}: src/audio/planted-import.ts`);
  });

  it('know every folder of src', async () => {
    const { forbidden } = createRequire(join(root, 'package.json'))('./.dependency-cruiser.cjs') as {
      forbidden: { name: string }[];
    };
    const known = forbidden.flatMap(({ name }) => /^(\w+)-imports$/.exec(name)?.[1] ?? []);
    const folders = (await readdir(join(root, 'src'), { withFileTypes: true }))
      .filter((entry) => entry.isDirectory() && entry.name !== 'generated')
      .map((entry) => entry.name);
    expect(known.sort()).toEqual(folders.sort());
  });
});

describe('the lint rules', () => {
  let folder: string;
  beforeEach(async () => {
    await mkdir(join(root, 'src/audio'), { recursive: true });
    folder = await mkdtemp(join(root, 'src/audio/planted-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['the wall clock', 'export const now = Date.now();\n', 'no-restricted-syntax'],
    ['today, taken from the machine', 'export const today = new Date();\n', 'no-restricted-syntax'],
    ['a bare timer', 'setTimeout(() => {}, 1);\n', 'no-restricted-syntax'],
    ['the environment', 'export const port = process.env.PORT;\n', 'no-restricted-properties'],
    ['a promise nobody waits for', 'async function work() {}\nwork();\n', '@typescript-eslint/no-floating-promises'],
  ])('refuse %s', async (_what, source, rule) => {
    const file = join(folder, 'planted.ts');
    await writeFile(file, source);
    const report = JSON.parse(await output('eslint', ['--format', 'json', file])) as {
      messages: { ruleId: string }[];
    }[];
    expect(report.flatMap((entry) => entry.messages.map((message) => message.ruleId))).toContain(rule);
  });
});
