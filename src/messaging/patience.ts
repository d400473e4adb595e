import type { Clock } from '../common/clock/clock.js';
import { errorFields, type Logger } from '../common/logging/logger.js';

/** Together less than the 15 s that the carrier waits for an answer. */
const RETRY_AFTER_MS = [250, 500, 1000, 2000, 4000];

/**
 * Does what a webhook asks for, again if need be: the database may be away for some seconds, and the carrier by itself tells
 * a thing once. What is done must be safe to do twice.
 */
export async function patiently<T>(clock: Clock, log: Logger, run: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const waitMs = RETRY_AFTER_MS[attempt];
      if (waitMs === undefined) throw error;
      log.warn('webhook.tried_again', { attempt, ...errorFields(error) });
      await clock.sleep(waitMs);
    }
  }
}
