import fc from 'fast-check';
import { dialled, reduceSyntheticCall, type SyntheticCallEvent } from './synthetic-call.reducer.js';
import type { SyntheticResult, SyntheticStage } from './synthetic-call.types.js';

type At = readonly [atMs: number, event: SyntheticCallEvent | SyntheticCallEvent['type']];

const voice: SyntheticCallEvent = { type: 'heard', voice: true };
const quiet: SyntheticCallEvent = { type: 'heard', voice: false };
const failed = (code: number): SyntheticCallEvent => ({ type: 'carrier_failed', code });

/** Plays a call that was dialled at 0. */
function play(...events: At[]) {
  let state = dialled(0);
  const did: string[] = [];
  const measured: Partial<Record<SyntheticStage, number>> = {};
  for (const [atMs, given] of events) {
    const event = (typeof given === 'string' ? { type: given } : given) as SyntheticCallEvent;
    const step = reduceSyntheticCall(state, event, atMs);
    state = step.state;
    for (const effect of step.effects) {
      if (effect.type === 'measured') measured[effect.stage] = effect.ms;
      else did.push(effect.type);
    }
  }
  const result: SyntheticResult | null = state.phase === 'over' ? state.result : null;
  return { result, phase: state.phase, did, measured };
}

// Each goes on where the one before it ends.
const answered: At[] = [[300, 'answered']];
const connected: At[] = [...answered, [400, 'stream_began']];
const greeted: At[] = [...connected, [420, quiet], [900, voice], [4000, voice]];
const asking: At[] = [...greeted, [4500, quiet], [5000, quiet]];
const waiting: At[] = [...asking, [6500, 'question_said'], [6520, quiet]];

describe('a synthetic call', () => {
  it('waits for the end of the greeting, asks, and is done with a reply that was heard and is on record', () => {
    const { result, did, measured } = play(...waiting, [7700, voice], [8000, 'reply_recorded']);
    expect(result).toBe('ok');
    expect(did).toEqual(['ask', 'hang_up']);
    expect(measured).toEqual({ answer: 300, stream: 100, greeting: 500, reply: 1200 });
  });

  it('takes the record of the reply before its sound as well', () => {
    const { result, measured } = play(...waiting, [7000, 'reply_recorded'], [7700, voice]);
    expect(result).toBe('ok');
    expect(measured.reply).toBe(1200);
  });

  it('does not ask into a greeting that pauses between two sentences', () => {
    expect(play(...greeted, [4990, quiet]).did).toEqual([]);
    expect(play(...greeted, [5000, quiet]).did).toEqual(['ask']);
    expect(play(...greeted, [4990, voice], [5000, quiet]).did).toEqual([]);
  });

  it('interrupts a greeting that does not end', () => {
    const talk = (untilMs: number): At[] =>
      Array.from({ length: (untilMs - 900) / 100 }, (_, i) => [1000 + i * 100, voice]);
    expect(play(...greeted.slice(0, -1), ...talk(30_800)).did).toEqual([]);
    expect(play(...greeted.slice(0, -1), ...talk(30_900)).did).toEqual(['ask']);
  });

  it('takes for a reply what begins after the question, not what was being said already', () => {
    const spokenOver: At[] = [
      ...asking,
      [6500, 'question_said'],
      [6520, voice],
      [7000, 'reply_recorded'],
      [8000, voice],
    ];
    expect(play(...spokenOver).phase).toBe('waiting');
    expect(play(...spokenOver, [8200, quiet], [8500, voice]).result).toBe('ok');
  });

  it('does not take a line into the silence for a reply', () => {
    const line: At[] = [...waiting, [8200, voice], [9000, quiet], [13_000, voice]];
    expect(play(...line, [21_490, 'tick']).result).toBeNull();
    expect(play(...line, [21_500, 'tick']).result).toBe('no_reply');
  });

  it('has no reply that was never heard, whatever the record says', () => {
    expect(play(...waiting, [7000, 'reply_recorded'], [21_500, quiet]).result).toBe('no_reply');
  });

  it('goes on when its stream is lost and another one begins', () => {
    const { result, measured } = play(
      ...waiting,
      [7000, 'answered'],
      [7100, 'stream_began'],
      [8000, voice],
      [8400, 'reply_recorded'],
    );
    expect(result).toBe('ok');
    expect(measured.stream).toBe(100);
  });

  it.each<[SyntheticResult, At[]]>([
    [
      'not_answered',
      [
        [300, failed(11_200)],
        [2000, 'hung_up'],
      ],
    ],
    ['not_answered', [[20_000, 'tick']]],
    ['overflow', [...answered, [3000, 'hung_up']]],
    ['overflow', [...answered, [300, failed(11_200)], [15_300, 'tick']]],
    ['overflow', [...answered, [500, voice], [900, 'diverted']]],
    ['no_stream', [...answered, [320, failed(31_920)], [700, 'hung_up']]],
    ['no_stream', [...answered, [320, failed(31_920)], [700, 'diverted']]],
    ['no_stream', [...answered, [320, failed(31_902)], [15_300, 'tick']]],
    ['no_greeting', [...connected, [10_400, quiet]]],
    ['cut_off', [...connected, [900, 'hung_up']]],
    ['cut_off', [...asking, [15_000, 'tick']]],
    ['cut_off', [...waiting, [7000, 'hung_up']]],
    ['overflow', [...waiting, [9000, 'diverted']]],
  ])('comes to %s', (result, events) => {
    const call = play(...events);
    expect(call.result).toBe(result);
    expect(call.did.at(-1)).toBe('hang_up');
  });

  it('always ends, whatever happens and in whatever order, and hangs up once', () => {
    const event = fc.oneof(
      fc.constantFrom<SyntheticCallEvent['type']>(
        ...(['answered', 'stream_began', 'diverted', 'question_said', 'hung_up', 'reply_recorded', 'tick'] as const),
      ),
      fc.constantFrom(voice, quiet, failed(31_920), failed(11_200)),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const ticks = Array.from({ length: 10 }, (_, i): At => [(events.length + i + 1) * 60_000, 'tick']);
        const { did, result } = play(...events.map((each, i): At => [i * 100, each]), ...ticks);
        // Whoever is asking is told of the end of the question by the phone, or gives up.
        expect(result).not.toBeNull();
        expect(did.filter((each) => each === 'hang_up')).toHaveLength(1);
      }),
    );
  });
});
