import { end, start, stay, step, stop, type EventOf, type HandingOver } from './call-flow-steps.builder.js';
import { ALL_TIMERS, type CallEvent, type Step } from './call-flow.types.js';
import { CARRIER_CAP_MS } from './talking.limits.js';

/** For the rest of the words with which the agent hands over. Providers send speech faster than it is heard. */
const WORDS_CAP_MS = 3000;
/** The announcement of a hand-over is short, and may stand behind first aid; beyond that its marks were lost. */
const HANDOVER_CAP_MS = 25_000;

/** The agent neither hears nor does anything more, and ends its sentence; then the caller hears what happens next. */
export function handOver({ reason, summary, atOnce, isWhole }: Omit<EventOf<'handover_requested'>, 'type'>): Step {
  const state = { phase: 'handing_over', reason, summary, isAnnounced: false } as const;
  if (!atOnce && !isWhole) return step(state, ...stop(...ALL_TIMERS), start('handover_words', WORDS_CAP_MS));
  return announce(state, atOnce);
}

export function announce(state: HandingOver, atOnce = false): Step {
  return step(
    { ...state, isAnnounced: true },
    ...stop(...ALL_TIMERS),
    ...(atOnce ? [{ type: 'clear_playback' } as const] : []),
    { type: 'disconnect_agent' },
    { type: 'announce_handover', reason: state.reason },
    // A line that is lost while the caller hears of it would have them ask again.
    { type: 'keep_handover', reason: state.reason, summary: state.summary },
    start('handover_cap', HANDOVER_CAP_MS),
  );
}

export function handingOver(state: HandingOver, event: CallEvent): Step {
  return state.isAnnounced ? hearingOfIt(state, event) : finishing(state, event);
}

function finishing(state: HandingOver, event: CallEvent): Step {
  const isOver = ['reply_whole', 'agent_silent', 'agent_failed'].includes(event.type);
  const isLate = event.type === 'timer_fired' && event.timer === 'handover_words';
  return isOver || isLate ? announce(state) : stay(state);
}

function hearingOfIt(state: HandingOver, event: CallEvent): Step {
  if (event.type === 'agent_silent' && !event.confirmed) return step(state, start('handover_cap', CARRIER_CAP_MS));
  const isCapped = event.type === 'timer_fired' && event.timer === 'handover_cap';
  if (!isCapped && !['agent_silent', 'carrier_caught_up'].includes(event.type)) return stay(state);
  return end(
    { type: 'plan_handover', reason: state.reason, summary: state.summary },
    { type: 'close_stream' },
    { type: 'disconnect_agent' },
  );
}
