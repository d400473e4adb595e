import { assertNever } from '../common/errors/domain.error.js';
import { end, handOn, stay, type LastWords } from './call-flow-steps.builder.js';
import type { CallEffect, CallEvent, CallPhase, CallState, Step } from './call-flow.types.js';
import { closing } from './closing.reducer.js';
import { withAdvice } from './emergency/advice.reducer.js';
import { handingOver, handOver } from './handing-over.reducer.js';
import { opening } from './opening.reducer.js';
import { withCardNotice } from './sensitive/card-notice.reducer.js';
import { talking } from './talking.reducer.js';

/** Decides what a call does next. Pure: time enters as `timer_fired`, the runner performs the effects in their order. */
export const reduceCall = (state: CallState, event: CallEvent): { state: CallState; effects: CallEffect[] } =>
  state.phase === 'ended' // late events are normal
    ? { state, effects: [] }
    : withCardNotice(state, event, (before) => withAdvice(before, event, reducePhase));

function reducePhase(state: CallPhase, event: CallEvent): Step {
  switch (event.type) {
    case 'carrier_stopped':
      return end(close(state), { type: 'close_stream' }, { type: 'disconnect_agent' });
    case 'carrier_lost':
      return end({ type: 'disconnect_agent' });
    case 'superseded':
      return end({ type: 'close_stream' }, { type: 'disconnect_agent' });
    case 'process_ends':
      // Who hears a goodbye, or waits for a person, is on the way out already.
      if (event.atOnce && (state.phase === 'opening' || state.phase === 'talking')) return handOn('resume');
      break;
    case 'handover_requested':
      return state.phase === 'handing_over' || state.phase === 'last_words' ? stay(state) : handOver(event);
    default:
  }
  switch (state.phase) {
    case 'opening':
      return opening(state, event);
    case 'talking':
      return talking(state, event);
    case 'closing':
      return closing(state, event);
    case 'handing_over':
      return handingOver(state, event);
    case 'last_words':
      return lastWords(state, event);
    case 'ended':
      return stay(state);
    default:
      return assertNever(state);
  }
}

const lastWords = (state: LastWords, event: CallEvent): Step =>
  event.type === 'advice_heard' || (event.type === 'timer_fired' && event.timer === 'advice_cap')
    ? end(...state.then)
    : stay(state);

const close = (state: CallPhase): CallEffect => ({
  type: 'close_record',
  ending: state.phase === 'closing' ? state.ending : 'caller_hung_up',
});

/** Somebody is there to whom the caller speaks. */
export const agentListens = ({ phase }: CallState): boolean =>
  phase === 'opening' || phase === 'talking' || phase === 'closing';

/** The reply that was owed, a line of ours, or the farewell; also words that come while we take the caller for speaking. */
export const isAwaited = (state: CallState): boolean =>
  (state.phase === 'talking' && (state.owesReply || state.awaitsLine || state.callerIsSpeaking)) ||
  (state.phase === 'closing' && !state.farewellBegun);

/** The caller waits for a word of ours, whoever is there to say it. */
export function isOwedAWord(state: CallState): boolean {
  if (state.phase === 'opening') return state.owed;
  return (state.phase === 'talking' && state.owesReply) || (state.phase === 'closing' && !state.farewellBegun);
}
