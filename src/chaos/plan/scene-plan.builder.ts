import { SeededRandom } from '../../common/random/seeded-random.js';
import { drawCallFaults, drawStreamFaults } from './call-faults.builder.js';
import { buildCaller } from './callers.builder.js';
import type { CallPlan, ChaosDriver, SceneFault, ScenePlan } from './plan.types.js';

/** Of one server. Each begins at a millisecond of its own among the twenty of a packet, so that no two are ever at work in the same one. */
export const CALLS_IN_SCENE = 20;
/** All calls of a scene begin within so many packets' time. */
const BEGIN_WITHIN_PACKETS = 500;
const PACKET_MS = 20;
/** A call opens one of each, and others in their place. */
const STREAMS = 3 * CALLS_IN_SCENE;
/** When faults of a scene may begin: while its calls are on the line. */
const BUSY_MS = 30_000;

export interface SceneWish {
  seed: number;
  scene: number;
  driver: ChaosDriver;
  /** Of all the scene's calls the first ones, when there are to be fewer. */
  calls?: number;
}

/** Draws a scene: the same for the same seed and number. Fewer calls are the first ones of all. */
export function buildScenePlan({ seed, scene, driver, calls = CALLS_IN_SCENE }: SceneWish): ScenePlan {
  const randomOf = (part: number) => new SeededRandom(mixed(seed, scene, part));
  const random = randomOf(0);
  const at = random.chance(0.85)
    ? { weekday: 1 + random.below(5), time: '10:00' }
    : { weekday: 1 + random.below(5), time: '20:00' };
  const all = Array.from({ length: CALLS_IN_SCENE }, (_, number) => buildCall(randomOf(number + 1), number, driver));
  return {
    seed,
    scene,
    driver,
    at,
    faults: drawSceneFaults(random, driver),
    streams: driver === 'pipeline' ? drawStreamFaults(random, STREAMS) : [],
    calls: all.slice(0, calls),
  };
}

function buildCall(random: SeededRandom, number: number, driver: ChaosDriver): CallPlan {
  const { errand, scenario } = buildCaller(random, number);
  return {
    number,
    startsAfterMs: random.below(BEGIN_WITHIN_PACKETS) * PACKET_MS + (number % PACKET_MS),
    errand,
    scenario,
    run: 1 + random.below(1000),
    faults: drawCallFaults(random, driver),
  };
}

/** None in half of the scenes. */
function drawSceneFaults(random: SeededRandom, driver: ChaosDriver): SceneFault[] {
  const count = random.pick([0, 0, 1, 1, 2]) ?? 0;
  return Array.from({ length: count }, () => drawSceneFault(random, driver));
}

function drawSceneFault(random: SeededRandom, driver: ChaosDriver): SceneFault {
  const when = { atMs: random.below(BUSY_MS), forMs: 500 + random.below(9500) };
  if (random.chance(0.6)) {
    const troubles = [
      { kind: 'slow', ms: 20 + random.below(130) },
      { kind: 'gone' },
      { kind: 'forgetful', percent: 2 + random.below(15) },
    ] as const;
    return { ...when, kind: 'database', trouble: random.pick(troubles) ?? { kind: 'gone' } };
  }
  const refusal = random.pick([401, 402, 403, 429, 500, 503, 'reset'] as const) ?? 503;
  const isModel = driver === 'pipeline' && random.chance(0.5);
  return { ...when, kind: isModel ? 'model' : 'provider', with: refusal };
}

/** Neighbouring numbers must not lead to neighbouring streams of chance. */
function mixed(...numbers: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const number of numbers) {
    state = Math.imul(state ^ number, 0x85ebca6b);
    state ^= state >>> 13;
    state = Math.imul(state, 0xc2b2ae35);
    state ^= state >>> 16;
  }
  return state;
}
