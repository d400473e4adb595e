import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './build-sources.mjs';

// Runs every test and says last, in one line, what Jest counted: node scripts/test.mjs [arguments of Jest]

const folder = await mkdtemp(join(tmpdir(), 'crownline-tests-'));
const resultFile = join(folder, 'results.json');
const exitCode = await runJest(['--json', `--outputFile=${resultFile}`, ...process.argv.slice(2)]);
const results = await readFile(resultFile, 'utf8').then(JSON.parse, () => null);
await rm(folder, { recursive: true });

const { passed, failed, skipped } = countsOf(results);
if (!results) console.log(`Jest ended with code ${exitCode} before it had results: counted as one failure.`);
else if (passed + failed === 0) console.log('No test has run: that is a failure.');
process.exitCode = exitCode === 0 && failed === 0 && passed > 0 ? 0 : exitCode || 1;
console.log(`tests: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);

async function runJest(args) {
  const jest = join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js');
  const child = spawn(process.execPath, [jest, ...args], { cwd: projectRoot, stdio: 'inherit' });
  // A terminal's Ctrl-C reaches Jest by itself; we stay to say what was counted. SIGTERM is for us alone.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

/** A file that could not be run at all has no tests that Jest could count; it counts as one that failed. */
function countsOf(results) {
  if (!results) return { passed: 0, failed: 1, skipped: 0 };
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}
