import { BYTES_PER_MS } from './frame.types.js';
import { heardPrefix } from './heard-text.policy.js';
import type { Mark, PlayoutEvent, PlayoutState, Run, TurnLedger } from './playout.types.js';

export type { PlayoutEvent, PlayoutState } from './playout.types.js';

/**
 * How long after its time a mark is waited for. Until then the caller counts as not being past it; afterwards, and when a
 * carrier returns no marks at all, the clock alone decides.
 */
export const MARK_GRACE_MS = 400;

/**
 * No carrier plays faster than time goes by: a mark that comes so much before its audio can have been played says nothing of what
 * was heard. The clock decides, and no other mark is waited for.
 */
export const MARK_EARLY_MS = 200;

/** Turns of a call that are remembered. Marks and texts may come a turn late, not eight. */
const KEPT_TURNS = 8;

export const initialPlayout = (): PlayoutState => ({
  turns: [],
  queue: [],
  marks: [],
  playedOutAtMs: 0,
  soonestOutAtMs: 0,
});

/**
 * The rules of the carrier's buffer (Twilio Media Streams): it is a queue played at 8 bytes a millisecond; a mark waits in it
 * and comes back once all audio before it has left. `clear` empties it and sends every waiting mark back at once, so that a
 * mark says "no longer queued", not "heard": marks outstanding at a clear are forgotten here, and what comes back unknown,
 * repeated, out of an earlier turn or before its audio can have been played moves nothing.
 */
export function reducePlayout(state: PlayoutState, event: PlayoutEvent): PlayoutState {
  switch (event.type) {
    case 'turn_started':
      return withTurn(state, event.turn);
    case 'text_added':
      return changeTurn(withTurn(state, event.turn), event.turn, (ledger) => addText(ledger, event.text));
    case 'audio_sent':
      return event.bytes > 0 ? addAudio(withTurn(settle(state, event.atMs), event.turn), event) : state;
    case 'audio_done':
      return changeTurn(state, event.turn, (ledger) => ({ ...ledger, audioDone: true }));
    case 'broken_off':
      return changeTurn(state, event.turn, (ledger) => ({ ...ledger, brokenOff: !ledger.audioDone }));
    case 'mark_sent':
      return addMark(withTurn(state, event.turn), event);
    case 'mark_returned':
      return returnMark(state, event.name, event.atMs);
    case 'cleared':
    case 'stream_closed':
      return finish(state, event.atMs);
  }
}

/** Some of the turn's audio was handed to the carrier. */
export const hasAudio = (state: PlayoutState, turn: number): boolean => (ledgerOf(state, turn)?.sentBytes ?? 0) > 0;

/** How much of a turn's audio the caller has heard, from its beginning and without a gap. Never more than was sent. */
export function heardBytes(state: PlayoutState, turn: number, nowMs: number): number {
  const ledger = ledgerOf(state, turn);
  if (!ledger) return 0;
  if (ledger.finalBytes !== null) return ledger.finalBytes;
  const playedBytes = state.queue
    .filter((run) => run.turn === turn)
    .reduce((sum, run) => sum + playedOf(run, nowMs), ledger.playedBytes);
  const next = state.marks.find((mark) => mark.turn === turn && isWaitedFor(mark, nowMs));
  return Math.max(ledger.certainBytes, Math.min(playedBytes, next?.behindBytes ?? Infinity));
}

/** The part of a turn's text that the caller has heard: a prefix of its texts joined by spaces, cut between words. */
export function heardText(state: PlayoutState, turn: number, nowMs: number): string {
  const ledger = ledgerOf(state, turn);
  return ledger ? heardPrefix(ledger, heardBytes(state, turn, nowMs)) : '';
}

/**
 * When the caller began to hear a turn, as far as is known now; null before. Asked when a mark comes back, the carrier's own
 * pace counts; without marks, the clock.
 */
export function heardSinceMs(state: PlayoutState, turn: number, nowMs: number): number | null {
  const bytes = heardBytes(state, turn, nowMs);
  if (bytes === 0) return null;
  const first = ledgerOf(state, turn)?.playedBytes === 0 ? state.queue.find((run) => run.turn === turn) : undefined;
  return first?.startMs ?? Math.min(nowMs, state.playedOutAtMs) - bytes / BYTES_PER_MS;
}

/** Derived, and bounded by what was sent: it ends without a single mark. */
export const isPlaying = (state: PlayoutState, nowMs: number): boolean =>
  nowMs < state.playedOutAtMs + (state.marks.length > 0 ? MARK_GRACE_MS : 0);

/** When, by the clock, all that was sent so far will have been played. In the past when nothing is left. */
export const playedOutAtMs = (state: PlayoutState): number => state.playedOutAtMs;

/**
 * True when no mark of the turn is outstanding; also when none was sent. For one that came early the clock says when it should have
 * come: nobody needs to wait for another.
 */
export const allMarksBack = (state: PlayoutState, turn: number, nowMs: number): boolean =>
  state.marks.every((mark) => mark.turn !== turn || (mark.cameEarly && !isWaitedFor(mark, nowMs)));

/** `t<turn>.<n>`, never the same name twice. */
export const nextMarkName = (state: PlayoutState, turn: number): string =>
  `t${turn}.${(ledgerOf(state, turn)?.marksSent ?? 0) + 1}`;

const isWaitedFor = ({ dueAtMs }: Mark, nowMs: number): boolean => nowMs < dueAtMs + MARK_GRACE_MS;

const endOf = (run: Run): number => run.startMs + run.bytes / BYTES_PER_MS;

const playedOf = (run: Run, nowMs: number): number =>
  Math.max(0, Math.min(run.bytes, Math.floor((nowMs - run.startMs) * BYTES_PER_MS)));

const ledgerOf = (state: PlayoutState, turn: number): TurnLedger | undefined =>
  state.turns.findLast((ledger) => ledger.turn === turn);

/** A turn that is older than the latest one and unknown was forgotten: it isn't begun anew. */
function withTurn(state: PlayoutState, turn: number): PlayoutState {
  if (turn <= (state.turns.at(-1)?.turn ?? -Infinity)) return state;
  const begun: TurnLedger = {
    turn,
    sentBytes: 0,
    playedBytes: 0,
    certainBytes: 0,
    finalBytes: null,
    audioDone: false,
    brokenOff: false,
    segments: [],
    marksSent: 0,
  };
  return { ...state, turns: [...state.turns.slice(1 - KEPT_TURNS), begun] };
}

const changeTurn = (state: PlayoutState, turn: number, change: (ledger: TurnLedger) => TurnLedger): PlayoutState => ({
  ...state,
  turns: state.turns.map((ledger) => (ledger.turn === turn ? change(ledger) : ledger)),
});

function addText(ledger: TurnLedger, text: string): TurnLedger {
  const last = ledger.segments.at(-1);
  if (text !== '') return { ...ledger, segments: [...ledger.segments, { text, atByte: ledger.sentBytes }] };
  return last ? { ...ledger, segments: [...ledger.segments.slice(0, -1), { ...last, text: `${last.text} ` }] } : ledger;
}

/** Takes from the queue what has been played by the clock. */
function settle(state: PlayoutState, nowMs: number): PlayoutState {
  const playing = state.queue.findIndex((run) => endOf(run) > nowMs);
  const played = playing === -1 ? state.queue : state.queue.slice(0, playing);
  const settled = played.reduce(
    (before, run) =>
      changeTurn(before, run.turn, (ledger) => ({ ...ledger, playedBytes: ledger.playedBytes + run.bytes })),
    state,
  );
  return { ...settled, queue: state.queue.slice(played.length) };
}

function addAudio(state: PlayoutState, sent: { turn: number; bytes: number; atMs: number }): PlayoutState {
  const last = state.queue.at(-1);
  const queue =
    last?.turn === sent.turn
      ? [...state.queue.slice(0, -1), { ...last, bytes: last.bytes + sent.bytes }]
      : [...state.queue, runOf(sent, last ? endOf(last) : sent.atMs)];
  const added = changeTurn(state, sent.turn, (ledger) => ({ ...ledger, sentBytes: ledger.sentBytes + sent.bytes }));
  const soonestOutAtMs = Math.max(sent.atMs, state.soonestOutAtMs) + sent.bytes / BYTES_PER_MS;
  return { ...added, queue, playedOutAtMs: endOf(queue.at(-1) as Run), soonestOutAtMs };
}

const runOf = ({ turn, bytes, atMs }: { turn: number; bytes: number; atMs: number }, freeAtMs: number): Run => ({
  turn,
  sentAtMs: atMs,
  startMs: Math.max(atMs, freeAtMs),
  bytes,
});

function addMark(state: PlayoutState, sent: { turn: number; name: string; atMs: number }): PlayoutState {
  const ledger = ledgerOf(state, sent.turn);
  if (!ledger) return state;
  const mark: Mark = {
    name: sent.name,
    turn: sent.turn,
    behindBytes: ledger.sentBytes,
    dueAtMs: Math.max(sent.atMs, state.playedOutAtMs),
    soonestAtMs: Math.max(sent.atMs, state.soonestOutAtMs),
    cameEarly: false,
  };
  const counted = changeTurn(state, sent.turn, (before) => ({ ...before, marksSent: before.marksSent + 1 }));
  return { ...counted, marks: [...counted.marks, mark] };
}

function returnMark(state: PlayoutState, name: string, atMs: number): PlayoutState {
  const place = state.marks.findIndex((mark) => mark.name === name);
  const mark = state.marks[place];
  if (!mark) return state;
  if (atMs < mark.soonestAtMs - MARK_EARLY_MS)
    return { ...state, marks: state.marks.with(place, { ...mark, cameEarly: true }) };
  // Nothing that was counted as heard is taken back, also when the carrier turns out to be late.
  const kept = state.turns.map((ledger) => ({ ...ledger, certainBytes: heardBytes(state, ledger.turn, atMs) }));
  // The carrier's buffer is a queue: whatever stands before a mark that came back has left it too.
  const passed = state.marks
    .slice(0, place + 1)
    .reduce<PlayoutState>(
      (before, { turn, behindBytes }) =>
        changeTurn(before, turn, (ledger) => ({ ...ledger, certainBytes: Math.max(ledger.certainBytes, behindBytes) })),
      { ...state, turns: kept },
    );
  const reached = settle({ ...passed, marks: state.marks.slice(place + 1) }, mark.dueAtMs);
  return reschedule(reached, mark.dueAtMs, atMs);
}

/**
 * The carrier was at a place at `atMs` that it should have reached at `dueAtMs`: all that is queued behind that place moves by
 * the difference, though nothing to before it was sent.
 */
function reschedule(state: PlayoutState, dueAtMs: number, atMs: number): PlayoutState {
  let freeAtMs = atMs;
  const queue = state.queue.map((run) => {
    const wishedMs = run.startMs < dueAtMs ? run.startMs + atMs - dueAtMs : freeAtMs;
    const moved = { ...run, startMs: Math.max(run.sentAtMs, wishedMs) };
    freeAtMs = endOf(moved);
    return moved;
  });
  const marks = state.marks.map((mark) => {
    const i = state.queue.findIndex((run) => mark.dueAtMs > run.startMs && mark.dueAtMs <= endOf(run));
    return { ...mark, dueAtMs: mark.dueAtMs + (queue[i]?.startMs ?? 0) - (state.queue[i]?.startMs ?? 0) };
  });
  const last = queue.at(-1);
  return { ...state, queue, marks, playedOutAtMs: last ? endOf(last) : atMs };
}

function finish(state: PlayoutState, atMs: number): PlayoutState {
  const turns = state.turns.map((ledger) => ({ ...ledger, finalBytes: heardBytes(state, ledger.turn, atMs) }));
  const playedOutAtMs = Math.min(state.playedOutAtMs, atMs);
  return { turns, queue: [], marks: [], playedOutAtMs, soonestOutAtMs: Math.min(state.soonestOutAtMs, atMs) };
}
