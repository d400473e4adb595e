import { assertNever } from '../../common/errors/domain.error.js';
import type { SyntheticResult, SyntheticStage } from './synthetic-call.types.js';
import type { PhoneEvent } from './test-phone.port.js';

/** The carrier waits 15 s for instructions; a caller who has heard it ring for longer than that goes elsewhere. */
const ANSWER_WITHIN_MS = 20_000;
/** A notice that the call is recorded comes before the stream. */
const STREAM_WITHIN_MS = 15_000;
const GREETING_WITHIN_MS = 10_000;
/** Between two sentences of a greeting it is quiet for less. */
const GREETING_OVER_AFTER_MS = 1000;
/** A greeting that goes on for longer is interrupted. */
const LONGEST_GREETING_MS = 30_000;
const QUESTION_WITHIN_MS = 10_000;
/** By then the line has lost two sessions that did not reply, and has asked its caller to say it again (docs/conversation.md). */
const REPLY_WITHIN_MS = 15_000;

/** Of the carrier's dictionary: what is below is about webhooks and documents. */
const FIRST_CODE_OF_STREAMS = 31_900;

/** Where a call stands, seen from the test phone. `sinceMs`: when that began. */
export type SyntheticCall = { readonly sinceMs: number } & (
  | { readonly phase: 'ringing' }
  | { readonly phase: 'answered'; readonly streamFailed: boolean }
  | { readonly phase: 'connected' }
  | { readonly phase: 'greeted'; readonly voiceAtMs: number }
  | { readonly phase: 'asking' }
  /** `voice`: of whatever was said before the question ended, of nobody yet, or since. */
  | { readonly phase: 'waiting'; readonly voice: 'earlier' | 'none' | 'heard'; readonly isRecorded: boolean }
  | { readonly phase: 'over'; readonly result: SyntheticResult }
);

export type SyntheticCallEvent =
  | PhoneEvent
  /** The record of the call has the question, and a reply to it that came from the voice agent. */
  | { type: 'reply_recorded' }
  /** Time went by. */
  | { type: 'tick' };

export type SyntheticCallEffect =
  { type: 'ask' } | { type: 'hang_up' } | { type: 'measured'; stage: SyntheticStage; ms: number };

export interface SyntheticCallStep {
  state: SyntheticCall;
  effects: SyntheticCallEffect[];
}

export const dialled = (atMs: number): SyntheticCall => ({ phase: 'ringing', sinceMs: atMs });

/** What a synthetic call does next. It always comes to an end, whatever the line does, as long as it is told of the time. */
export function reduceSyntheticCall(state: SyntheticCall, event: SyntheticCallEvent, atMs: number): SyntheticCallStep {
  if (state.phase === 'over') return step(state);
  if (event.type === 'diverted') return over(state.phase === 'answered' ? endedIn(state) : 'overflow', atMs);
  if (event.type === 'hung_up') return over(endedIn(state), atMs);
  const lasted = atMs - state.sinceMs;
  switch (state.phase) {
    case 'ringing':
      if (event.type === 'answered')
        return goOn({ phase: 'answered', sinceMs: atMs, streamFailed: false }, 'answer', lasted);
      return lasted >= ANSWER_WITHIN_MS ? over('not_answered', atMs) : step(state);
    case 'answered':
      if (event.type === 'stream_began') return goOn({ phase: 'connected', sinceMs: atMs }, 'stream', lasted);
      if (event.type === 'carrier_failed' && event.code >= FIRST_CODE_OF_STREAMS)
        return step({ ...state, streamFailed: true });
      return lasted >= STREAM_WITHIN_MS ? over(endedIn(state), atMs) : step(state);
    case 'connected':
      if (event.type === 'heard' && event.voice)
        return goOn({ phase: 'greeted', sinceMs: atMs, voiceAtMs: atMs }, 'greeting', lasted);
      return lasted >= GREETING_WITHIN_MS ? over('no_greeting', atMs) : step(state);
    case 'greeted':
      if (event.type === 'heard' && event.voice && lasted < LONGEST_GREETING_MS)
        return step({ ...state, voiceAtMs: atMs });
      if (atMs - state.voiceAtMs < GREETING_OVER_AFTER_MS && lasted < LONGEST_GREETING_MS) return step(state);
      return step({ phase: 'asking', sinceMs: atMs }, { type: 'ask' });
    case 'asking':
      if (event.type === 'question_said')
        return step({ phase: 'waiting', sinceMs: atMs, voice: 'earlier', isRecorded: false });
      return lasted >= QUESTION_WITHIN_MS ? over('cut_off', atMs) : step(state);
    case 'waiting':
      return wait(state, event, atMs);
    default:
      return assertNever(state);
  }
}

/** A reply counts when it was heard, and when it is on record that it was one: a voice alone may be a line of ours. */
function wait(state: SyntheticCall & { phase: 'waiting' }, event: SyntheticCallEvent, atMs: number): SyntheticCallStep {
  const { voice, isRecorded, sinceMs } = state;
  const waitedMs = atMs - sinceMs;
  if (event.type === 'reply_recorded')
    return voice === 'heard' ? over('ok', atMs) : step({ ...state, isRecorded: true });
  if (event.type === 'heard' && voice === 'earlier' && !event.voice) return step({ ...state, voice: 'none' });
  if (event.type === 'heard' && voice === 'none' && event.voice) {
    const measured = { type: 'measured', stage: 'reply', ms: waitedMs } as const;
    if (!isRecorded) return step({ ...state, voice: 'heard' }, measured);
    const { state: last, effects } = over('ok', atMs);
    return step(last, measured, ...effects);
  }
  return waitedMs >= REPLY_WITHIN_MS ? over('no_reply', atMs) : step(state);
}

/** What a call has come to that ends in this phase. */
function endedIn(state: Exclude<SyntheticCall, { phase: 'over' }>): SyntheticResult {
  switch (state.phase) {
    case 'ringing':
      return 'not_answered';
    case 'answered':
      return state.streamFailed ? 'no_stream' : 'overflow';
    default:
      return 'cut_off';
  }
}

const step = (state: SyntheticCall, ...effects: SyntheticCallEffect[]): SyntheticCallStep => ({ state, effects });

const goOn = (state: SyntheticCall, stage: SyntheticStage, ms: number): SyntheticCallStep =>
  step(state, { type: 'measured', stage, ms });

const over = (result: SyntheticResult, atMs: number): SyntheticCallStep =>
  step({ phase: 'over', sinceMs: atMs, result }, { type: 'hang_up' });
