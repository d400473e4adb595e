import type { Settings } from './agent-settings.protocol.js';
import type { DeepgramFaults } from './deepgram-faults.types.js';
import { FaultBook } from './fault-book.policy.js';

describe('the book of faults', () => {
  it('gives a fault at its turn only, and once', () => {
    const book = new FaultBook([{ emptyReplyAtTurn: 2, lateReply: { turn: 1, ms: 300 } }]);

    expect(book.strikesAt('emptyReplyAtTurn', 1)).toBeNull();
    expect(book.strikesAt('lateReply', 1)).toEqual({ turn: 1, ms: 300 });
    expect(book.strikesAt('lateReply', 1)).toBeNull();
    expect(book.strikesAt('emptyReplyAtTurn', 2)).toBe(2);
  });

  it("gives a session's own fault before the one that waits for any session", () => {
    const own: DeepgramFaults = { lateAudio: { turn: 1, ms: 1 } };
    const all: DeepgramFaults = { lateAudio: { turn: 1, ms: 2 } };

    expect(new FaultBook([own, all]).strikesAt('lateAudio', 1)?.ms).toBe(1);
    expect(new FaultBook([{}, all]).strikesAt('lateAudio', 1)?.ms).toBe(2);
    expect(all).toEqual({});
  });

  it('breaks at the end of a turn unless another moment of it is meant', () => {
    const book = new FaultBook([
      {
        breaks: [
          { at: { turn: 1, when: 'speaking' }, how: 'mute' },
          { at: { turn: 1 }, how: { closeCode: 1011 } },
        ],
      },
    ]);

    expect(book.breaksAtTurn(1, 'thinking')).toBeNull();
    expect(book.breaksAtTurn(1, 'ended')).toEqual({ closeCode: 1011 });
    expect(book.breaksAtTurn(1, 'ended')).toBeNull();
    expect(book.breaksAtTurn(1, 'speaking')).toBe('mute');
  });

  it('breaks when the time has come, or has passed', () => {
    const book = new FaultBook([{ breaks: [{ at: { afterMs: 500 }, how: 'half_open' }] }]);

    expect(book.breaksAfter(499)).toBeNull();
    expect(book.breaksAfter(560)).toBe('half_open');
    expect(book.breaksAfter(9999)).toBeNull();
  });

  it('stalls one session', () => {
    const book = new FaultBook([{}, { stallBefore: 'Welcome' }]);

    expect(book.stallsBefore('SettingsApplied')).toBe(false);
    expect(book.stallsBefore('Welcome')).toBe(true);
    expect(book.stallsBefore('Welcome')).toBe(false);
  });

  it('refuses settings as often as they come', () => {
    const refused = {} as Settings;
    const book = new FaultBook([{}, { refuse: (settings) => (settings === refused ? { closeCode: 1011 } : null) }]);

    expect(book.refuses({} as Settings)).toBeNull();
    expect(book.refuses(refused)).toEqual({ closeCode: 1011 });
    expect(book.refuses(refused)).toEqual({ closeCode: 1011 });
  });
});
