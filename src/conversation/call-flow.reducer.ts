import { assertNever } from '../common/errors/domain.error.js';
import { end, stay } from './call-flow-steps.builder.js';
import type { CallEffect, CallEvent, CallState, Step } from './call-flow.types.js';
import { closing } from './closing.reducer.js';
import { handingOver, handOver } from './handing-over.reducer.js';
import { opening } from './opening.reducer.js';
import { talking } from './talking.reducer.js';

/** Decides what a call does next. Pure: time enters as `timer_fired`, the runner performs the effects in their order. */
export function reduceCall(state: CallState, event: CallEvent): Step {
  if (state.phase === 'ended') return stay(state); // late events are normal, never errors
  switch (event.type) {
    case 'carrier_stopped':
      return end(close(state), { type: 'close_stream' }, { type: 'disconnect_agent' });
    case 'carrier_lost':
      return end({ type: 'disconnect_agent' });
    case 'superseded':
      return end({ type: 'close_stream' }, { type: 'disconnect_agent' });
    case 'handover_requested':
      return state.phase === 'handing_over' ? stay(state) : handOver(event);
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
    default:
      return assertNever(state);
  }
}

const close = (state: CallState): CallEffect => ({
  type: 'close_record',
  ending: state.phase === 'closing' ? state.ending : 'caller_hung_up',
});
