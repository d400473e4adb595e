import fc from 'fast-check';
import type { AgentFailure } from '../voice-agent.port.js';
import { CLOSED, probeDelayMs, reduceCircuit, type Circuit, type CircuitEvent } from './circuit.reducer.js';

const failure = (...kinds: AgentFailure['kind'][]): fc.Arbitrary<AgentFailure> =>
  fc.record({ kind: fc.constantFrom(...kinds), code: fc.constantFrom('http_401', 'http_402', 'http_429', 'http_503') });
const down: AgentFailure = { kind: 'unavailable', code: 'close_1012' };
const anyFailure = failure('unavailable', 'refused', 'misused');
const heldMs = fc.integer({ min: 0, max: 600_000 });

type Untimed<Event> = Event extends unknown ? Omit<Event, 'atMs'> : never;
type News = Untimed<CircuitEvent>;
const connected = fc.constant<News>({ type: 'connected' });
const failed = (of = anyFailure): fc.Arbitrary<News> =>
  of.map((it) => ({ type: 'connect_failed', failure: it, liveSessions: 0 }));
const lost = (of = anyFailure, held = heldMs): fc.Arbitrary<News> =>
  fc.tuple(of, held).map(([it, ms]) => ({ type: 'session_lost', failure: it, heldMs: ms, liveSessions: 0 }));
const others = fc.constantFrom<News>({ type: 'session_held' }, { type: 'session_ended' }, { type: 'probe_due' });
const probed: fc.Arbitrary<News> = fc.oneof(
  fc.constant<News>({ type: 'probe_succeeded' }),
  anyFailure.map((it): News => ({ type: 'probe_failed', failure: it })),
);
const anything = fc.oneof(connected, failed(), lost(), others, probed);

/** A story: news, each some time after the one before. */
const story = (news: fc.Arbitrary<News>, gapMs = 12_000): fc.Arbitrary<CircuitEvent[]> =>
  fc.array(fc.tuple(news, fc.integer({ min: 0, max: gapMs })), { maxLength: 60 }).map((steps) => {
    let atMs = 0;
    return steps.map(([it, gap]) => ({ ...it, atMs: (atMs += gap) }));
  });
const statesOf = (events: CircuitEvent[]): Circuit[] => {
  let circuit = CLOSED;
  return [circuit, ...events.map((event) => (circuit = reduceCircuit(circuit, event)))];
};

describe('a circuit, whatever happens', () => {
  it('opens by connects alone exactly when the last three failed within 30 s', () => {
    const connects = story(fc.oneof(connected, failed(failure('unavailable'))), 20_000);
    fc.assert(
      fc.property(connects, (events) => {
        let inARow: number[] = [];
        let circuit = CLOSED;
        for (const event of events) {
          inARow = event.type === 'connected' ? [] : [...inARow, event.atMs].slice(-3);
          circuit = reduceCircuit(circuit, event);
          const shouldBeOpen = inARow.length === 3 && event.atMs - (inARow[0] ?? 0) <= 30_000;
          expect(circuit.phase === 'closed').toBe(!shouldBeOpen);
          if (shouldBeOpen) return;
        }
      }),
    );
  });

  it('is not opened by mistakes of ours, nor by sessions that had carried a call, nor by both', () => {
    const ours = failure('misused');
    const carried = fc.integer({ min: 10_000, max: 600_000 });
    const harmless = fc.oneof(connected, failed(ours), lost(ours), lost(failure('unavailable'), carried));
    fc.assert(
      fc.property(story(harmless), (events) => {
        expect(statesOf(events).every(({ phase }) => phase === 'closed')).toBe(true);
      }),
    );
  });

  it('stays closed when any number of sessions of any age are cut at once and reconnecting works', () => {
    const cutAndBack = fc.array(fc.tuple(heldMs, fc.nat(2_000)), { minLength: 1, maxLength: 60 }).map((cuts) => {
      const cut = cuts.map(
        ([held, atMs]) => ({ type: 'session_lost', failure: down, heldMs: held, liveSessions: 0, atMs }) as const,
      );
      const back = cuts.map(([, atMs]) => ({ type: 'connected', atMs: atMs + 800 }) as const);
      return [...cut, ...back].sort((a, b) => a.atMs - b.atMs);
    });
    fc.assert(
      fc.property(cutAndBack, (events) => {
        expect(statesOf(events).every(({ phase }) => phase === 'closed')).toBe(true);
      }),
    );
  });

  it('is open after a refusal, and closes again only by a probe', () => {
    fc.assert(
      fc.property(story(anything), (events) => {
        const states = statesOf(events);
        events.forEach((event, index) => {
          const before = states[index] ?? CLOSED;
          const after = states[index + 1] ?? CLOSED;
          if (event.type === 'connect_failed' && event.failure.kind === 'refused')
            expect(after.phase).not.toBe('closed');
          const wasRefused = before.phase !== 'closed' && before.cause.kind === 'refused';
          if (wasRefused && after.phase === 'closed') {
            expect(before.phase).toBe('probing');
            expect(['probe_succeeded', 'probe_failed']).toContain(event.type);
          }
        });
      }),
    );
  });

  it('never keeps more than six strikes, and never waits longer for a probe than it says', () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(story(anything), random, (events, chance) => {
        for (const circuit of statesOf(events)) {
          if (circuit.phase === 'closed') {
            expect(circuit.strikes.length).toBeLessThanOrEqual(6);
            continue;
          }
          const [least, most] = circuit.cause.kind === 'refused' ? [12_000, 300_000] : [1_600, 30_000];
          const delayMs = probeDelayMs(circuit, chance);
          expect(delayMs).toBeGreaterThanOrEqual(least);
          expect(delayMs).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  it('closes when the provider is well again, however long it was gone', () => {
    fc.assert(
      fc.property(story(anything), (events) => {
        const circuit = statesOf(events).at(-1) ?? CLOSED;
        const atMs = (events.at(-1)?.atMs ?? 0) + 1;
        const probedWell = [{ type: 'probe_due', atMs } as const, { type: 'probe_succeeded', atMs } as const];
        expect(probedWell.reduce(reduceCircuit, circuit).phase).toBe('closed');
      }),
    );
  });
});
