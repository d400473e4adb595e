import type { Clock } from './clock.js';

/** Together less than eight seconds: a database that restarts is back by then, and a carrier waits 15 s for its answer. */
const RETRY_AFTER_MS = [200, 500, 1000, 2000, 4000];

/** For what nobody waits for, and what would be missing: half a minute, in which a database hands over to another one. */
export const AT_LEISURE_MS: readonly number[] = [...RETRY_AFTER_MS, 4000, 4000, 8000, 8000];

export interface Patience {
  /** How long it waits before each further try. */
  retryAfterMs?: readonly number[];
  /** Which errors the same request may not meet a little later. All others are thrown at once, and nobody is told of them. */
  isPassing?: (error: unknown) => boolean;
  /** Nobody waits for it any more: no further try begins. */
  signal?: AbortSignal;
}

/**
 * Tries again what has to be stored although the database may be away for some seconds. What is run must be safe to do twice: a try
 * that failed may have been done all the same, when only its answer was lost.
 *
 * @param onTrouble is told of every try that failed, from 0, the last one too
 * @throws what the last try threw
 */
export async function patiently<Result>(
  clock: Clock,
  run: () => Promise<Result>,
  onTrouble: (error: unknown, attempt: number) => void,
  { retryAfterMs = RETRY_AFTER_MS, isPassing = () => true, signal }: Patience = {},
): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (!isPassing(error)) throw error;
      onTrouble(error, attempt);
      const waitMs = retryAfterMs[attempt];
      if (waitMs === undefined) throw error;
      await clock.sleep(waitMs, signal);
      if (signal?.aborted) throw error;
    }
  }
}
