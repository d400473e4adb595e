import type { CallEffect } from './call-flow.types.js';

/**
 * The same ending where no process is left that the carrier could ask what is next: it is told before the stream ends. A caller who
 * was to be hung up on is, by a process that waits for that question.
 */
export function leftToCarrier(ending: readonly CallEffect[]): CallEffect[] {
  const isPlanned = ending.some(
    (effect) => effect.type === 'plan_handover' || (effect.type === 'plan' && effect.nextStep !== 'hang_up'),
  );
  if (!isPlanned) return [...ending];
  return ending.flatMap((effect): CallEffect[] => {
    switch (effect.type) {
      case 'plan':
      case 'plan_handover':
        return [
          { type: 'leave_callback', why: 'process_ended' },
          { type: 'close_record', ending: 'overflow' },
        ];
      case 'close_stream':
        return [{ type: 'leave_to_carrier' }];
      default:
        return [effect];
    }
  });
}
