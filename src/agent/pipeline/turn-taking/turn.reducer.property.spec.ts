import fc from 'fast-check';
import type { ListenEvent } from '../listening/recognizer.port.js';
import { QUIET_TURN, reduceTurn, type Turn } from './turn.reducer.js';
import { turnLimitsFor } from './turn.limits.js';
import type { TurnAct, TurnSignal, TurnTimer } from './turn-taking.types.js';

const limits = turnLimitsFor({ endConfidence: 0.7, eagerConfidence: 0.4, endTimeoutMs: 3000 });
const TURN_EVERY_MS = 20_000;
const AGENT_BEGINS_AFTER_MS = 600;
const AGENT_SPEAKS_MS = 3000;

/** Words that no two turns share. */
const WORDS =
  'red ten blue nine green six brown five black one white two grey tooth cleaning monday doctor tuesday crown noon'.split(
    ' ',
  );

type Timed = { atMs: number; event: ListenEvent };

/** What a recogniser tells of a turn, in time; the last of it tells all its words. */
function tells(kind: 'stretches' | 'turns', turn: number, words: readonly string[]): Timed[] {
  const from = turn * TURN_EVERY_MS;
  const soFar = words.map((_, at) => ({ atMs: from + at * 300, text: words.slice(0, at + 1).join(' ') }));
  const text = words.join(' ');
  const doneAtMs = from + words.length * 300;
  if (kind === 'turns')
    return [
      ...soFar.map((said) => ({ atMs: said.atMs, event: { type: 'turn_updated', turn, text: said.text } as const })),
      { atMs: doneAtMs, event: { type: 'turn_probably_ended', turn, text } },
      { atMs: doneAtMs + 300, event: { type: 'turn_ended', turn, text: `${text}.`, languages: [] } },
    ];
  return [
    { atMs: from, event: { type: 'speech_began' } },
    ...soFar.map((said) => ({ atMs: said.atMs, event: { type: 'interim', text: said.text } as const })),
    { atMs: doneAtMs + 300, event: { type: 'final', text: `${text}.`, endsSpeech: true, languages: [] } },
    { atMs: doneAtMs + 1000, event: { type: 'utterance_ended' } },
  ];
}

const story = fc
  .record({
    kind: fc.constantFrom('stretches', 'turns'),
    lengths: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
    /** What becomes of each event. */
    fates: fc.array(
      fc.record({
        isLost: fc.boolean(),
        copies: fc.constantFrom(1, 1, 1, 2, 3),
        lateMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1000 })),
      }),
      { minLength: 40, maxLength: 40 },
    ),
  })
  .map(({ kind, lengths, fates }) => {
    let used = 0;
    // What comes late holds up what is behind it: a stream keeps its order.
    let cameAtMs = 0;
    const turns = lengths.map((length) => WORDS.slice(used, (used += length)));
    let index = 0;
    const events = turns.flatMap((words, turn) => {
      const told = tells(kind, turn, words);
      return told.flatMap(({ atMs, event }, at) => {
        const fate = fates[index++ % fates.length]!;
        // The first that tells all of the words comes: what nobody tells, nobody can answer.
        const isWhole = at === told.findIndex((one) => 'text' in one.event && one.event.text === words.join(' '));
        if (fate.isLost && !isWhole) return [];
        cameAtMs = Math.max(cameAtMs, atMs + fate.lateMs);
        return Array.from({ length: fate.copies }, () => ({ atMs: cameAtMs, event }));
      });
    });
    return { turns, events };
  });

interface World {
  told: TurnAct[];
  /** The turns that were answered: those after which the agent began. */
  answered: string[];
}

/** Plays the events to the reducer, with its timers, and an agent that answers after a moment. */
function play(events: readonly Timed[]): World & { turn: Turn; armed: TurnTimer[] } {
  const world: World = { told: [], answered: [] };
  const due: { atMs: number; order: number; signal: TurnSignal; isVoid?: boolean; isAgent?: boolean }[] = events.map(
    ({ atMs, event }, order) => ({ atMs, order, signal: { type: 'listened', event } }),
  );
  const timers = new Map<TurnTimer, (typeof due)[number]>();
  let turn = QUIET_TURN;
  let answer: string | null = null;
  let order = due.length;
  const later = (atMs: number, signal: TurnSignal, isAgent = false) => {
    const entry = { atMs, order: order++, signal, isAgent };
    due.push(entry);
    return entry;
  };
  for (;;) {
    due.sort((a, b) => a.atMs - b.atMs || a.order - b.order);
    const next = due.shift();
    if (!next) break;
    if (next.isVoid) continue;
    if (next.signal.type === 'timer_fired') timers.delete(next.signal.timer);
    if (next.signal.type === 'agent_began') {
      if (answer === null) continue;
      world.answered.push(answer);
      answer = null;
      later(next.atMs + AGENT_SPEAKS_MS, { type: 'agent_fell_silent' });
    }
    const step = reduceTurn(turn, next.signal, limits);
    turn = step.turn;
    for (const act of step.acts) {
      world.told.push(act);
      if (act.type === 'arm') {
        const armed = timers.get(act.timer);
        if (armed) armed.isVoid = true;
        timers.set(act.timer, later(next.atMs + act.afterMs, { type: 'timer_fired', timer: act.timer }));
      } else if (act.type === 'disarm') {
        const armed = timers.get(act.timer);
        if (!armed) throw new Error('disarmed what was not armed');
        armed.isVoid = true;
        timers.delete(act.timer);
      } else if (act.type === 'turn_over') {
        answer = act.text;
        later(next.atMs + AGENT_BEGINS_AFTER_MS, { type: 'agent_began' });
      } else if (act.type === 'caller_began') {
        answer = null;
        for (const entry of due) if (entry.signal.type === 'agent_began') entry.isVoid = true;
      }
    }
  }
  return { ...world, turn, armed: [...timers.keys()] };
}

/** Silences of the recogniser's in the middle of a turn. */
function lullsIn(events: readonly Timed[]): number {
  const gaps = events.slice(1).map(({ atMs }, at) => atMs - (events[at]?.atMs ?? 0));
  return gaps.filter((gapMs) => gapMs >= limits.lullMs && gapMs < TURN_EVERY_MS / 2).length;
}

const plain = (text: string) => text.replace(/\./g, '');

describe('whatever is lost, late or told twice', () => {
  it('each turn of the caller is answered once, with all of its words', () => {
    fc.assert(
      fc.property(story, ({ turns, events }) => {
        const { answered, armed } = play(events);
        expect(answered.map(plain).join(' ')).toBe(turns.flat().join(' '));
        // Where a stream was held up for longer than a lull, a turn is taken for two.
        expect(answered.length).toBeLessThanOrEqual(turns.length + lullsIn(events));
        expect(armed).toEqual([]);
      }),
      { numRuns: 800 },
    );
  });

  it('a guess is withdrawn or answered before there is another, and a turn is begun before it is over', () => {
    fc.assert(
      fc.property(story, ({ events }) => {
        let guess: string | null = null;
        let hasBegun = false;
        for (const act of play(events).told) {
          if (act.type === 'caller_began') {
            expect(hasBegun).toBe(false);
            hasBegun = true;
          }
          if (act.type === 'guess') {
            expect([guess, hasBegun]).toEqual([null, true]);
            guess = act.text;
          }
          if (act.type === 'withdraw') {
            expect(guess).not.toBeNull();
            guess = null;
          }
          if (act.type === 'turn_over') {
            expect(hasBegun).toBe(true);
            if (guess !== null) expect(act.text).toBe(guess);
            guess = null;
            hasBegun = false;
          }
        }
        expect(guess).toBeNull();
      }),
      { numRuns: 400 },
    );
  });

  it('nothing that a recogniser can tell is too much', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('', 'yes', 'mhm', 'five one two', 'on Monday.'));
    const turn = fc.integer({ min: -2, max: 5 });
    const languages = fc.constant<string[]>([]);
    const event: fc.Arbitrary<ListenEvent> = fc.oneof(
      fc.record({ type: fc.constant('interim' as const), text }),
      fc.record({ type: fc.constant('final' as const), text, endsSpeech: fc.boolean(), languages }),
      fc.record({ type: fc.constant('turn_updated' as const), turn, text }),
      fc.record({ type: fc.constant('turn_probably_ended' as const), turn, text }),
      fc.record({ type: fc.constant('turn_resumed' as const), turn }),
      fc.record({ type: fc.constant('turn_ended' as const), turn, text, languages }),
      fc.constantFrom<ListenEvent>({ type: 'speech_began' }, { type: 'utterance_ended' }, { type: 'stream_replaced' }),
    );
    const signal: fc.Arbitrary<TurnSignal> = fc.oneof(
      { weight: 5, arbitrary: event.map((one): TurnSignal => ({ type: 'listened', event: one })) },
      fc.constantFrom<TurnSignal>(
        { type: 'agent_began' },
        { type: 'agent_fell_silent' },
        { type: 'end_asked' },
        { type: 'timer_fired', timer: 'lull' },
        { type: 'timer_fired', timer: 'settle' },
      ),
    );
    fc.assert(
      fc.property(fc.array(signal, { maxLength: 40 }), (signals) => {
        let turn = QUIET_TURN;
        for (const one of signals) {
          const step = reduceTurn(turn, one, limits);
          turn = step.turn;
          for (const act of step.acts) if (act.type === 'turn_over') expect(act.text.trim()).not.toBe('');
        }
        // A turn with words always has something that ends it.
        if (turn.phase === 'speaking') expect(turn.armed).not.toEqual([]);
      }),
    );
  });
});
