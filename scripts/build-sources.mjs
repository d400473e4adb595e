import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lock } from 'proper-lockfile';

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

const KEPT_BUILDS = 5;

/**
 * Compiles src/ into `.build/<hash of what goes in>/` and returns that folder. A build is never changed once it is
 * there, so a running instance keeps the code it started with, whatever is edited and started beside it. Builds that no
 * living process uses are removed, except the latest few.
 *
 * @param {(line: string) => void} say receives a line when there is work that takes a moment
 * @param {string} root the project's folder
 */
export async function buildSources(say, root = projectRoot) {
  const sources = join(root, 'src');
  const builds = join(root, '.build');
  if (!existsSync(join(sources, 'generated'))) generateClient(root, say);
  await mkdir(builds, { recursive: true });
  const release = await lock(builds, {
    lockfilePath: join(builds, 'lock'),
    retries: { retries: 600, factor: 1, minTimeout: 100, maxTimeout: 100 },
  });
  try {
    const inputs = await listFiles(sources);
    const build = join(builds, await hashOf(root, [...inputs, join(root, '.swcrc'), join(root, 'package.json')]));
    if (!existsSync(build)) await compile(root, inputs, build, say);
    await markUsed(build);
    await removeUnused(builds, build);
    return build;
  } finally {
    await release();
  }
}

function generateClient(root, say) {
  say('Generating the database client');
  execFileSync(process.execPath, [join(root, 'node_modules/prisma/build/index.js'), 'generate'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function listFiles(directory) {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function hashOf(root, files) {
  const contents = await Promise.all(files.map((file) => readFile(file)));
  const hash = createHash('sha256').update(process.version);
  for (const [index, file] of files.entries()) {
    hash.update(`\0${relative(root, file)}\0${contents[index].length}\0`).update(contents[index]);
  }
  return hash.digest('hex').slice(0, 16);
}

async function compile(root, inputs, build, say) {
  say('Compiling');
  const { transformFile } = await import('@swc/core'); // takes a while to load, and most starts compile nothing
  const unfinished = `${build}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await Promise.all(
    inputs.map(async (input) => {
      const output = join(unfinished, relative(join(root, 'src'), input));
      await mkdir(dirname(output), { recursive: true });
      if (!input.endsWith('.ts')) return copyFile(input, output);
      const { code, map } = await transformFile(input, { cwd: root, filename: input });
      const script = output.replace(/\.ts$/, '.js');
      await writeFile(`${script}.map`, map);
      await writeFile(script, `${code}\n//# sourceMappingURL=${script.slice(script.lastIndexOf('/') + 1)}.map\n`);
    }),
  );
  await rename(unfinished, build);
}

async function markUsed(build) {
  const marks = join(build, '.used-by');
  await mkdir(marks, { recursive: true });
  for (const pid of await readdir(marks)) if (!isAlive(pid)) await rm(join(marks, pid));
  await writeFile(join(marks, String(process.pid)), '');
  const now = new Date();
  await utimes(build, now, now);
}

async function removeUnused(builds, current) {
  const names = (await readdir(builds)).filter((name) => name !== 'lock').map((name) => join(builds, name));
  const others = await Promise.all(
    names.filter((build) => build !== current).map(async (build) => ({ build, usedMs: (await stat(build)).mtimeMs })),
  );
  others.sort((a, b) => b.usedMs - a.usedMs);
  for (const { build } of others.slice(KEPT_BUILDS - 1)) {
    if (!(await isInUse(build))) await rm(build, { recursive: true, force: true });
  }
}

async function isInUse(build) {
  const pids = await readdir(join(build, '.used-by')).catch(() => []); // a build that was left half made has none
  return pids.some(isAlive);
}

function isAlive(pid) {
  try {
    return process.kill(Number(pid), 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
