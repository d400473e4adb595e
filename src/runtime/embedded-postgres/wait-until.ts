import type { Clock } from '../../common/clock/clock.js';
import { holdOpen } from '../hold-open.js';

const POLL_MS = 20;

/**
 * Polls until `condition` gives a value other than undefined, and gives undefined when `timeoutMs` have passed. The
 * process stays alive meanwhile, which the clock's timers don't ask for: nothing else may be open this early.
 */
export async function waitUntil<Value>(
  clock: Clock,
  timeoutMs: number,
  condition: () => Promise<Value | undefined> | Value | undefined,
): Promise<Value | undefined> {
  const release = holdOpen();
  try {
    const deadlineMs = clock.nowMs() + timeoutMs;
    for (;;) {
      const value = await condition();
      if (value !== undefined || clock.nowMs() >= deadlineMs) return value;
      await clock.sleep(POLL_MS);
    }
  } finally {
    release();
  }
}
