import type { AgentFailure } from '../voice-agent.port.js';

/** So many failures in a row, all of them within this time, and no more calls are sent there. */
const STRIKES_TO_OPEN = 3;
/** With sessions that go on beside the failures, the route is not gone: it takes more to keep callers away from it. */
const STRIKES_WHILE_LIVE = 6;
const STREAK_MS = 30_000;

/** A session that lasted so long carried a call: that its route was fit to open it for is beyond doubt. */
export const HELD_MS = 10_000;

/** One server that goes away cuts all of its sessions: what is cut within this time counts once. */
const INCIDENT_MS = 3_000;

/** A circuit that opens again so soon after it closed goes on with its backoff where it was. */
const RELAPSE_MS = 30_000;

/** Doubled with each probe in vain, up to the longest. Nobody mends credentials or tops up an account within seconds. */
const PROBE_AFTER_MS = {
  unavailable: { first: 2_000, longest: 30_000 },
  refused: { first: 15_000, longest: 300_000 },
} as const;
const JITTER = 0.2;

/** The provider's word for a limit on concurrent sessions: it is well, and full. */
const FULL = 'http_429';

export interface Strike {
  readonly atMs: number;
  readonly of: 'connect' | 'short_session' | 'long_session';
  readonly failure: AgentFailure;
}

/** Why no calls are let through. A misuse is never the reason. */
export interface Cause extends AgentFailure {
  readonly kind: 'unavailable' | 'refused';
}

/** `patience`: how often the wait for the next probe has doubled. */
export type Circuit =
  | {
      readonly phase: 'closed';
      readonly strikes: readonly Strike[];
      readonly sinceMs: number;
      readonly patience: number;
    }
  | { readonly phase: 'open' | 'probing'; readonly cause: Cause; readonly sinceMs: number; readonly patience: number };

export type NotClosed = Exclude<Circuit, { phase: 'closed' }>;

export const CLOSED: Circuit = { phase: 'closed', strikes: [], sinceMs: -Infinity, patience: 0 };

export type CircuitEvent =
  | { type: 'connected'; atMs: number }
  /** `liveSessions`: others of the route that go on. */
  | { type: 'connect_failed'; failure: AgentFailure; liveSessions: number; atMs: number }
  /** A session has lasted `HELD_MS`. */
  | { type: 'session_held'; atMs: number }
  /** A session broke off `heldMs` after it was opened. */
  | { type: 'session_lost'; failure: AgentFailure; heldMs: number; liveSessions: number; atMs: number }
  /** A session was ended by us. */
  | { type: 'session_ended'; atMs: number }
  | { type: 'probe_due'; atMs: number }
  | { type: 'probe_succeeded'; atMs: number }
  | { type: 'probe_failed'; failure: AgentFailure; atMs: number };

/** Whether calls are sent to a route. What changes nothing returns the same object. */
export function reduceCircuit(circuit: Circuit, event: CircuitEvent): Circuit {
  return circuit.phase === 'closed' ? closed(circuit, event) : notClosed(circuit, event);
}

type Closed = Extract<Circuit, { phase: 'closed' }>;

function closed(circuit: Closed, event: CircuitEvent): Circuit {
  switch (event.type) {
    case 'connected':
      // A session that can be had says that the route takes calls, not that it keeps them.
      return withStrikes(
        circuit,
        circuit.strikes.filter(({ of }) => of === 'short_session'),
      );
    case 'session_held':
      return withStrikes(circuit, []);
    case 'connect_failed':
    case 'session_lost':
      if (event.failure.kind === 'refused') return open(circuit, { ...event.failure, kind: 'refused' }, event.atMs);
      return struck(circuit, event);
    case 'session_ended':
    case 'probe_due':
    case 'probe_succeeded':
    case 'probe_failed':
      return circuit;
  }
}

function struck(circuit: Closed, event: Extract<CircuitEvent, { type: 'connect_failed' | 'session_lost' }>): Circuit {
  const { atMs, failure, liveSessions } = event;
  const recent = circuit.strikes.filter((strike) => atMs - strike.atMs <= STREAK_MS);
  const of = event.type === 'connect_failed' ? 'connect' : event.heldMs < HELD_MS ? 'short_session' : 'long_session';
  if (of !== 'connect') {
    if (of === 'short_session' && liveSessions > 0) return circuit;
    const losses = recent.filter((strike) => strike.of !== 'connect');
    if (losses.some((loss) => atMs - loss.atMs < INCIDENT_MS)) return circuit;
    if (of === 'long_session' && losses.some((loss) => loss.of === 'long_session')) return circuit;
  }
  const strikes = [...recent, { atMs, of, failure } as const].slice(-STRIKES_WHILE_LIVE);
  // A message of ours that is wrong says nothing of the next one, nor does the end of a session that had lasted: these count
  // only beside a session that could not be had, or not be kept.
  const theirs = strikes.findLast((strike) => strike.failure.kind === 'unavailable' && strike.of !== 'long_session');
  if (strikes.length < (liveSessions > 0 ? STRIKES_WHILE_LIVE : STRIKES_TO_OPEN) || !theirs)
    return { ...circuit, strikes };
  return open(circuit, { kind: 'unavailable', code: theirs.failure.code }, atMs);
}

function notClosed(circuit: NotClosed, event: CircuitEvent): Circuit {
  const { cause, patience } = circuit;
  switch (event.type) {
    case 'connected':
      // An attempt from before it opened: when many dial at once, what is refused is known sooner than what works.
      return cause.kind === 'unavailable' ? close(circuit, event.atMs) : circuit;
    case 'connect_failed':
    case 'session_lost':
      // Late news of a circuit that is open already; only that a person is needed is new.
      if (event.failure.kind !== 'refused' || cause.kind === 'refused') return circuit;
      return { ...circuit, cause: { ...event.failure, kind: 'refused' }, patience: 0 };
    case 'session_ended':
      // Room for one more: soon enough to be worth a look, seldom enough not to put it off again and again.
      return circuit.phase === 'open' && cause.code === FULL && patience > 0 ? { ...circuit, patience: 0 } : circuit;
    case 'session_held':
      return circuit;
    case 'probe_due':
      return circuit.phase === 'open' ? { ...circuit, phase: 'probing' } : circuit;
    case 'probe_succeeded':
      return circuit.phase === 'probing' ? close(circuit, event.atMs) : circuit;
    case 'probe_failed':
      return circuit.phase === 'probing' ? probedInVain(circuit, event) : circuit;
  }
}

function probedInVain(
  circuit: NotClosed,
  { failure: { kind, code }, atMs }: Extract<CircuitEvent, { type: 'probe_failed' }>,
): Circuit {
  const { cause, patience } = circuit;
  switch (kind) {
    case 'misused':
      // The route was reached and answers: what never opens a circuit doesn't keep it open either.
      return close(circuit, atMs);
    case 'refused':
      return {
        ...circuit,
        phase: 'open',
        cause: { kind, code },
        patience: cause.kind === 'refused' ? patience + 1 : 0,
      };
    case 'unavailable':
      // Credentials that were refused are still refused as far as we know.
      return {
        ...circuit,
        phase: 'open',
        cause: cause.kind === 'refused' ? cause : { kind, code },
        patience: patience + 1,
      };
  }
}

function withStrikes(circuit: Closed, strikes: readonly Strike[]): Circuit {
  return strikes.length === circuit.strikes.length ? circuit : { ...circuit, strikes };
}

function open(circuit: Closed, cause: Cause, atMs: number): Circuit {
  const patience = atMs - circuit.sinceMs < RELAPSE_MS ? circuit.patience : 0;
  return { phase: 'open', cause, sinceMs: atMs, patience };
}

function close(circuit: NotClosed, atMs: number): Circuit {
  return { phase: 'closed', strikes: [], sinceMs: atMs, patience: circuit.patience + 1 };
}

/** How long an open circuit waits for its next probe. `random`: from 0, to below 1. */
export function probeDelayMs({ cause, patience }: NotClosed, random: number): number {
  const { first, longest } = PROBE_AFTER_MS[cause.kind];
  return Math.min(longest, Math.min(longest, first * 2 ** patience) * (1 + JITTER * (2 * random - 1)));
}

export const ATTENTION_REASONS = ['credentials', 'quota'] as const;
export type AttentionReason = (typeof ATTENTION_REASONS)[number];

/** What a person must mend before calls can go this way; null while time alone may mend it. */
export function attentionOf(circuit: Circuit): AttentionReason | null {
  if (circuit.phase === 'closed' || circuit.cause.kind !== 'refused') return null;
  return circuit.cause.code === 'http_402' ? 'quota' : 'credentials';
}
