/** How often a queue is looked at where nobody tells that something was put into it. */
const UNTOLD_MS = 500;

/** News can be lost with a process that died between its commit and its telling: queues are looked at in any case. */
export const LOOK_EVERY_MS = 5000;

/** What a look at a queue has found. */
export interface Sight {
  /** Until the next entry is due of those that are not yet; null when none is within LOOK_EVERY_MS. */
  nextDueInMs: number | null;
}

/**
 * How long to wait for news before the next look. What falls due has the same patience as without news: a thousand entries that
 * fall due one after the other are no reason to look a thousand times.
 *
 * @param sight null when the look failed
 */
export function lookPauseMs(isTold: boolean, sight: Sight | null): number {
  if (!isTold || !sight) return UNTOLD_MS;
  if (sight.nextDueInMs === null) return LOOK_EVERY_MS;
  return Math.min(LOOK_EVERY_MS, Math.max(UNTOLD_MS, Math.ceil(sight.nextDueInMs)));
}
