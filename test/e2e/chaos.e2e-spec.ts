/** @asks-itself */
import { createApp } from '../../src/app.js';
import { judgeCall, judgeScene } from '../../src/chaos/judge/judge-call.policy.js';
import { buildStory } from '../../src/chaos/judge/story.builder.js';
import type { ScenePlan } from '../../src/chaos/plan/plan.types.js';
import { buildScenePlan, type SceneWish } from '../../src/chaos/plan/scene-plan.builder.js';
import { playScene, type PlayedScene } from '../../src/chaos/play/scene.js';
import { AgentPlayback } from '../../src/conversation/agent-playback.js';
import { openSpeech } from '../support/kept-speech.js';
import { openTestDatabase } from '../support/test-database.js';

/** `npm run chaos`, in this very process and in virtual time: the calls that have found something, and that it would find it again. */

const speech = openSpeech();
afterAll(() => speech.close());

const databases = {
  create: () => openTestDatabase(),
  close: () => Promise.resolve(),
};

/** Of the scene only these calls; with all of its faults. */
const planOf = (wish: SceneWish, calls: readonly number[]): ScenePlan => {
  const plan = buildScenePlan(wish);
  return { ...plan, calls: plan.calls.filter(({ number }) => calls.includes(number)) };
};

const play = (plan: ScenePlan): Promise<PlayedScene> => playScene(plan, { createApp, databases, speech });

function brokenIn(plan: ScenePlan, { scene, calls }: PlayedScene): string[] {
  return calls.flatMap((call) => {
    const complaints = [...judgeScene(scene), ...judgeCall(call, scene)];
    return complaints.length > 0 ? [buildStory(plan, call, complaints)] : [];
  });
}

const SPEAKING_STOPS: ScenePlan['streams'][number] = {
  stream: 1,
  faults: { speak: { breaks: [{ at: { turn: 3, when: 'speaking' }, how: 'mute' }] } },
};

/** Each was a call that broke, and why. */
const FOUND: [what: string, wish: SceneWish, call: number, instead: Partial<ScenePlan> | null][] = [
  ['puts a caller through whose line is lost when they hear of it', { seed: 7, scene: 3, driver: 'pipeline' }, 9, null],
  [
    'ends the record of a caller who hangs up while the database is away', // for longer than a goodbye may wait
    { seed: 7, scene: 0, driver: 'deepgram' },
    16,
    { faults: [{ kind: 'database', trouble: { kind: 'gone' }, atMs: 13_000, forMs: 9000 }] },
  ],
  ['ends the record of one who hangs up on the desk meanwhile', { seed: 7, scene: 16, driver: 'deepgram' }, 18, null],
  ['has a record of one who rings and hangs up meanwhile', { seed: 7, scene: 25, driver: 'pipeline' }, 7, null],
  ['counts the audio of a lead-in to the lead-in', { seed: 7, scene: 2, driver: 'deepgram' }, 2, null],
  [
    'counts the audio of a reply that keys have cut to that reply',
    { seed: 11, scene: 8, driver: 'deepgram' },
    12,
    null,
  ],
  [
    'says something in time where a tool was asked and the model stalls',
    { seed: 11, scene: 3, driver: 'pipeline' },
    9,
    null,
  ],
  [
    'knows that a turn whose beginning nobody told has cut its reply',
    { seed: 7, scene: 44, driver: 'deepgram' },
    12,
    null,
  ],
  [
    'says the rest when a voice falls silent in the middle',
    { seed: 7, scene: 45, driver: 'pipeline' },
    1,
    { faults: [], streams: [SPEAKING_STOPS] },
  ],
  [
    'hangs up four seconds after its goodbye where the database is away',
    { seed: 13, scene: 7, driver: 'pipeline' },
    13,
    { faults: [{ kind: 'database', trouble: { kind: 'gone' }, atMs: 32_000, forMs: 10_000 }], streams: [] },
  ],
  ['ends a call whose goodbye was lost with the line', { seed: 13, scene: 11, driver: 'pipeline' }, 5, null],
  ['gives what a session has not heard to another', { seed: 7, scene: 44, driver: 'deepgram' }, 11, null],
  ['has another session hear whom one has lost', { seed: 7, scene: 42, driver: 'deepgram' }, 3, null],
  ['says goodbye again when a noise has cut it', { seed: 3, scene: 0, driver: 'deepgram' }, 13, null],
  [
    'books once where the answer to a booking is lost, and tells the caller', // red when the tool asks with another key each time
    { seed: 7, scene: 4, driver: 'deepgram' },
    12,
    { faults: [{ kind: 'database', trouble: { kind: 'forgetful', percent: 50 }, atMs: 14_000, forMs: 60_000 }] },
  ],
];

it.each(FOUND)('%s', async (_what, wish, call, instead) => {
  const played = { ...planOf(wish, [call]), ...instead };
  expect(brokenIn(played, await play(played))).toEqual([]);
});

it('plays the same for the same seed: every word, every time, every row but for its id', async () => {
  const plan = planOf({ seed: 7, scene: 0, driver: 'deepgram' }, [2, 3, 7, 13]);
  const told = ({ calls }: PlayedScene) =>
    calls.map(({ account: { remarks, silences, events, ending }, rows }) => ({
      heard: { remarks, silences, types: events.map(({ type }) => type), ending },
      rows: rows.map(({ id: _id, ...row }) => row),
    }));
  expect(told(await play(plan))).toEqual(told(await play(plan)));
});

it('finds a server that does not clear what it has queued when the caller speaks', async () => {
  const { calls, ...scene } = planOf({ seed: 7, scene: 0, driver: 'deepgram' }, [17]);
  const plan = { ...scene, calls: calls.map((call) => ({ ...call, faults: [] })) }; // only the server is wrong
  const prototype = AgentPlayback.prototype as unknown as { clear: (this: AgentPlayback) => void };
  const { clear } = prototype;
  prototype.clear = function () {
    const parts = this as unknown as { media: object };
    const { media } = parts;
    parts.media = { clear: () => undefined };
    clear.call(this);
    parts.media = media;
  };
  try {
    expect(brokenIn(plan, await play(plan)).join()).toContain('was heard further than is recorded');
  } finally {
    prototype.clear = clear;
  }
});
