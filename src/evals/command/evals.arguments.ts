import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { AppConfig } from '../../config/app-config.js';
import { driverOf, parsedOptions, UsageError, wholeNumberOf } from './command-line.js';

export const USAGE = `npm run evals -- [--filter PATTERN] [--repeat N] [--driver NAME] [--seed N] [--json FILE] [--html FILE] [--scenarios DIR]
                        [--real-time] [--parallel N] [--live]

  --filter PATTERN  only scenarios whose GROUP/NAME fits the regular expression, e.g. hostile/ or booking/book-cleaning$
  --repeat N        plays each so often, every time with another seed; 1 when left out
  --seed N          of the first playing of each: decides the caller's temperament and voice, and all that would be chance; 1 when left out
  --driver NAME     deepgram, or pipeline; deepgram when left out
  --json FILE       writes the result for scripts
  --html FILE       writes the page there; .data/evals/report.html when left out
  --scenarios DIR   another folder of scenario files
  --real-time       each server in a process of its own, each call as long as in life, to see that the two worlds agree
  --parallel N      so many calls at once in real time; when left out, what this machine can carry without breaking up anybody's words
  --live            a real provider, and a language model as the caller: scenarios with a section live; needs DEEPGRAM_API_KEY,
                    and with --driver pipeline LLM_PROVIDER and its key or address`;

export interface EvalsArguments {
  driver: AppConfig['agent']['driver'];
  filter: RegExp;
  repeat: number;
  /** Of the first playing. */
  seed: number;
  realTime: boolean;
  parallel: number;
  /** Absolute paths. */
  json: string | null;
  html: string | null;
  scenarios: string | null;
  live: boolean;
}

/** More at once than this for each core, and the simulated audio comes late: words are lost that the server never saw. */
const CALLS_PER_CORE = 8;
/** Real sessions cost money, and a provider allows few at once. */
const LIVE_CALLS = 4;

const OPTIONS = {
  driver: { type: 'string', default: 'deepgram' },
  filter: { type: 'string', default: '' },
  repeat: { type: 'string' },
  seed: { type: 'string' },
  'real-time': { type: 'boolean', default: false },
  parallel: { type: 'string' },
  json: { type: 'string' },
  html: { type: 'string' },
  scenarios: { type: 'string' },
  live: { type: 'boolean', default: false },
} as const;

/** @throws UsageError */
export function readEvalsArguments(given: readonly string[]): EvalsArguments {
  const values = parsedOptions(given, OPTIONS, USAGE);
  const most = values.live ? LIVE_CALLS : CALLS_PER_CORE * availableParallelism();
  return {
    driver: driverOf(values.driver),
    filter: patternOf(values.filter),
    repeat: values.repeat === undefined ? 1 : wholeNumberOf('--repeat', values.repeat, 1, 100),
    seed: values.seed === undefined ? 1 : wholeNumberOf('--seed', values.seed, 1, 1_000_000),
    realTime: values['real-time'] || values.live,
    parallel: values.parallel === undefined ? most : wholeNumberOf('--parallel', values.parallel, 1, 400),
    json: pathOf(values.json),
    html: pathOf(values.html),
    scenarios: pathOf(values.scenarios),
    live: values.live,
  };
}

function patternOf(source: string): RegExp {
  try {
    return new RegExp(source, 'iu');
  } catch (error) {
    throw new UsageError(`--filter: ${error instanceof Error ? error.message : 'not a regular expression'}`);
  }
}

const pathOf = (path: string | undefined): string | null => (path === undefined ? null : resolve(path));
