import { holds } from '../../../audio/heard-text.policy.js';
import type { AgentFailure } from '../../voice-agent.port.js';
import { flushed, mayFlush, mayFlushEarly, type FlushLog } from './flush-budget.policy.js';
import { leftToSay } from './left-to-say.policy.js';

/**
 * What is to be spoken, and what of it is on the stream.
 *
 * Audio carries no name, so **one batch at a time** is on the stream: text up to a flush, all of one utterance. Whatever
 * audio comes until `flushed` belongs to it; the next batch follows then, long before the caller has heard the last, since audio
 * comes faster than it is played. A batch is one piece of text, so that a lost stream costs no more than the rest of a piece. When
 * flushes run short it takes in all further pieces of its utterance, and is flushed at the utterance's end.
 *
 * `cancelled` sends `clear` if a batch is on the stream. Until the answer, all that comes is thrown away and nothing is sent:
 * behind it, nothing can come of what was cancelled.
 *
 * A **lost stream** gives its batch back, from the beginning of the sentence that it was lost in: half a sentence is none.
 */
export interface Speech {
  /** `away`: there is none, one is being opened. `clearing`: a clear is unanswered. */
  stream: 'away' | 'ready' | 'clearing';
  /** The first is being spoken, the others wait behind it. Ids rise. */
  queue: readonly Utterance[];
  /** Of the first utterance. There is none while a stream is opened or a clear unanswered. */
  batch: Batch | null;
  /** All utterances up to this one are over: spoken or cancelled. */
  overUpTo: number;
  flushes: FlushLog;
  /** Flushes that were sent before a clear and not answered: an answer without audio may still be theirs. */
  staleFlushes: number;
  /** Another voice is wanted, from the next utterance on. */
  isVoiceOld: boolean;
  /** The provider owes us something. */
  watch: Watch | null;
}

interface Utterance {
  id: number;
  /** Not on the stream yet. */
  pieces: readonly Piece[];
  isFinished: boolean;
  /** Null: no text yet. */
  firstTextAtMs: number | null;
  /** Something of it was on the stream or was heard. */
  hasBegun: boolean;
  isHeard: boolean;
}

export interface Piece {
  text: string;
  /** To be remembered, and so alone in its batch. */
  remember: boolean;
  /** Remembered. */
  audio: Buffer | null;
}

interface Batch {
  pieces: readonly Piece[];
  isFlushed: boolean;
  heardBytes: number;
}

interface Watch {
  failure: AgentFailure;
  withinMs: number;
  quietSinceMs: number;
  dueAtMs: number;
}

export type SpeechSignal = { atMs: number } & (
  | { type: 'text'; utterance: number; piece: Piece }
  | { type: 'finished'; utterance: number }
  | { type: 'cancelled' }
  /** `isVoiceOld`: the voices have changed while the stream was opened. */
  | { type: 'opened'; isVoiceOld: boolean }
  | { type: 'voice_changed' }
  | { type: 'audio'; chunk: Buffer }
  | { type: 'flushed' }
  | { type: 'cleared' }
  | { type: 'lost' }
  | { type: 'watch_fired' }
);

/** What is to be done, in this order. */
export type SpeechAct =
  | { type: 'speak'; text: string }
  | { type: 'flush' }
  | { type: 'clear' }
  /** The stream is of no use: another one is to be opened. Null: nothing is wrong with it. */
  | { type: 'replace'; failure: AgentFailure | null }
  | { type: 'tell_first_audio'; utterance: number; msSinceFirstText: number }
  | { type: 'tell_audio'; utterance: number; chunk: Buffer; source: AudioSource }
  | { type: 'tell_spoken'; utterance: number }
  /** What was told of the present batch is all of this line. */
  | { type: 'remember'; text: string }
  | { type: 'arm'; afterMs: number }
  | { type: 'disarm' };

/** `memory`: remembered. The others came by the stream, `stream_to_remember` as a part of what is to be remembered. */
export type AudioSource = 'memory' | 'stream' | 'stream_to_remember';

export interface SpeechStep {
  speech: Speech;
  acts: readonly SpeechAct[];
}

/** Half-dead sockets take text and return nothing. A voice begins after a fifth of a second, and never pauses for so long. */
export const AUDIO_WITHIN_MS = 3_000;
/** A round trip. The caller waits for what replaces the cancelled line. */
export const CLEARED_WITHIN_MS = 1_000;
/** A timer that is so late tells of this process, not of the peer. */
const LATE_TIMER_MS = 150;

export const NO_AUDIO: AgentFailure = { kind: 'unavailable', code: 'no_audio' };
export const NOT_CLEARED: AgentFailure = { kind: 'unavailable', code: 'not_cleared' };

export const NOTHING_SAID: Speech = {
  stream: 'away',
  queue: [],
  batch: null,
  overUpTo: Number.NEGATIVE_INFINITY,
  flushes: [],
  staleFlushes: 0,
  isVoiceOld: false,
  watch: null,
};

export function reduceSpeech(speech: Speech, signal: SpeechSignal): SpeechStep {
  const { atMs } = signal;
  switch (signal.type) {
    case 'text':
      return goOn(withText(speech, signal.utterance, signal.piece, atMs), atMs);
    case 'finished':
      return goOn(
        changed(speech, signal.utterance, (utterance) => ({ ...utterance, isFinished: true })),
        atMs,
      );
    case 'cancelled':
      return cancelled(speech, atMs);
    case 'opened':
      return goOn({ ...lost(speech), stream: 'ready', isVoiceOld: signal.isVoiceOld }, atMs);
    case 'voice_changed':
      return goOn({ ...speech, isVoiceOld: true }, atMs);
    case 'audio':
      return heard(speech, signal.chunk, atMs);
    case 'flushed':
      return batchDone(speech, atMs);
    case 'cleared':
      if (speech.stream !== 'clearing') return step(speech);
      return goOn({ ...speech, stream: 'ready', watch: null }, atMs, [{ type: 'disarm' }]);
    case 'lost':
      return goOn(lost(speech), atMs, speech.watch ? [{ type: 'disarm' }] : []);
    case 'watch_fired':
      return watched(speech, atMs);
  }
}

function withText(speech: Speech, id: number, piece: Piece, atMs: number): Speech {
  return changed(speech, id, (utterance) => {
    if (!isSpeakable(piece.text)) return utterance;
    const firstTextAtMs = utterance.firstTextAtMs ?? atMs;
    return { ...utterance, firstTextAtMs, pieces: [...utterance.pieces, piece] };
  });
}

/** A voice makes nothing of dashes and dots, and would be waited for in vain. */
const isSpeakable = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/** Nothing changes for an utterance that is over, finished, or older than one that waits. */
function changed(speech: Speech, id: number, change: (utterance: Utterance) => Utterance): Speech {
  const { queue } = speech;
  const known = queue.find((utterance) => utterance.id === id);
  if (known?.isFinished || id <= speech.overUpTo) return speech;
  if (known) return { ...speech, queue: queue.map((one) => (one === known ? change(one) : one)) };
  if (id < (queue.at(-1)?.id ?? id)) return speech;
  const fresh = { id, pieces: [], isFinished: false, firstTextAtMs: null, hasBegun: false, isHeard: false };
  return { ...speech, queue: [...queue, change(fresh)] };
}

function cancelled(speech: Speech, atMs: number): SpeechStep {
  const overUpTo = speech.queue.at(-1)?.id ?? speech.overUpTo;
  const silent: Speech = { ...speech, overUpTo, queue: [] };
  if (!speech.batch) return goOn(silent, atMs);
  const staleFlushes = speech.staleFlushes + (speech.batch.isFlushed ? 1 : 0);
  const clearing: Speech = { ...silent, batch: null, stream: 'clearing', staleFlushes };
  return watching(clearing, NOT_CLEARED, CLEARED_WITHIN_MS, atMs, [{ type: 'clear' }]);
}

function lost(speech: Speech): Speech {
  const away: Speech = { ...speech, stream: 'away', batch: null, flushes: [], staleFlushes: 0, watch: null };
  const [first, ...others] = speech.queue;
  if (!first || !speech.batch) return away;
  return { ...away, queue: [{ ...first, pieces: [...unsaidOf(speech.batch), ...first.pieces] }, ...others] };
}

function unsaidOf(batch: Batch): readonly Piece[] {
  if (batch.heardBytes === 0) return batch.pieces;
  const text = leftToSay(textOf(batch), batch.heardBytes);
  return text === '' ? [] : [{ text, remember: false, audio: null }];
}

const textOf = ({ pieces }: Batch): string => pieces.map(({ text }) => text).join(' ');

function heard(speech: Speech, chunk: Buffer, atMs: number): SpeechStep {
  const { batch, watch } = speech;
  const [first] = speech.queue;
  if (!first || !batch) return step(speech);
  const next: Speech = {
    ...withFirst(speech, { ...first, isHeard: true }),
    batch: { ...batch, heardBytes: batch.heardBytes + chunk.length },
    watch: watch && { ...watch, quietSinceMs: atMs },
  };
  return { speech: next, acts: audioActs(first, chunk, isToRemember(batch) ? 'stream_to_remember' : 'stream', atMs) };
}

function batchDone(speech: Speech, atMs: number): SpeechStep {
  const { batch, staleFlushes } = speech;
  const staleAnswered: Speech = { ...speech, staleFlushes: Math.max(0, staleFlushes - 1) };
  if (speech.stream === 'clearing') return step(staleAnswered);
  if (!batch?.isFlushed) return step(speech);
  if (batch.heardBytes === 0 && staleFlushes > 0) return step(staleAnswered);
  const isWhole = batch.heardBytes > 0 && isToRemember(batch);
  const acts = batch.pieces.slice(0, isWhole ? 1 : 0).map(({ text }): SpeechAct => ({ type: 'remember', text }));
  return goOn({ ...speech, batch: null, staleFlushes: 0, watch: null }, atMs, [...acts, { type: 'disarm' }]);
}

const isToRemember = ({ pieces }: Batch): boolean => pieces.length === 1 && pieces[0]?.remember === true;

function watched(speech: Speech, atMs: number): SpeechStep {
  const { watch } = speech;
  if (!watch) return step(speech);
  const { failure, withinMs, quietSinceMs, dueAtMs } = watch;
  // The answer may wait behind a timer that is late.
  if (atMs > dueAtMs + LATE_TIMER_MS) return watching(speech, failure, withinMs, atMs);
  if (atMs < quietSinceMs + withinMs) {
    const nextAtMs = quietSinceMs + withinMs;
    return step({ ...speech, watch: { ...watch, dueAtMs: nextAtMs } }, { type: 'arm', afterMs: nextAtMs - atMs });
  }
  // All may have come but the word that it has: it would be said twice.
  const mayBeAll = speech.batch !== null && holds(textOf(speech.batch), speech.batch.heardBytes);
  const batch = mayBeAll ? null : speech.batch;
  return goOn(lost({ ...speech, batch }), atMs, [{ type: 'replace', failure }]);
}

/** Does all that can be done now. */
function goOn(from: Speech, atMs: number, before: readonly SpeechAct[] = []): SpeechStep {
  let speech = from;
  const acts = [...before];
  for (let next = nextStep(speech, atMs); next; next = nextStep(speech, atMs)) {
    speech = next.speech;
    acts.push(...next.acts);
  }
  return { speech, acts };
}

function nextStep(speech: Speech, atMs: number): SpeechStep | null {
  const { batch, stream } = speech;
  if (batch?.isFlushed) return null;
  const [first] = speech.queue;
  if (speech.isVoiceOld && stream === 'ready' && !first?.hasBegun) {
    return step({ ...lost(speech), isVoiceOld: false }, { type: 'replace', failure: null });
  }
  if (!first) return null;
  const [piece] = first.pieces;
  if (piece?.audio && !batch) return replayed(speech, first, piece.audio, atMs);
  if (piece) return stream === 'ready' ? sent(speech, first, piece, atMs) : null;
  if (!first.isFinished) return null;
  if (batch) return batchEnded(speech, batch, atMs);
  const over: Speech = { ...speech, queue: speech.queue.slice(1), overUpTo: first.id };
  return step(over, { type: 'tell_spoken', utterance: first.id });
}

function replayed(speech: Speech, first: Utterance, audio: Buffer, atMs: number): SpeechStep {
  const next = { ...first, pieces: first.pieces.slice(1), hasBegun: true, isHeard: true };
  return { speech: withFirst(speech, next), acts: audioActs(first, audio, 'memory', atMs) };
}

function sent(speech: Speech, first: Utterance, piece: Piece, atMs: number): SpeechStep {
  const { batch } = speech;
  // A batch is begun only where it can be ended: another stream has all of its flushes.
  if (!batch && !mayFlush(speech.flushes, atMs)) return step(lost(speech), { type: 'replace', failure: null });
  const next: Speech = {
    ...withFirst(speech, { ...first, pieces: first.pieces.slice(1), hasBegun: true }),
    batch: { pieces: [...(batch?.pieces ?? []), piece], isFlushed: false, heardBytes: batch?.heardBytes ?? 0 },
  };
  const speak: SpeechAct = { type: 'speak', text: batch ? ` ${piece.text}` : piece.text };
  if (!next.batch || !mayFlushEarly(speech.flushes, atMs)) return step(next, speak);
  return batchEnded(next, next.batch, atMs, [speak]);
}

function batchEnded(speech: Speech, batch: Batch, atMs: number, before: readonly SpeechAct[] = []): SpeechStep {
  const flushing = { ...speech, batch: { ...batch, isFlushed: true }, flushes: flushed(speech.flushes, atMs) };
  return watching(flushing, NO_AUDIO, AUDIO_WITHIN_MS, atMs, [...before, { type: 'flush' }]);
}

function watching(
  speech: Speech,
  failure: AgentFailure,
  withinMs: number,
  atMs: number,
  before: readonly SpeechAct[] = [],
): SpeechStep {
  const watch: Watch = { failure, withinMs, quietSinceMs: atMs, dueAtMs: atMs + withinMs };
  return step({ ...speech, watch }, ...before, { type: 'arm', afterMs: withinMs });
}

function audioActs(utterance: Utterance, chunk: Buffer, source: AudioSource, atMs: number): SpeechAct[] {
  const audio: SpeechAct = { type: 'tell_audio', utterance: utterance.id, chunk, source };
  if (utterance.isHeard) return [audio];
  const msSinceFirstText = atMs - (utterance.firstTextAtMs ?? atMs);
  return [{ type: 'tell_first_audio', utterance: utterance.id, msSinceFirstText }, audio];
}

const withFirst = (speech: Speech, first: Utterance): Speech => ({
  ...speech,
  queue: [first, ...speech.queue.slice(1)],
});

const step = (speech: Speech, ...acts: SpeechAct[]): SpeechStep => ({ speech, acts });
