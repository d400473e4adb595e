import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './build-sources.mjs';

// Runs tests and says last, in one line, what Jest counted: node scripts/test.mjs [--system | --all] [arguments of Jest]

/** What needs nothing but Node. */
const NODE_ALONE = [
  // Three workers share two cores better than two: some always wait for the database.
  ['--maxWorkers=3', '--selectProjects', 'unit', 'integration', 'e2e'],
  // What all of those have asked of the database.
  ['--selectProjects', 'afterwards', '--runInBand'],
];

/** What needs processes, real time or Debian's tools: three files at once, then the heaviest one by one. */
const SYSTEM = [
  ['--selectProjects', 'system', '--maxWorkers=3'],
  ['--selectProjects', 'alone', '--runInBand'],
];

const isOfSystem = (args) => SYSTEM.some(([, project]) => args.includes(project));
/**
 * Much that tests make dies young: with room for it, the collector never looks at most of it; and threads of its own would only take
 * the cores from the other workers. Processes that are the test keep what Node gives them.
 */
const collectorOf = (args) => (isOfSystem(args) ? [] : ['--max-semi-space-size=64', '--single-threaded-gc']);
/** `npm test` beside the system set takes the half of the machine that the other leaves idle: none of its tests minds the wait. */
const priorityOf = (args) => (sets.length > 1 && !isOfSystem(args) ? { TEST_PRIORITY: 'low' } : {});

/** The runs of a set follow one another; sets run side by side. */
const SETS = { '--system': [SYSTEM], '--all': [SYSTEM, NODE_ALONE] };

const [first, ...others] = process.argv.slice(2);
const sets = SETS[first] ?? [NODE_ALONE];
const given = first in SETS ? others : process.argv.slice(2);
const chosen = (runs) => {
  if (given.length === 0) return runs;
  if (!(first in SETS)) return [given];
  return runs.map((run) => [...run, '--passWithNoTests', ...given]);
};
if (given.length === 0 && sets.includes(NODE_ALONE)) {
  await rm(join(projectRoot, '.data', 'test-statements'), { recursive: true, force: true });
}
const counts = { passed: 0, failed: 0, skipped: 0 };
let exitCode = 0;
let stopped = false;
const children = new Set();
// A terminal's Ctrl-C reaches Jest by itself; we stay to say what was counted. SIGTERM is for us alone.
process.on('SIGINT', () => (stopped = true));
process.on('SIGTERM', () => {
  stopped = true;
  for (const child of children) child.kill('SIGTERM');
});
await Promise.all(sets.map((runs) => runInTurn(chosen(runs))));
const { passed, failed, skipped } = counts;
if (passed + failed === 0) console.log('No test has run: that is a failure.');
process.exitCode = exitCode === 0 && failed === 0 && passed > 0 ? 0 : exitCode || 1;
console.log(`tests: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);

async function runInTurn(runs) {
  for (const args of runs) {
    if (stopped) break;
    const run = await runAndCount(args);
    for (const key of Object.keys(counts)) counts[key] += run.counts[key];
    exitCode ||= run.exitCode;
  }
}

async function runAndCount(args) {
  const folder = await mkdtemp(join(tmpdir(), 'crownline-tests-'));
  const resultFile = join(folder, 'results.json');
  const exitCode = await runJest(['--json', `--outputFile=${resultFile}`, ...args]);
  const results = await readFile(resultFile, 'utf8').then(JSON.parse, () => null);
  await rm(folder, { recursive: true });
  if (!results) console.log(`Jest ended with code ${exitCode} before it had results: counted as one failure.`);
  return { exitCode, counts: countsOf(results) };
}

async function runJest(args) {
  const jest = join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js');
  const child = spawn(process.execPath, [...collectorOf(args), jest, ...args], {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, ...priorityOf(args) },
  });
  children.add(child);
  const [code] = await once(child, 'exit');
  children.delete(child);
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
