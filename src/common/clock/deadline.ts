import type { Clock } from './clock.js';

export class DeadlineError extends Error {
  readonly code = 'deadline_exceeded';

  constructor(ms: number) {
    super(`not done within ${ms} ms`);
  }
}

/** @throws DeadlineError when the work takes longer; it goes on unheeded then. */
export async function withinMs<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T> {
  const timeout = new AbortController();
  const late = clock.sleep(ms, timeout.signal).then(() => {
    throw new DeadlineError(ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    late.catch(() => {}); // the loser of the race
    timeout.abort();
  }
}
