import fc from 'fast-check';
import {
  heardBytes,
  heardText,
  initialPlayout,
  isPlaying,
  MARK_EARLY_MS,
  MARK_GRACE_MS,
  playedOutAtMs,
  reducePlayout,
  type PlayoutEvent,
} from './playout.reducer.js';

const TURNS = [1, 2, 3];
const turn = fc.constantFrom(...TURNS);
const name = fc.tuple(turn, fc.integer({ min: 1, max: 4 })).map(([of, n]) => `t${of}.${n}`);
/** Events of any kind in any order, some of them nonsense; `afterMs` since the one before. */
const step: fc.Arbitrary<{ afterMs: number; event: Omit<PlayoutEvent, 'atMs'> }> = fc.record({
  afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1500 })),
  event: fc.oneof(
    fc.record({ type: fc.constant('turn_started' as const), turn }),
    fc.record({ type: fc.constant('text_added' as const), turn, text: fc.lorem({ maxCount: 12 }) }),
    fc.record({ type: fc.constant('audio_sent' as const), turn, bytes: fc.integer({ min: 0, max: 40_000 }) }),
    fc.record({ type: fc.constant('audio_done' as const), turn }),
    fc.record({ type: fc.constant('mark_sent' as const), turn, name }),
    fc.record({ type: fc.constant('mark_returned' as const), name }),
    fc.record({ type: fc.constantFrom('cleared' as const, 'stream_closed' as const) }),
  ),
});
const script = fc.array(step, { maxLength: 40 });

function play(steps: readonly { afterMs: number; event: Omit<PlayoutEvent, 'atMs'> }[], look: Look): void {
  let state = initialPlayout();
  let atMs = 1_000_000;
  for (const { afterMs, event } of steps) {
    look(state, atMs);
    atMs += afterMs;
    look(state, atMs);
    state = reducePlayout(state, { ...event, atMs } as PlayoutEvent);
    look(state, atMs, event);
  }
  look(state, atMs + 100_000_000);
}
type Look = (state: ReturnType<typeof initialPlayout>, nowMs: number, event?: Omit<PlayoutEvent, 'atMs'>) => void;

describe('the playback ledger, whatever happens', () => {
  it('never counts more as heard than was sent, and never less than before', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const sent = new Map<number, number>();
        const heard = new Map<number, number>();
        play(steps, (state, nowMs, event) => {
          if (event?.type === 'audio_sent') {
            const { turn: of, bytes } = event as unknown as { turn: number; bytes: number };
            sent.set(of, (sent.get(of) ?? 0) + bytes);
          }
          for (const of of TURNS) {
            const bytes = heardBytes(state, of, nowMs);
            expect(bytes).toBeGreaterThanOrEqual(heard.get(of) ?? 0);
            expect(bytes).toBeLessThanOrEqual(sent.get(of) ?? 0);
            heard.set(of, bytes);
          }
        });
      }),
    );
  });

  it('never counts more as heard than one line can have played, whichever marks come back, and when', () => {
    fc.assert(
      fc.property(script, (steps) => {
        let firstSentAtMs: number | null = null;
        play(steps, (state, nowMs, event) => {
          if (event?.type === 'audio_sent') firstSentAtMs ??= nowMs;
          const heard = TURNS.reduce((sum, of) => sum + heardBytes(state, of, nowMs), 0);
          expect(heard).toBeLessThanOrEqual(8 * (nowMs - (firstSentAtMs ?? nowMs) + MARK_EARLY_MS));
        });
      }),
    );
  });

  it('lets nothing more be heard of a turn once it was cleared', () => {
    fc.assert(
      fc.property(script, script, fc.nat({ max: 5000 }), (before, afterwards, laterMs) => {
        const state = before.reduce(
          (so, { event }, i) => reducePlayout(so, { ...event, atMs: i * 300 } as PlayoutEvent),
          initialPlayout(),
        );
        const atMs = before.length * 300;
        const clearedState = reducePlayout(state, { type: 'cleared', atMs });
        const later = afterwards.reduce(
          (so, { event }, i) => reducePlayout(so, { ...event, atMs: atMs + i * 300 } as PlayoutEvent),
          clearedState,
        );
        for (const { turn: of } of clearedState.turns) {
          expect(heardBytes(later, of, atMs + laterMs)).toBe(heardBytes(state, of, atMs));
        }
      }),
    );
  });

  it('hears a prefix of what was said, cut between words', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const texts = new Map<number, string[]>();
        const begun = new Set<number>();
        play(steps, (state, nowMs, event) => {
          const latest = Math.max(0, ...begun);
          const of = (event as { turn?: number } | undefined)?.turn;
          if (of !== undefined && event?.type !== 'audio_done') {
            if (of > latest) begun.add(of);
            if (event?.type === 'text_added' && begun.has(of)) {
              texts.set(of, [...(texts.get(of) ?? []), (event as unknown as { text: string }).text]);
            }
          }
          for (const one of TURNS) {
            const text = (texts.get(one) ?? []).join(' ');
            const heard = heardText(state, one, nowMs);
            expect(text.startsWith(heard)).toBe(true);
            expect(['', ' ']).toContain(heard === '' ? '' : text.charAt(heard.length));
          }
        });
      }),
    );
  });

  it('stops playing by the clock, at the latest a grace after the last audio', () => {
    fc.assert(
      fc.property(script, (steps) => {
        play(steps, (state) => expect(isPlaying(state, playedOutAtMs(state) + MARK_GRACE_MS)).toBe(false));
      }),
    );
  });

  it('puts the end of playback no later than all audio, one after the other, behind the last event', () => {
    fc.assert(
      fc.property(script, (steps) => {
        let bytes = 0;
        play(steps, (state, nowMs, event) => {
          if (event?.type === 'audio_sent') bytes += (event as unknown as { bytes: number }).bytes;
          expect(playedOutAtMs(state)).toBeLessThanOrEqual(nowMs + bytes / 8);
        });
      }),
    );
  });
});
