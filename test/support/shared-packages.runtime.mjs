import asyncHooks from 'node:async_hooks';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import Runtime from 'jest-runtime';
import { projectRoot } from '../../scripts/build-sources.mjs';

const load = createRequire(import.meta.url);
const sources = join(projectRoot, 'src/');
/** Jest gives each file its own. */
const OF_JEST = ['@jest/globals', 'expect'];
const isPackage = (name) => !/^[./]/.test(name) && !isBuiltin(name) && !OF_JEST.includes(name);

/** What our own modules get when they import it; a package may have another file for `require`, with other classes. */
const packageFile = (name) => fileURLToPath(import.meta.resolve(name));

/** Where the build has a module of ours; null for what is a test's. */
function compiledSource(from, name) {
  const path = relative(sources, resolve(dirname(from), name));
  return !name.startsWith('.') || path.startsWith('..') ? null : join(process.env.TEST_BUILD, path);
}

/**
 * Each test file has only itself and test/support for itself. Our own modules come from the build, and they and packages are loaded by
 * Node, once for all files of a worker: there are thousands of modules in them, and reading them anew took most of the time of many files.
 */
export default class SharedPackagesRuntime extends Runtime {
  storages = [];

  constructor(...given) {
    super(...given);
    const { executor } = this;
    // Jest would compile into a sandbox, where an error or a date of a package is none of the file's.
    executor.compile = (source, filename) => compileFunction(source, executor.injectedModuleParameters, { filename });
  }

  requireModuleOrMock(from, name) {
    if (isPackage(name)) return load(packageFile(name));
    const compiled = compiledSource(from, name);
    return compiled ? load(compiled) : super.requireModuleOrMock(from, name);
  }

  /** Jest's runner opens a storage in each file, which nothing ends: Node would carry those of all files so far along with every promise. */
  requireInternalModule(from, name) {
    if (name !== 'node:async_hooks') return super.requireInternalModule(from, name);
    const { storages } = this;
    class AsyncLocalStorage extends asyncHooks.AsyncLocalStorage {
      constructor() {
        super();
        storages.push(this);
      }
    }
    return { ...asyncHooks, AsyncLocalStorage };
  }

  teardown() {
    super.teardown();
    for (const storage of this.storages) storage.disable();
  }
}
