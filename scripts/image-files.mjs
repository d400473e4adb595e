import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { init, parse } from 'es-module-lexer';
import { projectRoot } from './build-sources.mjs';

// Copies what a server in production needs, of a build and of the packages that are installed here:
// node scripts/image-files.mjs BUILD IMAGE makes IMAGE/dist and IMAGE/node_modules.
// A line of these lists that fits nothing any more is an error, so that they stay true.

/** Commands that measure, rehearse and demonstrate. All others are for whoever runs the server. */
const LEFT_OUT_COMMANDS = [
  'bench.js',
  'call.js',
  'capacity.js',
  'chaos.js',
  'chaos-player.js',
  'evals.js',
  'evals-player.js',
  'evals-server.js',
  'redaction-report.js',
  'seed.js',
];

/** How the lexer says that an import is none. */
const IMPORT_META = -2;

/** Production never asks for what it imports. */
const GATE = 'runtime/not-in-production.js';

/** What is left out of packages, and why. Paths begin below node_modules. */
const LEFT_OUT_FILES = [
  ['source maps', /\.map$/],
  ['typings, and the TypeScript beside what was made of it', /\.[cm]?ts$/],
  ['packages for typings and compilers', /^(@babel|@microsoft|@types|json-schema-to-ts|ts-algebra|undici-types)\//],
  ['what counts installations', /^@scarf\//],
  ['words for people; licences stay', /\/(?!copying|licen[cs]e|notice)[^/]*\.md$/i],
  ['hidden files and folders of those who wrote a package', /\/\./],
  ['tests of packages', /\/(test|tests|__tests__)\//],
  ['Prisma for other databases', /^@prisma\/client\/runtime\/.*\.(cockroachdb|mysql|sqlite|sqlserver)\./],
  [
    'Prisma in builds that its generated client does not import',
    /^@prisma\/client\/runtime\/.*(_small_.*|_fast_.*\.js)$/,
  ],
  ['Prisma at the edge of a network', /^@prisma\/client\/runtime\/wasm-compiler-edge\./],
  ['CommonJS of what is only imported', /^(@anthropic-ai\/sdk|es-toolkit|openai)\/.*\.js$/],
  ['CommonJS of what is only imported', /^(chrono-node\/dist\/cjs\/|zod\/.*\.cjs$)/],
  ['OpenTelemetry for bundlers: Node takes build/src', /^@opentelemetry\/[^/]+\/build\/(esm|esnext)\//],
  ['RxJS for bundlers: Node takes dist/cjs', /^rxjs\/dist\/(bundles|esm|esm5)\//],
  ['Swagger UI for bundlers: the page takes swagger-ui-bundle.js', /^swagger-ui-dist\/swagger-ui(-es-.*)?\.js$/],
  ['for browsers', /^(libphonenumber-js\/bundle|luxon\/build\/(amd|cjs-browser|es6|global))\//],
];

const modules = join(projectRoot, 'node_modules');
const [build, image] = process.argv.slice(2);
await init;
const packages = packagesOfProduction();
const code = reachedModules(packages);
const files = filesOfPackages(packages);
copyAll(code, build, join(image, 'dist'));
copyAll(files, modules, join(image, 'node_modules'));

/** What `npm ci --omit=dev --omit=optional` installs, as folders below node_modules. */
function packagesOfProduction() {
  const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([folder, { dev, optional, devOptional }]) => folder !== '' && !dev && !optional && !devOptional)
    .map(([folder]) => folder.replace(/^node_modules\//, ''));
}

function filesOfPackages(packages) {
  const files = packages.flatMap((folder) => filesOf(folder));
  for (const [what, pattern] of LEFT_OUT_FILES) {
    if (!files.some((file) => pattern.test(file))) throw new Error(`${pattern} leaves nothing out (${what})`);
  }
  return files.filter((file) => !LEFT_OUT_FILES.some(([, pattern]) => pattern.test(file)));
}

/** Without the packages that are installed within it: they are named on their own. */
function filesOf(folder) {
  const entries = readdirSync(join(modules, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(modules, join(entry.parentPath, entry.name)))
    .filter((file) => !file.includes('/node_modules/', folder.length));
}

/** Modules of the build that are run by the commands for production. */
function reachedModules(packages) {
  const commands = readdirSync(build).filter((name) => name.endsWith('.js'));
  const unknown = LEFT_OUT_COMMANDS.filter((name) => !commands.includes(name));
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(', ')} to leave out`);
  const reached = new Set(commands.filter((name) => !LEFT_OUT_COMMANDS.includes(name)));
  for (const module of reached) {
    for (const name of module === GATE ? [] : importsOf(module)) {
      if (name.startsWith('.')) reached.add(join(dirname(module), name));
      else if (!isBuiltin(name) && !packages.some((folder) => name === folder || name.startsWith(`${folder}/`)))
        throw new Error(`${module} imports ${name}, which production does not install`);
    }
  }
  if (!reached.has(GATE)) throw new Error(`nothing imports ${GATE}`);
  return [...reached];
}

/** What a module imports, when it is loaded or later. */
function importsOf(module) {
  const text = readFileSync(join(build, module), 'utf8');
  if (/new URL\([^)]*import\.meta/.test(text)) throw new Error(`${module} names a file in a way that is not followed`);
  const imports = parse(text)[0].filter(({ d }) => d !== IMPORT_META);
  if (imports.some(({ n }) => n === undefined))
    throw new Error(`${module} imports what it computes, which is not followed`);
  return imports.map(({ n }) => n);
}

function copyAll(files, from, to) {
  for (const folder of new Set(files.map((file) => dirname(file)))) mkdirSync(join(to, folder), { recursive: true });
  for (const file of files) copy(join(from, file), join(to, file));
}

/** A link takes no room and a fifth of the time, where the file system allows it. */
function copy(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}
