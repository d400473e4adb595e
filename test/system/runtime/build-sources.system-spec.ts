import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../../src/config/project-root.js';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'crownline-sources-'));
  await cp(join(projectRoot, '.swcrc'), join(root, '.swcrc'));
  await writeFile(join(root, 'package.json'), '{ "type": "module" }');
  await mkdir(join(root, 'src', 'generated'), { recursive: true });
  await edit('export const answer: number = 42;\n');
});
afterEach(() => rm(root, { recursive: true }));

const edit = (source: string) => writeFile(join(root, 'src', 'answer.ts'), source);

/** Builds in a process of its own, as `npm start` does, and returns the build's folder. */
async function build(): Promise<string> {
  const module = join(projectRoot, 'scripts', 'build-sources.mjs');
  const script = `const { buildSources } = await import(${JSON.stringify(module)});
    console.log(await buildSources(() => undefined, ${JSON.stringify(root)}));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return stdout.trim();
}

const age = (folder: string, hours: number) => utimes(folder, Date.now() / 1_000, Date.now() / 1_000 - hours * 3_600);

describe('the build of npm start', () => {
  it('is used again while nothing has changed', async () => {
    const first = await build();
    const written = await stat(join(first, 'answer.js'));

    expect(await build()).toBe(first);
    expect((await stat(join(first, 'answer.js'))).mtimeMs).toBe(written.mtimeMs);
  });

  it('leaves the code of a running instance as it is when the sources are edited', async () => {
    const first = await build();
    await edit('export const answer: number = 43;\n');
    const second = await build();

    expect(second).not.toBe(first);
    expect(await readFile(join(first, 'answer.js'), 'utf8')).toContain('42');
    expect(await readFile(join(second, 'answer.js'), 'utf8')).toContain('43');
  });

  it('is made whole by one of several that start at once', async () => {
    const folders = await Promise.all([build(), build(), build()]);
    expect(new Set(folders).size).toBe(1);
    expect(await readdir(join(root, '.build'))).toEqual([basename(folders[0] ?? '')]);
  });

  it('is removed in the end, unless a living process uses it', async () => {
    const used = await build();
    await writeFile(join(used, '.used-by', String(process.pid)), '');
    await age(used, 100);
    for (let version = 1; version <= 6; version += 1) {
      await edit(`export const answer: number = ${version};\n`);
      await age(await build(), 50 - version);
    }

    const left = await readdir(join(root, '.build'));
    expect(left).toContain(basename(used));
    expect(left).toHaveLength(6); // the latest five and the one in use
  });
});
