import type { EventOf } from '../../src/conversation/call-flow-steps.builder.js';
import { reduceCall } from '../../src/conversation/call-flow.reducer.js';
import type { CallEffect, CallEvent, CallState, TimerName } from '../../src/conversation/call-flow.types.js';
import { initialCall } from '../../src/conversation/opening.reducer.js';
import type { PhraseId } from '../../src/profiles/phrase.catalogue.js';

/** Feeds events in order; answers the last state and the effects of the last event. */
export function after(...events: CallEvent[]): { state: CallState; effects: CallEffect[]; types: string[] } {
  let state: CallState = initialCall;
  let effects: CallEffect[] = [];
  for (const event of events) ({ state, effects } = reduceCall(state, event));
  return { state, effects, types: effects.map((effect) => effect.type) };
}

export const started = (how: Partial<EventOf<'started'>> = {}): CallEvent => ({
  type: 'started',
  resumed: false,
  handedOn: null,
  cutOff: false,
  remainingMs: 1_800_000,
  weCalled: false,
  greeted: false,
  emergency: null,
  card: { told: 0, saysDigits: false },
  ...how,
});
export const ready: CallEvent = { type: 'agent_ready', silentMs: 0 };
export const unavailable: EventOf<'agent_failed'> = {
  type: 'agent_failed',
  failure: { kind: 'unavailable', code: 'close_1006' },
  silentMs: 0,
  elsewhere: false,
  isWhole: false,
};

export const interrupts: CallEvent = { type: 'caller_started_speaking', cut: true };
/** Nothing was being said. */
export const noise: CallEvent = { type: 'caller_started_speaking', cut: false };
export const said: CallEvent = { type: 'caller_said', quietMs: 300 };

export const spoke: CallEvent = { type: 'agent_spoke' };
export const audible: CallEvent = { type: 'agent_audible' };
export const silent: CallEvent = { type: 'agent_silent', complete: true, confirmed: true };
/** By the clock alone: the carrier may be late. */
export const silentByClock: CallEvent = { type: 'agent_silent', complete: true, confirmed: false };
/** It has not come to its end. */
export const stopped: CallEvent = { type: 'agent_silent', complete: false, confirmed: true };

export const toolStarted: CallEvent = { type: 'tool_started' };
export const toolAnswered: CallEvent = { type: 'tool_finished', answered: true };
export const toolTakenBack: CallEvent = { type: 'tool_finished', answered: false };

export const fired = (timer: TimerName): EventOf<'timer_fired'> => ({
  type: 'timer_fired',
  timer,
  quietMs: 3000,
  voicedMs: 2000,
  agentQuietMs: 3000,
});
export const starts = (timer: TimerName, ms: number): CallEffect => ({ type: 'start_timer', timer, ms });
export const plays = (phrase: PhraseId): CallEffect => ({ type: 'play', phrase });

/** Calls on their way: each story goes on where the one before it ends. */
export const connected: readonly CallEvent[] = [started(), ready];
export const greeted: readonly CallEvent[] = [...connected, audible, silent];
export const saying: readonly CallEvent[] = [...greeted, interrupts, said];
export const goodbye: readonly CallEvent[] = [...saying, toolStarted, toolAnswered, { type: 'end_requested' }];
