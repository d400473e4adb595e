import {
  allMarksBack,
  heardBytes,
  heardSinceMs,
  heardText,
  initialPlayout,
  isPlaying,
  MARK_GRACE_MS,
  nextMarkName,
  playedOutAtMs,
  reducePlayout,
  type PlayoutEvent,
  type PlayoutState,
} from './playout.reducer.js';

const after = (...events: PlayoutEvent[]): PlayoutState => events.reduce(reducePlayout, initialPlayout());

const started = (turn: number, atMs: number): PlayoutEvent => ({ type: 'turn_started', turn, atMs });
const sent = (turn: number, ms: number, atMs: number): PlayoutEvent => ({
  type: 'audio_sent',
  turn,
  bytes: ms * 8,
  atMs,
});
const marked = (turn: number, n: number, atMs: number): PlayoutEvent => ({
  type: 'mark_sent',
  turn,
  name: `t${turn}.${n}`,
  atMs,
});
const returned = (name: string, atMs: number): PlayoutEvent => ({ type: 'mark_returned', name, atMs });
const cleared = (atMs: number): PlayoutEvent => ({ type: 'cleared', atMs });
const said = (turn: number, text: string, atMs: number): PlayoutEvent => ({ type: 'text_added', turn, text, atMs });

const heardMs = (state: PlayoutState, turn: number, nowMs: number): number => heardBytes(state, turn, nowMs) / 8;

describe('what the caller has heard', () => {
  it('grows with the clock, not with what was sent', () => {
    const state = after(started(1, 1000), sent(1, 5000, 1000));

    expect([1000, 1300, 6000, 9000].map((nowMs) => heardMs(state, 1, nowMs))).toEqual([0, 300, 5000, 5000]);
  });

  it('is measured from the end of what was queued before', () => {
    const state = after(started(1, 0), sent(1, 1000, 0), started(2, 100), sent(2, 1000, 100));

    expect(heardMs(state, 2, 900)).toBe(0);
    expect(heardMs(state, 2, 1500)).toBe(500);
    expect(heardMs(state, 1, 1500)).toBe(1000);
  });

  it('stands still while the carrier has nothing to play', () => {
    const before = after(started(1, 0), sent(1, 100, 0));
    const state = reducePlayout(before, sent(1, 100, 500));

    expect([50, 100, 500].map((nowMs) => heardMs(before, 1, nowMs))).toEqual([50, 100, 100]);
    expect([500, 550, 700].map((nowMs) => heardMs(state, 1, nowMs))).toEqual([100, 150, 200]);
  });

  it('does not pass a mark that should be back and is not', () => {
    const state = after(started(1, 0), sent(1, 500, 0), marked(1, 1, 0), sent(1, 2000, 0), marked(1, 2, 0));

    expect(heardMs(state, 1, 500 + MARK_GRACE_MS - 1)).toBe(500);
  });

  it('follows the clock when a mark stays away for good', () => {
    const state = after(started(1, 0), sent(1, 500, 0), marked(1, 1, 0), sent(1, 2000, 0));

    expect(heardMs(state, 1, 1500)).toBe(1500);
  });

  it('is at least what a returned mark vouches for', () => {
    const state = after(started(1, 0), sent(1, 500, 0), marked(1, 1, 0), sent(1, 500, 0), returned('t1.1', 420));

    expect([420, 480, 600].map((nowMs) => heardMs(state, 1, nowMs))).toEqual([500, 500, 600]);
  });

  it('is set back by a carrier that plays late, from the next mark on', () => {
    const state = after(started(1, 0), sent(1, 500, 0), marked(1, 1, 0), sent(1, 1000, 0), returned('t1.1', 800));

    expect([800, 1000, 1800].map((nowMs) => heardMs(state, 1, nowMs))).toEqual([500, 700, 1500]);
    expect(playedOutAtMs(state)).toBe(1800);
  });

  it('catches up with a carrier that was late once', () => {
    const late = after(
      started(1, 0),
      sent(1, 500, 0),
      marked(1, 1, 0),
      sent(1, 500, 0),
      marked(1, 2, 0),
      sent(1, 500, 0),
      returned('t1.1', 800),
    );
    const state = reducePlayout(late, returned('t1.2', 1020));

    expect(heardMs(late, 1, 1020)).toBe(720);
    expect([1020, 1120].map((nowMs) => heardMs(state, 1, nowMs))).toEqual([1000, 1100]);
    expect(playedOutAtMs(state)).toBe(1520);
  });

  it('never goes back, even when a mark comes very late', () => {
    const before = after(started(1, 0), sent(1, 500, 0), marked(1, 1, 0), sent(1, 3000, 0));
    const state = reducePlayout(before, returned('t1.1', 2000));

    expect(heardMs(before, 1, 2000)).toBe(2000);
    expect(heardMs(state, 1, 2000)).toBe(2000);
  });

  it('counts a mark as passed when a later one is back', () => {
    const state = after(
      started(1, 0),
      sent(1, 500, 0),
      marked(1, 1, 0),
      sent(1, 500, 0),
      marked(1, 2, 0),
      returned('t1.2', 1050),
    );

    expect(heardMs(state, 1, 1050)).toBe(1000);
    expect(allMarksBack(state, 1, 1050)).toBe(true);
  });
});

describe('a clear', () => {
  it('leaves nothing heard of a turn that had not begun to play', () => {
    const state = after(started(1, 0), said(1, 'Hello there.', 0), cleared(0), sent(1, 500, 10));

    expect(heardBytes(state, 1, 9999)).toBe(0);
    expect(heardText(state, 1, 9999)).toBe('');
  });

  it('keeps what was heard until then, and lets nothing be heard afterwards', () => {
    const state = after(started(1, 0), sent(1, 2000, 0), cleared(300));

    expect(heardMs(state, 1, 300)).toBe(300);
    expect(heardMs(state, 1, 9999)).toBe(300);
  });

  it('makes the echoes of outstanding marks worthless', () => {
    const state = after(started(1, 0), sent(1, 2000, 0), marked(1, 1, 0), cleared(300), returned('t1.1', 310));

    expect(heardMs(state, 1, 400)).toBe(300);
  });

  it('lets a stale mark move nothing in the turn that comes next', () => {
    const state = after(
      started(1, 0),
      sent(1, 2000, 0),
      marked(1, 1, 0),
      cleared(300),
      started(2, 320),
      sent(2, 1000, 320),
      marked(2, 1, 320),
      returned('t1.1', 330),
    );

    expect(heardMs(state, 2, 330)).toBe(10);
    expect(allMarksBack(state, 2, 330)).toBe(false);
  });

  it('frees the line: what is sent next plays at once', () => {
    const state = after(started(1, 0), sent(1, 60_000, 0), cleared(500), started(2, 900), sent(2, 1000, 900));

    expect(playedOutAtMs(state)).toBe(1900);
    expect(heardMs(state, 2, 1400)).toBe(500);
  });

  it('changes nothing of a turn that had been heard to its end', () => {
    const state = after(
      started(1, 0),
      said(1, 'All of it.', 0),
      sent(1, 5000, 0),
      marked(1, 1, 0),
      returned('t1.1', 5000),
      cleared(5100),
    );

    expect(heardText(state, 1, 5100)).toBe('All of it.');
  });

  it('is not misled by a carrier that returns every mark at once', () => {
    const spoken = [started(1, 0), said(1, 'One two three.', 0), sent(1, 3000, 0), marked(1, 1, 0)];
    const state = after(...spoken, returned('t1.1', 10));

    expect(isPlaying(state, 2000)).toBe(true);
    expect(heardMs(state, 1, 1000)).toBe(1000);
    expect(heardText(reducePlayout(state, cleared(1000)), 1, 1000)).toBe('One');
    expect(allMarksBack(state, 1, 3000 + MARK_GRACE_MS - 1)).toBe(false);
  });

  it('does not wait for marks that have come early, once the clock says that they would have', () => {
    const sentTwice = [started(1, 0), sent(1, 3000, 0), marked(1, 1, 0), sent(1, 1000, 0), marked(1, 2, 0)];
    const doneAtMs = 4000 + MARK_GRACE_MS;

    expect(allMarksBack(after(...sentTwice, returned('t1.1', 10), returned('t1.2', 10)), 1, doneAtMs)).toBe(true);
    expect(allMarksBack(after(...sentTwice, returned('t1.1', 10)), 1, doneAtMs)).toBe(false);
  });
});

describe('playing', () => {
  it('is true from the first audio until the last mark is back', () => {
    const playing = after(started(1, 0), sent(1, 500, 0), marked(1, 1, 0));

    expect(isPlaying(initialPlayout(), 0)).toBe(false);
    expect(isPlaying(after(started(1, 0)), 0)).toBe(false);
    expect(isPlaying(playing, 520)).toBe(true);
    expect(isPlaying(reducePlayout(playing, returned('t1.1', 530)), 530)).toBe(false);
  });

  it('is over at once when the carrier is done before its time', () => {
    const state = after(started(1, 0), sent(1, 500, 0), marked(1, 1, 0), returned('t1.1', 450));

    expect(isPlaying(state, 450)).toBe(false);
  });

  it('ends by itself without a single mark', () => {
    const unmarked = after(started(1, 0), sent(1, 500, 0));
    const unanswered = reducePlayout(unmarked, marked(1, 1, 0));

    expect([499, 500].map((nowMs) => isPlaying(unmarked, nowMs))).toEqual([true, false]);
    expect([500 + MARK_GRACE_MS - 1, 500 + MARK_GRACE_MS].map((nowMs) => isPlaying(unanswered, nowMs))).toEqual([
      true,
      false,
    ]);
  });

  it('ends with a clear and with the stream', () => {
    const playing = after(started(1, 0), sent(1, 500, 0), marked(1, 1, 0));

    expect(isPlaying(reducePlayout(playing, cleared(100)), 101)).toBe(false);
    expect(isPlaying(reducePlayout(playing, { type: 'stream_closed', atMs: 100 }), 101)).toBe(false);
  });

  it('is true again for audio that is sent after a clear, whosever turn it is', () => {
    const state = after(started(1, 0), sent(1, 500, 0), cleared(100), sent(1, 500, 200));

    expect(isPlaying(state, 300)).toBe(true);
  });
});

describe('when the caller began to hear a turn', () => {
  it('is told by the first mark, less what stands before it', () => {
    const state = after(started(1, 0), sent(1, 500, 0), marked(1, 1, 0), sent(1, 3000, 0), returned('t1.1', 640));

    expect([heardSinceMs(after(started(1, 0), sent(1, 500, 0)), 1, 0), heardSinceMs(state, 1, 640)]).toEqual([
      null,
      140,
    ]);
  });

  it('holds also for a turn that is no longer than its mark', () => {
    const state = after(started(1, 0), sent(1, 300, 0), marked(1, 1, 0), returned('t1.1', 340));

    expect(heardSinceMs(state, 1, 340)).toBe(40);
  });

  it('is told by the clock without marks: behind what is queued, and at its end', () => {
    const state = after(started(1, 0), sent(1, 1000, 0), started(2, 100), sent(2, 500, 100));

    expect([heardSinceMs(state, 2, 900), heardSinceMs(state, 2, 1100), heardSinceMs(state, 2, 9000)]).toEqual([
      null,
      1000,
      1000,
    ]);
    expect(heardSinceMs(reducePlayout(state, cleared(1200)), 2, 1200)).toBe(1000);
    expect(heardSinceMs(reducePlayout(state, cleared(900)), 2, 5000)).toBeNull();
  });
});

describe('marks', () => {
  it('carry turn and sequence, and no name comes twice', () => {
    let state = after(started(3, 0), sent(3, 20, 0));
    const names = [1, 2, 3].map(() => {
      const name = nextMarkName(state, 3);
      state = reducePlayout(state, { type: 'mark_sent', turn: 3, name, atMs: 0 });
      state = reducePlayout(state, cleared(0));
      return name;
    });

    expect(names).toEqual(['t3.1', 't3.2', 't3.3']);
    expect(nextMarkName(reducePlayout(state, started(4, 0)), 4)).toBe('t4.1');
  });

  it('that are unknown or repeated change nothing', () => {
    const state = after(started(1, 0), sent(1, 500, 0), marked(1, 1, 0), sent(1, 500, 0), returned('t1.1', 500));

    expect(reducePlayout(state, returned('t1.1', 501))).toBe(state);
    expect(reducePlayout(state, returned('x', 501))).toBe(state);
  });
});

it('a call of two hours leaves a ledger of a few turns', () => {
  let state = initialPlayout();
  for (let turn = 1; turn <= 1440; turn++) {
    const atMs = turn * 5000;
    const events = [
      started(turn, atMs),
      said(turn, 'Some words.', atMs),
      ...Array.from({ length: 20 }, (_, i) => sent(turn, 20, atMs + i * 40)),
      marked(turn, 1, atMs + 800),
    ];
    state = events.reduce(reducePlayout, state);
    if (turn % 3 === 0) state = reducePlayout(state, returned(`t${turn}.1`, atMs + 900));
    if (turn % 7 === 0) state = reducePlayout(state, cleared(atMs + 900));
  }
  expect(JSON.stringify(state).length).toBeLessThan(10_000);
});
