import type { NextStep } from '../calls/calls.types.js';
import {
  ALL_TIMERS,
  type CallEffect,
  type CallEvent,
  type CallPhase,
  type Step,
  type TimerName,
} from './call-flow.types.js';

export type Opening = Extract<CallPhase, { phase: 'opening' }>;
export type Talking = Extract<CallPhase, { phase: 'talking' }>;
export type Closing = Extract<CallPhase, { phase: 'closing' }>;
export type HandingOver = Extract<CallPhase, { phase: 'handing_over' }>;

export type LastWords = Extract<CallPhase, { phase: 'last_words' }>;

export type EventOf<Type extends CallEvent['type']> = Extract<CallEvent, { type: Type }>;

/** A conversation in which nothing was said yet. */
export const freshTalk = (): Talking => ({
  phase: 'talking',
  opensCall: false,
  nudges: 0,
  lostReplies: 0,
  callerIsSpeaking: false,
  agentIsAudible: false,
  owesReply: false,
  replyStopped: false,
  cutReply: false,
  fillers: 0,
  unendedTurn: 'untouched',
  expiring: false,
  awaitsLine: false,
  toolsRunning: 0,
  failedTurns: 0,
});

export const start = (timer: TimerName, ms: number): CallEffect => ({ type: 'start_timer', timer, ms });
export const stop = (...timers: TimerName[]): CallEffect[] => timers.map((timer) => ({ type: 'stop_timer', timer }));
export const step = (state: CallPhase, ...effects: CallEffect[]): Step => ({ state, effects });
export const stay = (state: CallPhase): Step => ({ state, effects: [] });
/** The carrier asks what is next, and whichever process answers goes on. */
export const handOn = (nextStep: NextStep): Step =>
  end({ type: 'plan', nextStep }, { type: 'close_stream' }, { type: 'disconnect_agent' });
export const end = (...effects: CallEffect[]): Step => ({
  state: { phase: 'ended' },
  effects: [...stop(...ALL_TIMERS), ...effects],
});
