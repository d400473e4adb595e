import { ERRANDS } from './plan.types.js';
import { buildScenePlan, CALLS_IN_SCENE } from './scene-plan.builder.js';

const plain = (plan: unknown): unknown =>
  JSON.parse(JSON.stringify(plan, (_key, value: unknown) => (value instanceof RegExp ? value.source : value)));
const sceneOf = (scene: number, seed = 7) => buildScenePlan({ seed, scene, driver: 'deepgram' });

it('draws the same for the same seed and number, and something else for any other', () => {
  expect(plain(sceneOf(3))).toEqual(plain(sceneOf(3)));
  expect(plain(sceneOf(3))).not.toEqual(plain(sceneOf(4)));
  expect(plain(sceneOf(3))).not.toEqual(plain(sceneOf(3, 8)));
});

it('takes the first calls where there are to be fewer', () => {
  const all = sceneOf(0);
  const few = buildScenePlan({ seed: 7, scene: 0, driver: 'deepgram', calls: 3 });
  expect(plain(few.calls)).toEqual(plain(all.calls.slice(0, 3)));
  expect(few.faults).toEqual(all.faults);
});

it('begins no two calls of a scene in the same millisecond of a packet', () => {
  const places = new Set(sceneOf(1).calls.map(({ startsAfterMs }) => startsAfterMs % 20));
  expect(places.size).toBe(CALLS_IN_SCENE);
});

it('draws every errand and every kind of fault within a thousand calls', () => {
  const scenes = Array.from({ length: 50 }, (_, scene) =>
    buildScenePlan({ seed: 1, scene, driver: scene % 2 ? 'pipeline' : 'deepgram' }),
  );
  const calls = scenes.flatMap((scene) => scene.calls);
  expect(new Set(calls.map(({ errand }) => errand))).toEqual(new Set(ERRANDS));
  expect(new Set(calls.flatMap(({ faults }) => faults.map(({ kind }) => kind)))).toEqual(
    new Set(['session', 'refused', 'request', 'carrier']),
  );
  const ofScenes = scenes.flatMap(({ faults }) => faults);
  expect(new Set(ofScenes.map(({ kind }) => kind))).toEqual(new Set(['database', 'provider', 'model']));
});
