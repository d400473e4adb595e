import type { Clock } from '../common/clock/clock.js';

/**
 * Far more than the work takes, and less than a caller notices in a conversation: how long an answer took must not tell what was
 * found. Work that took longer on a slow database is answered at the next multiple.
 */
export const ANSWER_STEP_MS = 500;

/** Does the work, and answers, or fails, no sooner than at the next step after its beginning. */
export async function inEvenTime<Result>(clock: Clock, work: () => Promise<Result>): Promise<Result> {
  const startedAtMs = clock.nowMs();
  try {
    return await work();
  } finally {
    const spentMs = clock.nowMs() - startedAtMs;
    await clock.sleep(ANSWER_STEP_MS - (spentMs % ANSWER_STEP_MS));
  }
}
