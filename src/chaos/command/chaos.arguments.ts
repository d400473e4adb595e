import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AGENT_DRIVERS } from '../../config/app-config.js';
import type { ChaosDriver } from '../plan/plan.types.js';
import { CALLS_IN_SCENE } from '../plan/scene-plan.builder.js';

export const USAGE = `npm run chaos -- [--calls N] [--seed S] [--driver NAME] [--scene K] [--json FILE]

  Plays calls in which things go wrong, drawn by the seed, in virtual time, and judges each of them (docs/chaos.md).

  --calls N      so many calls, ${CALLS_IN_SCENE} to a scene; 200 when left out
  --seed S       decides what goes wrong, where and when; 1 when left out
  --driver NAME  deepgram or pipeline; when left out, every second scene is on the other one
  --scene K      plays scene K alone, as it was played among the others
  --json FILE    writes the result for scripts`;

/** Something the person at the terminal can put right. */
export class ChaosUsageError extends Error {}

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

/** @throws ChaosUsageError */
export function readChaosArguments(given: readonly string[]): ChaosArguments {
  const values = parse(given);
  const scene = values.scene === undefined ? null : countOf('--scene', values.scene, 0, 100_000);
  const usual = scene === null ? USUAL_CALLS : CALLS_IN_SCENE;
  return {
    help: values.help,
    calls: values.calls === undefined ? usual : countOf('--calls', values.calls, 1, 1_000_000),
    seed: values.seed === undefined ? 1 : countOf('--seed', values.seed, 0, 1_000_000),
    driver: values.driver === undefined ? null : driverOf(values.driver),
    scene,
    json: values.json === undefined ? null : resolve(values.json),
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        help: { type: 'boolean', default: false },
        calls: { type: 'string' },
        seed: { type: 'string' },
        driver: { type: 'string' },
        scene: { type: 'string' },
        json: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new ChaosUsageError(`${error instanceof Error ? error.message : 'unknown option'}\n\n${USAGE}`);
  }
}

function driverOf(name: string): ChaosDriver {
  const driver = AGENT_DRIVERS.find((one) => one === name);
  if (driver) return driver;
  throw new ChaosUsageError(`There is no driver "${name}". There are: ${AGENT_DRIVERS.join(', ')}.`);
}

function countOf(option: string, words: string, least: number, most: number): number {
  const count = /^\d+$/.test(words) ? Number(words) : -1;
  if (count < least || count > most) throw new ChaosUsageError(`${option} is a whole number from ${least} to ${most}.`);
  return count;
}
