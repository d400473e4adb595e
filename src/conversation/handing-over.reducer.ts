import { end, start, stay, step, stop, type EventOf, type HandingOver } from './call-flow-steps.builder.js';
import { ALL_TIMERS, type CallEvent, type Step } from './call-flow.types.js';

/** The announcement of a hand-over is short, and may stand behind first aid; beyond that its marks were lost. */
const HANDOVER_CAP_MS = 25_000;

/** The agent neither hears nor does anything more, while the caller hears what happens next. */
export function handOver({ reason, summary, atOnce }: Omit<EventOf<'handover_requested'>, 'type'>): Step {
  return step(
    { phase: 'handing_over', reason, summary },
    ...stop(...ALL_TIMERS),
    ...(atOnce ? [{ type: 'clear_playback' } as const] : []),
    { type: 'disconnect_agent' },
    { type: 'announce_handover', reason },
    start('handover_cap', HANDOVER_CAP_MS),
  );
}

export function handingOver(state: HandingOver, event: CallEvent): Step {
  const isHeard = event.type === 'agent_silent' || (event.type === 'timer_fired' && event.timer === 'handover_cap');
  if (!isHeard) return stay(state);
  return end(
    { type: 'plan_handover', reason: state.reason, summary: state.summary },
    { type: 'close_stream' },
    { type: 'disconnect_agent' },
  );
}
