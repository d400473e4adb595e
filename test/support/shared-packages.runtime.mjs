import { createRequire, isBuiltin } from 'node:module';
import { compileFunction } from 'node:vm';
import Runtime from 'jest-runtime';

const loadPackage = createRequire(import.meta.url);
/** Jest gives each file its own. */
const OF_JEST = ['@jest/globals', 'expect'];
const isPackage = (name) => !/^[./]/.test(name) && !isBuiltin(name) && !OF_JEST.includes(name);

/**
 * Each test file has our own modules for itself. Packages are loaded by Node, once for all files of a worker: there are thousands of
 * modules in them, and reading them anew took most of the time of many files.
 */
export default class SharedPackagesRuntime extends Runtime {
  constructor(...given) {
    super(...given);
    const { executor } = this;
    // Jest would compile into a sandbox, where an error or a date of a package is none of the file's.
    executor.compile = (source, filename) => compileFunction(source, executor.injectedModuleParameters, { filename });
  }

  requireModuleOrMock(from, name) {
    return isPackage(name) ? loadPackage(name) : super.requireModuleOrMock(from, name);
  }
}
