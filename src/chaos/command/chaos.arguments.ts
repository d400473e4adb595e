import { resolve } from 'node:path';
import { driverOf, parsedOptions, wholeNumberOf } from '../../evals/command/command-line.js';
import type { ChaosDriver } from '../plan/plan.types.js';
import { CALLS_IN_SCENE } from '../plan/scene-plan.builder.js';

export const USAGE = `npm run chaos -- [--calls N] [--seed S] [--driver NAME] [--scene K] [--json FILE]

  Plays calls in which things go wrong, drawn by the seed, in virtual time, and judges each of them (docs/chaos.md).

  --calls N      so many calls, ${CALLS_IN_SCENE} to a scene; 200 when left out
  --seed S       decides what goes wrong, where and when; 1 when left out
  --driver NAME  deepgram or pipeline; when left out, every second scene is on the other one
  --scene K      plays scene K alone, as it was played among the others
  --json FILE    writes the result for scripts`;

export interface ChaosArguments {
  help: boolean;
  calls: number;
  seed: number;
  /** Null: both in turn. */
  driver: ChaosDriver | null;
  /** Null: all that the calls make. */
  scene: number | null;
  json: string | null;
}

const USUAL_CALLS = 200;

const OPTIONS = {
  help: { type: 'boolean', default: false },
  calls: { type: 'string' },
  seed: { type: 'string' },
  driver: { type: 'string' },
  scene: { type: 'string' },
  json: { type: 'string' },
} as const;

/** @throws UsageError */
export function readChaosArguments(given: readonly string[]): ChaosArguments {
  const values = parsedOptions(given, OPTIONS, USAGE);
  const scene = values.scene === undefined ? null : wholeNumberOf('--scene', values.scene, 0, 100_000);
  const usual = scene === null ? USUAL_CALLS : CALLS_IN_SCENE;
  return {
    help: values.help,
    calls: values.calls === undefined ? usual : wholeNumberOf('--calls', values.calls, 1, 1_000_000),
    seed: values.seed === undefined ? 1 : wholeNumberOf('--seed', values.seed, 0, 1_000_000),
    driver: values.driver === undefined ? null : driverOf(values.driver),
    scene,
    json: values.json === undefined ? null : resolve(values.json),
  };
}
