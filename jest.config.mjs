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

// One server for the run; all of them name the same files, so Jest runs them once.
const onPostgres = {
  globalSetup: './test/support/global-setup.mjs',
  globalTeardown: './test/support/global-teardown.mjs',
};

export default {
  projects: [
    level('unit', 'src/.*\\.spec\\.ts$', { globalSetup: './test/support/build-setup.mjs' }),
    level('integration', 'test/integration/.*\\.int-spec\\.ts$', onPostgres),
    level('e2e', 'test/e2e/.*\\.e2e-spec\\.ts$', onPostgres),
    level('afterwards', 'test/afterwards/.*\\.int-spec\\.ts$', onPostgres),
    level('system', 'test/system/(?!alone/).*\\.system-spec\\.ts$', onPostgres),
    level('alone', 'test/system/alone/.*\\.system-spec\\.ts$', onPostgres),
  ],
  testSequencer: './test/support/longest-first.sequencer.mjs',
  reporters: ['./test/support/progress.reporter.mjs', 'summary'],
  testTimeout: 120_000,
  // Packages are shared by the files of a worker, and keep something of each: near the end of its heap it would do nothing but collect.
  workerIdleMemoryLimit: '1200MB',
};
