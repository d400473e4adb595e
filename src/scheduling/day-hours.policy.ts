import type { DayHours } from '../clinics/clinics.types.js';
import type { AppointmentId } from '../common/ids/ids.js';
import type { LocalDay } from './local-time.policy.js';
import { contains, united, type Stretch } from './stretches.policy.js';

/** What a visit takes of somebody's time, or of the house's. */
export interface VisitTime extends Stretch {
  id: AppointmentId;
}

/** The visits, each once, of which some time on the day lies outside of its hours. What lies on other days does not count. */
export function visitsOutside(times: readonly VisitTime[], hours: DayHours['hours'], day: LocalDay): AppointmentId[] {
  const inside = united(
    hours.map(({ startMinute, endMinute }) => ({
      fromMs: day.boundaryMs(startMinute),
      toMs: day.boundaryMs(endMinute),
    })),
  );
  const outside = times.filter(({ fromMs, toMs }) => {
    const onDay = { fromMs: Math.max(fromMs, day.fromMs), toMs: Math.min(toMs, day.toMs) };
    return onDay.fromMs < onDay.toMs && !inside.some((stretch) => contains(stretch, onDay));
  });
  return [...new Set(outside.map(({ id }) => id))];
}

/** What is wrong with the hours of one day; null when nothing is. */
export function wrongInDay(hours: DayHours['hours']): string | null {
  const inOrder = [...hours].sort((a, b) => a.startMinute - b.startMinute);
  if (inOrder.some(({ startMinute, endMinute }) => startMinute >= endMinute)) return 'each must end after it starts';
  const overlap = inOrder.some(({ endMinute }, index) => (inOrder[index + 1]?.startMinute ?? endMinute) < endMinute);
  return overlap ? 'must not overlap' : null;
}
