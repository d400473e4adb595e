import type { AgentFailure } from '../voice-agent.port.js';
import {
  attentionOf,
  CLOSED,
  probeDelayMs,
  reduceCircuit,
  type Circuit,
  type CircuitEvent,
  type NotClosed,
} from './circuit.reducer.js';

const down: AgentFailure = { kind: 'unavailable', code: 'http_503' };
const full: AgentFailure = { kind: 'unavailable', code: 'http_429' };
const badKey: AgentFailure = { kind: 'refused', code: 'http_401' };
const noCredit: AgentFailure = { kind: 'refused', code: 'http_402' };
const ourFault: AgentFailure = { kind: 'misused', code: 'INVALID_SETTINGS' };

const failed = (atMs: number, failure = down): CircuitEvent => ({
  type: 'connect_failed',
  failure,
  liveSessions: 0,
  atMs,
});
const connected = (atMs: number): CircuitEvent => ({ type: 'connected', atMs });
const lost = (atMs: number, heldMs: number, failure = down): CircuitEvent => ({
  type: 'session_lost',
  failure,
  liveSessions: 0,
  heldMs,
  atMs,
});
const due = (atMs: number): CircuitEvent => ({ type: 'probe_due', atMs });
const inVain = (atMs: number, failure = down): CircuitEvent => ({ type: 'probe_failed', failure, atMs });
const worked = (atMs: number): CircuitEvent => ({ type: 'probe_succeeded', atMs });

const after = (...events: CircuitEvent[]): Circuit => events.reduce(reduceCircuit, CLOSED);
const phaseAfter = (...events: CircuitEvent[]) => after(...events).phase;
const notClosed = (...events: CircuitEvent[]): NotClosed => {
  const circuit = after(...events);
  if (circuit.phase === 'closed') throw new Error('the circuit is closed');
  return circuit;
};

const threeFailures = [failed(0), failed(100), failed(200)];
const MINUTE = 60_000;

describe('a circuit opens', () => {
  it('at the third failed connect in a row', () => {
    expect(phaseAfter(failed(0), failed(100))).toBe('closed');
    expect(after(...threeFailures)).toMatchObject({ phase: 'open', cause: down, sinceMs: 200 });
  });

  it('not when a connect succeeded in between', () => {
    expect(phaseAfter(failed(0), failed(100), connected(150), failed(200), failed(300))).toBe('closed');
  });

  it('not when the three are spread over more than 30 s', () => {
    expect(phaseAfter(failed(0), failed(15_000), failed(30_001))).toBe('closed');
    expect(phaseAfter(failed(0), failed(15_000), failed(30_001), failed(30_002))).toBe('open');
  });

  it('at once when we are refused', () => {
    expect(after(failed(0, badKey))).toMatchObject({ phase: 'open', cause: badKey });
    expect(after(connected(0), lost(MINUTE, MINUTE, noCredit))).toMatchObject({ phase: 'open', cause: noCredit });
  });

  it('never by our own mistakes alone, though they count beside a failure of theirs', () => {
    expect(phaseAfter(failed(0, ourFault), failed(1, ourFault), failed(2, ourFault), failed(3, ourFault))).toBe(
      'closed',
    );
    expect(after(failed(0, ourFault), failed(1), failed(2, ourFault))).toMatchObject({ phase: 'open', cause: down });
  });
});

describe('sessions that break off', () => {
  it('count once when one server goes away and cuts them all, young ones and old ones', () => {
    const cut = [lost(0, MINUTE), lost(0, 5_000), lost(10, 9 * MINUTE), lost(20, 100), lost(1_500, MINUTE)];
    expect(phaseAfter(...cut)).toBe('closed');
    expect(phaseAfter(...cut, connected(2_000), connected(2_001))).toBe('closed');
    expect(phaseAfter(...cut, failed(2_000), connected(2_001), failed(2_002))).toBe('closed');
  });

  it('count as the first failure when reconnecting fails, too', () => {
    expect(phaseAfter(lost(0, MINUTE), lost(0, MINUTE), failed(500))).toBe('closed');
    expect(phaseAfter(lost(0, MINUTE), lost(0, MINUTE), failed(500), failed(1_000))).toBe('open');
  });

  it('open no circuit by themselves when they had carried a call', () => {
    expect(phaseAfter(...[0, 4_000, 8_000, 12_000, 16_000].map((atMs) => lost(atMs, MINUTE)))).toBe('closed');
  });

  it('open it when they break off again and again right after they were opened', () => {
    const broken = (atMs: number) => [connected(atMs), lost(atMs + 50, 50)];
    expect(phaseAfter(...broken(0), ...broken(4_000))).toBe('closed');
    expect(phaseAfter(...broken(0), ...broken(4_000), ...broken(8_000))).toBe('open');
  });

  it('are forgiven once a session has lasted', () => {
    const held: CircuitEvent = { type: 'session_held', atMs: 7_000 };
    expect(phaseAfter(lost(0, 50), lost(4_000, 50), held, lost(8_000, 50))).toBe('closed');
  });
});

describe('an open circuit', () => {
  it('closes when a probe works', () => {
    expect(phaseAfter(...threeFailures, due(2_200))).toBe('probing');
    expect(phaseAfter(...threeFailures, due(2_200), worked(2_500))).toBe('closed');
  });

  it('closes when an attempt succeeds that was under way when it opened', () => {
    expect(phaseAfter(...threeFailures, connected(300))).toBe('closed');
  });

  it('that was refused waits for a probe, whatever else comes in', () => {
    expect(phaseAfter(failed(0, badKey), connected(1), failed(2), lost(3, MINUTE))).toBe('open');
    expect(after(failed(0, badKey), due(1), inVain(2))).toMatchObject({ phase: 'open', cause: badKey });
    expect(phaseAfter(failed(0, badKey), due(1), worked(2))).toBe('closed');
  });

  it('closes when its probe is told that the message was wrong: the route has answered', () => {
    expect(phaseAfter(...threeFailures, due(2_200), inVain(2_300, ourFault))).toBe('closed');
  });

  it('takes an outcome for a probe’s only while one is under way', () => {
    const open = after(...threeFailures);
    expect(reduceCircuit(open, worked(300))).toBe(open);
    expect(reduceCircuit(open, inVain(300))).toBe(open);
    expect(reduceCircuit(CLOSED, due(0))).toBe(CLOSED);
  });

  it('does not put off its probe for late news of what is known', () => {
    const open = after(...threeFailures);
    expect(reduceCircuit(open, failed(300))).toBe(open);
    expect(reduceCircuit(open, lost(300, MINUTE))).toBe(open);
  });
});

describe('the wait for the next probe', () => {
  const waits = (failure: AgentFailure, probes: number, random = 0.5) =>
    Array.from({ length: probes }, (_, count) => {
      const opened = failure.kind === 'refused' ? [failed(0, failure)] : threeFailures;
      const tries = Array.from({ length: count }, () => [due(1_000), inVain(1_000, failure)]).flat();
      return probeDelayMs(notClosed(...opened, ...tries), random);
    });

  it('doubles from 2 s to 30 s', () => {
    expect(waits(down, 6)).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('doubles from 15 s to 5 min when a person must act first', () => {
    expect(waits(badKey, 7)).toEqual([15_000, 30_000, 60_000, 120_000, 240_000, 300_000, 300_000]);
  });

  it('varies by a fifth, so that many processes do not probe at once', () => {
    expect(waits(down, 1, 0)).toEqual([1_600]);
    expect(waits(down, 1, 0.75)).toEqual([2_200]);
  });

  it('begins anew when a probe finds that a person must act', () => {
    const events = [...threeFailures, due(1), inVain(2), due(3), inVain(4), due(5)];
    expect(probeDelayMs(notClosed(...events, inVain(6, noCredit)), 0.5)).toBe(15_000);
  });

  it('goes on growing when the circuit opens again right after it closed', () => {
    const flapping = [...threeFailures, due(2_200), worked(2_300), failed(2_400), failed(2_500), failed(2_600)];
    expect(probeDelayMs(notClosed(...flapping), 0.5)).toBe(4_000);
    const later = [...threeFailures, due(2_200), worked(2_300), failed(90_000), failed(90_001), failed(90_002)];
    expect(probeDelayMs(notClosed(...later), 0.5)).toBe(2_000);
  });

  it('begins anew when a provider that was full has one session less', () => {
    const wasFull = [
      failed(0, full),
      failed(1, full),
      failed(2, full),
      due(3),
      inVain(4, full),
      due(5),
      inVain(6, full),
    ];
    const ended: CircuitEvent = { type: 'session_ended', atMs: 7 };
    expect(probeDelayMs(notClosed(...wasFull), 0.5)).toBe(8_000);
    expect(probeDelayMs(notClosed(...wasFull, ended), 0.5)).toBe(2_000);
    const again = notClosed(...wasFull, ended);
    expect(reduceCircuit(again, ended)).toBe(again);
  });
});

describe('a person’s attention', () => {
  it('is asked for credit when there is none, for credentials when these are refused, and else not', () => {
    expect(attentionOf(after(failed(0, noCredit)))).toBe('quota');
    expect(attentionOf(after(failed(0, badKey)))).toBe('credentials');
    expect(attentionOf(after(failed(0, { kind: 'refused', code: 'http_403' })))).toBe('credentials');
    expect(attentionOf(after(...threeFailures))).toBeNull();
    expect(attentionOf(CLOSED)).toBeNull();
  });

  it('is asked for until a probe works, also while the provider is away in between', () => {
    const refused = [failed(0, noCredit), due(1), inVain(2), due(3)];
    expect(attentionOf(after(...refused))).toBe('quota');
    expect(attentionOf(after(...refused, worked(4)))).toBeNull();
  });

  it('is asked for anew when something else is wrong now', () => {
    expect(attentionOf(after(failed(0, noCredit), due(1), inVain(2, badKey)))).toBe('credentials');
  });
});

describe('a route on which other calls go on', () => {
  const beside = (event: CircuitEvent): CircuitEvent => ({ ...event, liveSessions: 2 }) as CircuitEvent;
  const phaseAfter = (...events: CircuitEvent[]) => events.reduce(reduceCircuit, CLOSED).phase;

  it('is not gone because single sessions die young', () => {
    const deaths = [0, 5000, 10_000, 15_000].map((atMs) => beside(lost(atMs, 1000)));
    expect(phaseAfter(...deaths)).toBe('closed');
  });

  it('opens all the same when session after session can not be had', () => {
    const refusals = [0, 500, 1000, 1500, 2000].map((atMs) => beside(failed(atMs)));
    expect(phaseAfter(...refusals)).toBe('closed');
    expect(phaseAfter(...refusals, beside(failed(2500)))).toBe('open');
    expect(phaseAfter(...refusals.slice(0, 2), failed(2500))).toBe('open');
  });
});
