import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow, inProject, readText } from '../../support/deploy/deploy-files.js';
import { isSent, parseDockerfile, problemsOfDockerfile } from '../../support/deploy/dockerfile.js';

const dockerfile = readText('Dockerfile');
const ignored = readText('.dockerignore');

describe('the Dockerfile', () => {
  it('keeps every rule for images', () => {
    expect(problemsOfDockerfile(dockerfile, ignored)).toEqual([]);
  });

  it.each([
    ['root', 'USER 1000:1000', 'USER root', 'it does not run as an account with a number above 0'],
    ['an account by name', 'USER 1000:1000', 'USER node', 'it does not run as an account with a number above 0'],
    ['no tini', 'ENTRYPOINT ["/usr/bin/tini", "--"]', '', 'tini is not process 1'],
    [
      'a tini that is not there',
      'install -y --no-install-recommends tini',
      'install -y curl-free',
      'tini is not installed',
    ],
    ['no health check', 'HEALTHCHECK', 'LABEL', 'nobody sees that it hangs'],
    [
      'a file from the net',
      'COPY assets assets',
      'ADD https://example.com/a a',
      'ADD https://example.com/a a: COPY says what it does',
    ],
    ['a path that is not there', 'COPY assets assets', 'COPY asets assets', 'asets does not exist'],
    ['a path that is not sent', 'COPY assets assets', 'COPY docs docs', 'docs is ignored'],
    ['a stage that is not there', '--from=build', '--from=built', 'there is no stage built'],
    ['an image of no version', 'FROM node:24-bookworm-slim AS build', 'FROM node AS build', 'node names no version'],
    [
      'npm between the signals and us',
      'CMD ["node", "dist/main.js"]',
      'CMD ["npm", "start"]',
      'node is not started directly',
    ],
    ['a secret', 'ENV NODE_ENV=production', 'ENV TWILIO_AUTH_TOKEN=x', 'a secret is in a layer'],
  ])('would be refused with %s', (_what, from, to, problem) => {
    expect(dockerfile).toContain(from);
    expect(problemsOfDockerfile(dockerfile.replace(from, to), ignored)).toContain(problem);
  });

  it('puts nothing into the image that another machine or person has made', () => {
    for (const path of [
      '.env',
      '.data/demo.json',
      'node_modules/ws',
      'dist/main.js',
      'src/generated/prisma',
      '.git/HEAD',
    ])
      expect({ path, sent: isSent(ignored, path) }).toEqual({ path, sent: false });
  });

  it('copies into the last stage what the server reads when it runs', () => {
    const stages = parseDockerfile(dockerfile);
    const copied = stages.at(-1)?.instructions.filter(({ name }) => name === 'COPY') ?? [];
    const targets = copied.map(({ words }) => words.split(' ').at(-1));
    expect(targets.sort()).toEqual(['./', 'assets', 'dist', 'node_modules', 'prisma/migrations']);
    // `src/` finds its files by `projectRoot` and these folders; the demo's alone has others.
    const read = filesBelow('src')
      .filter(
        (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !/^src\/(simulation|bench|evals)\//.test(file),
      )
      .flatMap((file) => [...readText(file).matchAll(/join\(projectRoot, '([\w.-]+)'(?:, '([\w.-]+)')?/g)])
      .map(([, folder, inner]) => (folder === 'prisma' ? `prisma/${inner}` : folder));
    expect([...new Set(read)].sort()).toEqual(['.env', 'assets', 'package.json', 'prisma/migrations']);
  });
});

/** What the image is like when all is well, a server is asked that runs in it: `test/system/deploy`. */
describe('the image of a build', () => {
  const build = mkdtempSync(join(tmpdir(), 'crownline-build-'));
  const make = () => {
    const script = inProject('scripts/image-files.mjs');
    const { stderr } = spawnSync(process.execPath, [script, build, join(build, 'image')], { encoding: 'utf8' });
    return stderr;
  };
  beforeAll(() => {
    for (const name of readdirSync(process.env.TEST_BUILD!)) {
      if (name.endsWith('.js')) writeFileSync(join(build, name), '');
    }
  });
  afterAll(() => rmSync(build, { recursive: true }));

  it.each([
    ['imports what it computes', 'await import(process.argv[2]);', 'main.js imports what it computes'],
    ['names a file by its address', "new URL('./a.js', import.meta.url);", 'main.js names a file in a way that is not'],
    ['imports what production lacks', "import 'yaml';", 'main.js imports yaml, which production does not install'],
    ['goes around the gate', '', 'nothing imports runtime/not-in-production.js'],
  ])('is not made when a module %s', (_what, code, words) => {
    writeFileSync(join(build, 'main.js'), code);
    expect(make()).toContain(words);
    expect(existsSync(join(build, 'image'))).toBe(false);
  });

  it('is not made when a command that it leaves out has gone', () => {
    rmSync(join(build, 'chaos.js'));
    expect(make()).toContain('there is no chaos.js to leave out');
  });
});
