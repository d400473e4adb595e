import type { SeededRandom } from '../../common/random/seeded-random.js';
import type { CallFaults } from '../../simulation/carrier/carrier.types.js';
import type {
  Breakage,
  DeepgramFaults,
  ListenFaults,
  Moment,
  SpeakStreamFaults,
} from '../../simulation/deepgram/deepgram-faults.types.js';
import type { RequestFaults } from '../../simulation/llm/llm-faults.types.js';
import type { CallFault, ChaosDriver, StreamFault } from './plan.types.js';

/** About as long as a call takes to which nothing happens. */
export const CALL_MS = 24_000;
const TURNS = 4;

type Draw<Drawn> = (random: SeededRandom) => Drawn;

/** Nothing in one call out of three: whoever is beside one that goes wrong must not notice. */
export function drawCallFaults(random: SeededRandom, driver: ChaosDriver): CallFault[] {
  const count = random.pick([0, 0, 1, 1, 1, 2]) ?? 0;
  return Array.from({ length: count }, () => drawOne(random, driver));
}

function drawOne(random: SeededRandom, driver: ChaosDriver): CallFault {
  if (random.chance(0.4)) return { kind: 'carrier', faults: of(CARRIER, random) };
  if (driver === 'pipeline') return { kind: 'request', request: random.below(TURNS), faults: of(MODEL, random) };
  if (random.chance(0.2)) {
    const how: Breakage = random.pick([
      { closeCode: 1006 },
      { closeCode: 1011 },
      { error: 'INTERNAL_SERVER_ERROR', closeCode: 1011 },
    ]) ?? { closeCode: 1006 };
    return { kind: 'refused', atMs: random.below(CALL_MS), forMs: 200 + random.below(4000), how };
  }
  // Mostly of the first: the others are there to recover.
  return { kind: 'session', session: random.chance(0.8) ? 0 : 1, faults: of(SESSION, random) };
}

/** Some of the streams that hear and speak, which only the pipeline opens by itself. */
export function drawStreamFaults(random: SeededRandom, streams: number): StreamFault[] {
  return Array.from({ length: streams }, (_, stream) => stream).flatMap((stream): StreamFault[] => {
    if (!random.chance(0.2)) return [];
    return [{ stream, faults: random.chance(0.5) ? { listen: of(LISTEN, random) } : { speak: of(SPEAK, random) } }];
  });
}

const of = <Drawn>(draws: readonly Draw<Drawn>[], random: SeededRandom): Drawn => random.pick(draws)!(random);

const BREAKAGES: readonly Breakage[] = [
  { closeCode: 1000 },
  { closeCode: 1005 },
  { closeCode: 1006 },
  { closeCode: 1011 },
  { error: 'INTERNAL_SERVER_ERROR' },
  { error: 'SERVER_GOING_AWAY' },
  { error: 'ASR_CONNECTION_CLOSED', closeCode: 1011 },
  { error: 'FAILED_TO_THINK' },
  'half_open',
  'mute',
];
const MOMENTS = ['caller_speaking', 'ended', 'thinking', 'tool_pending', 'speaking'] as const;

const aTurn: Draw<number> = (random) => 1 + random.below(TURNS);
const aMoment: Draw<Moment> = (random) =>
  random.chance(0.5)
    ? { afterMs: random.below(CALL_MS) }
    : { turn: aTurn(random), when: random.pick(MOMENTS) ?? 'ended' };

const SESSION: readonly Draw<DeepgramFaults>[] = [
  (random) => ({ breaks: [{ at: aMoment(random), how: random.pick(BREAKAGES) ?? 'mute' }] }),
  (random) => ({ breaks: [{ at: aMoment(random), how: random.pick(BREAKAGES) ?? 'mute' }] }),
  (random) => ({ emptyReplyAtTurn: aTurn(random) }),
  (random) => ({ lateReply: { turn: aTurn(random), ms: 1000 + random.below(9000) } }),
  (random) => ({ lateAudio: { turn: aTurn(random), ms: 500 + random.below(5000) } }),
  (random) => ({ thinkFails: { turn: aTurn(random), models: 1 + random.below(2) } }),
  (random) => ({ speakFails: { turn: aTurn(random), voices: 1 + random.below(2) } }),
  (random) => ({ cancelCalls: { turn: aTurn(random), answered: random.chance(0.5) } }),
  (random) => ({ lostUserStartAtTurn: aTurn(random) }),
  (random) => ({ lostUserTextAtTurn: aTurn(random) }),
  (random) => ({ endlessTurn: aTurn(random) }),
  (random) => ({ lostAudioDoneAtTurn: aTurn(random) }),
];

const MODEL: readonly Draw<RequestFaults>[] = [
  (random) => ({ refuseWith: random.pick([429, 500, 503, 529, 'reset'] as const) ?? 500 }),
  () => ({ emptyReply: true }),
  (random) => ({ stall: { before: random.chance(0.5) ? 'head' : 'first_token', ms: 500 + random.below(8000) } }),
  (random) => ({
    breaks: { afterTokens: random.below(12), how: random.pick(['reset', 'end', 'error', 'mute'] as const) ?? 'end' },
  }),
];

const LISTEN: readonly Draw<ListenFaults>[] = [
  (random) => ({ breaks: [{ at: { afterMs: random.below(CALL_MS) }, how: random.pick(BREAKAGES) ?? 'mute' }] }),
  (random) => ({ lostEndAtTurn: aTurn(random) }),
];

const SPEAK: readonly Draw<SpeakStreamFaults>[] = [
  (random) => ({
    breaks: [{ at: { turn: aTurn(random), when: 'speaking' }, how: random.pick(BREAKAGES) ?? 'mute' }],
  }),
  (random) => ({ lateAudio: { turn: aTurn(random), ms: 500 + random.below(5000) } }),
  (random) => ({ lostFlushedAtTurn: aTurn(random) }),
];

const CARRIER: readonly Draw<CallFaults>[] = [
  (random) => ({ cutAfterMs: random.below(CALL_MS) }),
  (random) => ({
    stall: {
      afterMs: random.below(CALL_MS),
      forMs: 200 + random.below(4000),
      then: random.chance(0.5) ? 'burst' : 'skip',
    },
  }),
  () => ({ marks: 'at_once' }),
  () => ({ marks: 'never' }),
  (random) => ({ losesEvery: 3 + random.below(60) }),
  (random) => ({ bunched: 2 + random.below(15) }),
  (random) => ({ strayEvery: 60 + random.below(200) }),
  () => ({ start: 'twice' }),
  () => ({ documentAnswers: 'lost_once' }),
  (random) => ({
    statusCallbacks: { duplicated: random.chance(0.5), reordered: random.chance(0.5), lateByMs: random.below(5000) },
  }),
];
