import fc from 'fast-check';
import { BYTES_PER_MS, SILENCE_BYTE } from '../../audio/frame.types.js';
import {
  clearPlayback,
  MAX_QUEUED_BYTES,
  playUntil,
  queueAudio,
  queueMark,
  startPlayback,
  type PlaybackState,
} from './playback.reducer.js';

type Action = { do: 'media'; bytes: number } | { do: 'mark' } | { do: 'clear' } | { do: 'wait'; ms: number };

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('media' as const), bytes: fc.nat(2000) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('mark' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.nat(200) }) },
);

/** Bytes of a chunk name the chunk, so that what was heard tells which audio it came from. Never the silence byte. */
const chunk = (index: number, bytes: number) => Buffer.alloc(bytes, index % SILENCE_BYTE);

interface Run {
  heard: Buffer;
  queuedMarks: string[];
  echoes: string[];
  state: PlaybackState;
  elapsedMs: number;
}

function run(actions: Action[]): Run {
  let state = startPlayback(0);
  const heard: Buffer[] = [];
  const echoes: string[] = [];
  const queuedMarks: string[] = [];
  actions.forEach((taken, index) => {
    if (taken.do === 'media') state = queueAudio(state, chunk(index, taken.bytes)).state;
    else if (taken.do === 'mark') {
      queuedMarks.push(`mark-${index}`);
      const step = queueMark(state, `mark-${index}`);
      state = step.state;
      echoes.push(...step.echoes);
    } else if (taken.do === 'clear') {
      const step = clearPlayback(state);
      state = step.state;
      echoes.push(...step.echoes);
    } else {
      const step = playUntil(state, state.atMs + taken.ms);
      state = step.state;
      heard.push(step.heard);
      echoes.push(...step.echoes);
    }
  });
  return { heard: Buffer.concat(heard), queuedMarks, echoes, state, elapsedMs: state.atMs };
}

const waitOut = (state: PlaybackState) => playUntil(state, state.atMs + state.queuedBytes / BYTES_PER_MS + 1);

describe('playback', () => {
  it('plays exactly eight bytes a millisecond, whatever is queued', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const { heard, elapsedMs } = run(actions);
        expect(heard.length).toBe(elapsedMs * BYTES_PER_MS);
      }),
    );
  });

  it('plays the queued audio in order and whole when nothing clears it', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const uncleared = actions.filter(({ do: what }) => what !== 'clear');
        const { heard, state } = run(uncleared);
        const audible = Buffer.concat([heard, waitOut(state).heard]).filter((byte) => byte !== SILENCE_BYTE);
        const sent = uncleared.map((taken, index) => (taken.do === 'media' ? chunk(index, taken.bytes) : Buffer.of()));
        expect(Buffer.from(audible).equals(Buffer.concat(sent))).toBe(true);
      }),
    );
  });

  it('sends every mark back exactly once and in order', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const { echoes, queuedMarks, state } = run(actions);
        expect([...echoes, ...waitOut(state).echoes]).toEqual(queuedMarks);
      }),
    );
  });

  it('leaves nothing queued after a clear', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const { state } = clearPlayback(run(actions).state);
        const { heard, echoes } = playUntil(state, state.atMs + 100);
        expect(echoes).toEqual([]);
        expect(heard.every((byte) => byte === SILENCE_BYTE)).toBe(true);
      }),
    );
  });

  it('does not care how the time is cut up', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), fc.integer({ min: 1, max: 25 }), (actions, cut) => {
        const finer = actions.flatMap((taken): Action[] => {
          if (taken.do !== 'wait' || taken.ms <= cut) return [taken];
          return [
            { do: 'wait', ms: cut },
            { do: 'wait', ms: taken.ms - cut },
          ];
        });
        const soundOf = (of: Action[]) => {
          // Chunk names depend on their position, so both runs number the audio alone.
          const { heard, echoes } = run(of);
          return { silence: [...heard].map((byte) => byte === SILENCE_BYTE), echoes: echoes.length };
        };
        expect(soundOf(finer)).toEqual(soundOf(actions));
      }),
    );
  });
});

describe('marks', () => {
  const audio = chunk(1, 20 * BYTES_PER_MS);

  it('come back at once when nothing is left to play', () => {
    expect(queueMark(startPlayback(0), 'm').echoes).toEqual(['m']);
  });

  it('come back when the last byte before them has been played, and not a millisecond earlier', () => {
    const { state } = queueMark(queueAudio(startPlayback(0), audio).state, 'm');
    const early = playUntil(state, 19);
    expect(early.echoes).toEqual([]);
    expect(playUntil(early.state, 20).echoes).toEqual(['m']);
  });

  it('come back on clear although their audio was not played', () => {
    const { state } = queueMark(queueAudio(startPlayback(0), audio).state, 'm');
    expect(clearPlayback(state).echoes).toEqual(['m']);
  });
});

describe('the queue', () => {
  it('holds ten minutes and drops what comes on top', () => {
    const full = queueAudio(startPlayback(0), Buffer.alloc(MAX_QUEUED_BYTES));
    expect(full.dropped).toBe(false);
    const over = queueAudio(full.state, Buffer.alloc(1));
    expect(over.dropped).toBe(true);
    expect(over.state.queuedBytes).toBe(MAX_QUEUED_BYTES);
  });
});
