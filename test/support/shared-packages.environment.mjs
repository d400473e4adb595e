import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ModuleMocker } from 'jest-mock';
import { leaveStatementsOut, recordStatements, writeStatements } from './statements/recording.mjs';

recordStatements();

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
/** Most of it is what the last files have left. Jest replaces a worker that has more than `workerIdleMemoryLimit`, and the next one loads everything anew. */
const COLLECT_ABOVE_BYTES = 700e6;

/** What `expect` keeps on the global object for good. */
const EXPECT = Symbol.for('$$jest-matchers-object');
/** What Jest's runner calls, anew for each file, the place where it keeps the file's tests with all that they hold. */
const TESTS = 'JEST_STATE_SYMBOL';
/** What a file has left to be done when its last hook has run (virtual-time.ts). */
const AFTER_FILE = Symbol.for('crownline: after the file');
/** What Jest's runner keeps there, and finds again in the next file. */
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');

/** Node's own globals instead of a sandbox's: packages that are shared between files and the files' values are of one realm. */
export default class SharedPackagesEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;
  console = Object.getOwnPropertyDescriptor(globalThis, 'console');
  exit = process.exit;

  /** `@asks-itself` at the top of a file: what it asks the database is its own, and not the product's. */
  constructor(_config, { docblockPragmas }) {
    this.asksItself = 'asks-itself' in docblockPragmas;
  }

  async setup() {
    leaveStatementsOut(this.asksItself);
  }

  async handleTestEvent({ name }) {
    if (name !== 'run_finish') return;
    await globalThis[AFTER_FILE]?.();
    delete globalThis[AFTER_FILE];
  }

  /** Takes back what Jest itself has changed for the file. */
  async teardown() {
    writeStatements();
    delete globalThis[EVENT_HANDLERS];
    for (const symbol of Object.getOwnPropertySymbols(globalThis))
      if (symbol.description === TESTS) delete globalThis[symbol];
    globalThis[EXPECT]?.customEqualityTesters.splice(0);
    Object.defineProperty(globalThis, 'console', this.console);
    process.exit = this.exit;
    if (process.memoryUsage().heapUsed > COLLECT_ABOVE_BYTES) collect();
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return this.global;
  }
}
