const compile = (parser) => ({
  swcrc: false,
  jsc: {
    target: 'es2022',
    parser,
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
});

// Packages that ship ES modules only; Jest runs everything as CommonJS, so these are compiled too.
const esmOnly = [
  '@nestjs',
  'temporal-polyfill',
  'temporal-utils',
  'temporal-spec',
  'file-type',
  'request-filtering-agent',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
];

const shared = {
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', compile({ syntax: 'typescript', decorators: true })],
    '^.+\\.m?js$': ['@swc/jest', compile({ syntax: 'ecmascript' })],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // The generated client asks for the ES modules of Prisma's runtime, which ships the same files as CommonJS.
    '^(@prisma/client/runtime/.*)\\.mjs$': '$1.js',
  },
  // Jest's sandbox looks up each global by name, every time, which made the codecs' inner loops many times slower than in production.
  sandboxInjectedGlobals: ['Math', 'Uint8Array', 'Int16Array'],
  setupFilesAfterEnv: ['./test/support/temporal-equality.mjs'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.build/', '<rootDir>/.data/'],
};

const level = (displayName, testRegex, extra = {}) => ({ ...shared, displayName, testRegex, ...extra });

// Callers at whose ears it is measured what they hear have the machine almost for themselves, and dozens of them at once have it
// alone (scripts/test.mjs).
const crowdedCalls = '(crowded-line|provider-killed)\\.e2e-spec\\.ts$';
const heardCalls = '(database-gone|failover|scenarios)\\.e2e-spec\\.ts$';
const crowdedSchedule = 'scheduling/races\\.int-spec\\.ts$';

// One server for the run; all of them name the same files, so Jest runs them once.
const onPostgres = {
  globalSetup: './test/support/global-setup.mjs',
  globalTeardown: './test/support/global-teardown.mjs',
};

export default {
  projects: [
    level('unit', 'src/.*\\.spec\\.ts$'),
    level('integration', `test/integration/(?!${crowdedSchedule}).*\\.int-spec\\.ts$`, onPostgres),
    level('e2e', `test/e2e/(?!${crowdedCalls}|${heardCalls})[^/]*\\.e2e-spec\\.ts$`, onPostgres),
    level('heard', `test/e2e/${heardCalls}`, onPostgres),
    level('crowd', `test/(e2e/${crowdedCalls}|integration/${crowdedSchedule})`, onPostgres),
  ],
  testSequencer: './test/support/longest-first.sequencer.mjs',
  testTimeout: 120_000,
};
