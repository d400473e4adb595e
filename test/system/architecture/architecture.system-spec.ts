import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = process.cwd();
const run = promisify(execFile);

/**
 * A rule that is switched on yet permits everything looks just as green: these tests break the rules on purpose, and in
 * a copy, since other tests compile and start what is in src/.
 */
let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'crownline-rules-'));
  const copied = ['src', '.dependency-cruiser.cjs', 'eslint.config.mjs', 'package.json', 'tsconfig.json'];
  await Promise.all(copied.map((name) => cp(join(root, name), join(copy, name), { recursive: true })));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rm(copy, { recursive: true, force: true }));

async function output(command: string, args: string[]): Promise<string> {
  try {
    return (await run(join(root, 'node_modules/.bin', command), args, { cwd: copy })).stdout;
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe('the dependency rules', () => {
  it.each([
    ['an arrow that points up', "import '../telephony/line.service.js';\n", 'audio-imports'],
    ['a private file of another feature', "import '../calls/calls.repository.js';\n", 'private-by-suffix'],
    ['telemetry beside the tracer', "import '@opentelemetry/api';\n", 'telemetry-behind-the-tracer'],
    ['the database outside a repository', "import '@prisma/client';\n", 'prisma-in-repositories'],
  ])('refuse %s', async (_what, source, rule) => {
    await writeFile(join(copy, 'src/audio/planted-import.ts'), source);
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

it('the lint rules refuse what they are for', async () => {
  const planted = [
    ['the-wall-clock', 'export const now = Date.now();\n', 'no-restricted-syntax'],
    ['today-taken-from-the-machine', 'export const today = new Date();\n', 'no-restricted-syntax'],
    ['a-bare-timer', 'setTimeout(() => {}, 1);\n', 'no-restricted-syntax'],
    ['the-environment', 'export const port = process.env.PORT;\n', 'no-restricted-properties'],
    ['a-promise-nobody-waits-for', 'async function f() {}\nf();\n', '@typescript-eslint/no-floating-promises'],
  ] as const;
  const fileOf = (what: string) => join(copy, 'src/audio', `${what}.ts`);
  for (const [what, source] of planted) await writeFile(fileOf(what), source);

  // All at once: reading the project's types takes most of the time.
  const report = await output('eslint', ['--format', 'json', ...planted.map(([what]) => fileOf(what))]);

  const findings = JSON.parse(report) as { filePath: string; messages: { ruleId: string }[] }[];
  const refused = findings.flatMap(({ filePath, messages }) => messages.map(({ ruleId }) => [filePath, ruleId]));
  for (const [what, , rule] of planted) expect(refused).toContainEqual([fileOf(what), rule]);
});
