import { AGENT_DRIVERS } from '../../config/app-config.js';
import { CALLS_IN_SCENE, type SceneWish } from '../plan/scene-plan.builder.js';
import type { ChaosArguments } from './chaos.arguments.js';

/** The scenes that make up so many calls; of the last one only as many calls as are left. */
export function scenesOf({ calls, seed, driver, scene }: Omit<ChaosArguments, 'json' | 'help'>): SceneWish[] {
  const wishOf = (number: number, count: number): SceneWish => ({
    seed,
    scene: number,
    driver: driver ?? AGENT_DRIVERS[number % AGENT_DRIVERS.length]!,
    calls: count,
  });
  if (scene !== null) return [wishOf(scene, Math.min(calls, CALLS_IN_SCENE))];
  return Array.from({ length: Math.ceil(calls / CALLS_IN_SCENE) }, (_, number) =>
    wishOf(number, Math.min(CALLS_IN_SCENE, calls - number * CALLS_IN_SCENE)),
  );
}
