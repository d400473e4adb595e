const compile = (parser) => ({
  swcrc: false,
  jsc: {
    target: 'es2022',
    parser,
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: true,
});

const shared = {
  testEnvironment: './test/support/shared-packages.environment.mjs',
  runtime: '<rootDir>/test/support/shared-packages.runtime.mjs',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', compile({ syntax: 'typescript', decorators: true })],
    '^.+\\.m?js$': ['@swc/jest', compile({ syntax: 'ecmascript' })],
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  setupFilesAfterEnv: ['./test/support/temporal-equality.mjs'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.build/', '<rootDir>/.data/'],
};

const level = (displayName, testRegex, extra = {}) => ({ ...shared, displayName, testRegex, ...extra });

// Callers at whose ears it is measured what they hear have the machine almost for themselves, and dozens of them at once have it
// alone (scripts/test.mjs).
const crowdedCalls = '(chaos-server|crowded-line|provider-killed|rolling-restart)\\.e2e-spec\\.ts$';
const heardCalls = '(chaos-database|database-gone|failover|scenarios|workers)\\.e2e-spec\\.ts$';
const crowdedSchedule = 'scheduling/races\\.int-spec\\.ts$';

// One server for the run; all of them name the same files, so Jest runs them once.
const onPostgres = {
  globalSetup: './test/support/global-setup.mjs',
  globalTeardown: './test/support/global-teardown.mjs',
};

export default {
  projects: [
    level('unit', 'src/.*\\.spec\\.ts$', { globalSetup: './test/support/build-setup.mjs' }),
    level('integration', `test/integration/(?!${crowdedSchedule}).*\\.int-spec\\.ts$`, onPostgres),
    level('e2e', `test/e2e/(?!${crowdedCalls}|${heardCalls})[^/]*\\.e2e-spec\\.ts$`, onPostgres),
    level('heard', `test/e2e/${heardCalls}`, onPostgres),
    level('afterwards', 'test/afterwards/.*\\.int-spec\\.ts$', onPostgres),
    level('crowd', `test/(e2e/${crowdedCalls}|integration/${crowdedSchedule})`, onPostgres),
  ],
  testSequencer: './test/support/longest-first.sequencer.mjs',
  testTimeout: 120_000,
  // Packages are shared by the files of a worker, and keep something of each: near the end of its heap it would do nothing but collect.
  workerIdleMemoryLimit: '1200MB',
};
