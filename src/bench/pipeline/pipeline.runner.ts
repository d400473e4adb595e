import type { Clock } from '../../common/clock/clock.js';
import type { BenchRow, BenchSize, Round } from '../bench.types.js';
import type { BenchCall } from '../lines/bench-call.js';
import { median, rowOf } from '../summary.policy.js';
import { measureInterruptions, REPLY_CHUNKS, type Interruptible } from '../turns/barge-in.runner.js';
import { inTurns, roundOf, withCalls, type Both } from '../turns/both-lines.js';
import { AGENT_CHUNK } from '../turns/spoken.js';
import type { PipelineLines } from './pipeline-lines.js';
import type { StagesSession } from './scripted-stages.js';
import { CALLER_WORDS, REPLY_TOKENS, takeTurn, type Pace, type TurnCost } from './spoken-turn.js';

const AGAINST = 'a bare pipeline';

/** The model thinks for so long that the server has written down what the caller said; the others take no time. */
const QUICK: Pace = { guessAfterMs: null, endAfterMs: 0, modelMs: 25, voiceMs: 0 };

/** Providers quicker than real ones: what they take is known and taken off, and the bench is to come to an end. */
const USUAL: Pace = { guessAfterMs: null, endAfterMs: 120, modelMs: 120, voiceMs: 50 };
/** By how much earlier the model is asked where a probable end is told. */
const GAINED_MS = 70;
const GUESSING: Pace = { ...USUAL, guessAfterMs: USUAL.endAfterMs - GAINED_MS };

/** What nobody notices at the end of a turn. */
const OWN_LIMIT_MS = 40;
/** Of what a turn takes without a guess: with these providers 0.76 is the least that it can be. */
const GUESSED_MOST = 0.9;

const HOPS: readonly [name: string, of: (cost: TurnCost) => number][] = [
  ['end of the turn → request at the model', ({ toModelMs }) => toModelMs],
  ['first words of the model → text at the voice', ({ toVoiceMs }) => toVoiceMs],
  ['first audio of the voice → caller', ({ toCallerMs }) => toCallerMs],
];

/** What lies between the providers of a turn, hop by hop, in the server's pipeline and in a bare one. */
export async function measureHops(lines: PipelineLines, size: BenchSize, clock: Clock): Promise<BenchRow[]> {
  const rounds: Both<TurnCost[]>[] = [];
  for (let round = 0; round < size.rounds; round++) {
    await withCalls(lines, async (calls) => {
      const take = (call: BenchCall<StagesSession>) => takeTurn(call, QUICK, clock);
      for (const call of [calls.gateway, calls.passThrough]) await take(call); // connections are opened
      rounds.push(await inTurns(size.pipeline.turns, calls, take));
    });
  }
  const all: Both<TurnCost[]> = {
    gateway: rounds.flatMap(({ gateway }) => gateway),
    passThrough: rounds.flatMap(({ passThrough }) => passThrough),
  };
  const title = { section: "The pipeline's share of a turn", unit: 'ms', against: AGAINST };
  return HOPS.flatMap(([name, of]) => {
    const round = ({ gateway, passThrough }: Both<TurnCost[]>, share: number): Round =>
      roundOf({ gateway: gateway.map(of), passThrough: passThrough.map(of) }, share);
    return [
      rowOf(
        { ...title, name: `${name}, median` },
        rounds.map((one) => round(one, 0.5)),
      ),
      // Of all rounds together: the turns of one are too few to have one in twenty.
      rowOf({ ...title, name: `${name}, 95 %` }, [round(all, 0.95)]),
    ];
  });
}

/** From the caller's last word to the reply, and what is saved where it is thought of before the turn is surely over. */
export async function measureGuesses(lines: PipelineLines, size: BenchSize, clock: Clock): Promise<BenchRow[]> {
  const [usual, guessed, saved, own]: [Round[], Round[], Round[], Round[]] = [[], [], [], []];
  for (let round = 0; round < size.rounds; round++) {
    const call = await lines.gateway.call();
    await takeTurn(call, QUICK, clock);
    const [without, withGuess]: [TurnCost[], TurnCost[]] = [[], []];
    for (let i = 0; i < size.pipeline.guesses; i++) {
      without.push(await takeTurn(call, USUAL, clock));
      withGuess.push(await takeTurn(call, GUESSING, clock));
    }
    call.hangUp();
    const [totalMs, guessedMs] = [without, withGuess].map((costs) => median(costs.map((cost) => cost.totalMs)));
    if (totalMs === undefined || guessedMs === undefined) continue;
    const ownMs = median(without.map((cost) => cost.ownMs));
    usual.push({ value: totalMs, baseline: totalMs - ownMs });
    own.push({ value: ownMs, baseline: OWN_LIMIT_MS });
    guessed.push({ value: guessedMs, baseline: totalMs });
    saved.push({ value: totalMs - guessedMs, baseline: GAINED_MS });
  }
  const title = { section: "From the caller's last word to the reply", unit: 'ms' };
  return [
    rowOf({ ...title, name: 'first audio, median', against: "the providers' own time" }, usual),
    rowOf({ ...title, name: "the pipeline's share of it", against: 'the limit', most: 1 }, own),
    rowOf(
      { ...title, name: 'first audio, thought of early', against: 'the same not thought of early', most: GUESSED_MOST },
      guessed,
    ),
    rowOf({ ...title, name: 'saved by thinking early', against: "what the providers' times allow" }, saved),
  ];
}

const STAGES: Interruptible<StagesSession> = {
  reply(session) {
    session.model.onAsked = (exchange) => exchange.answer(REPLY_TOKENS);
    session.onFlush = () => {
      for (let i = 0; i < REPLY_CHUNKS; i++) session.speak(AGENT_CHUNK);
    };
    session.hear('EndOfTurn', CALLER_WORDS);
  },
  interrupt(session) {
    session.hear('StartOfTurn', CALLER_WORDS);
    session.speak(AGENT_CHUNK);
  },
};

/** As with an agent's session; what is told here is that words were heard. */
export function measureStops(lines: PipelineLines, size: BenchSize, clock: Clock): Promise<BenchRow[]> {
  const title = { section: 'The caller interrupts the pipeline', against: AGAINST };
  return measureInterruptions(lines, STAGES, title, { ...size, bargeIns: size.pipeline.bargeIns }, clock);
}
