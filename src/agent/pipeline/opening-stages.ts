import { ABORTED } from '../deepgram/deepgram-failures.policy.js';
import { StageError } from './stage.types.js';

interface Closable {
  close(): Promise<void>;
}

/**
 * Opens two stages side by side. When one can't be had the other is given up, and nothing is left open.
 *
 * @throws StageError of the one that failed first, and `aborted` when `signal` is
 */
export async function openTogether<One extends Closable, Other extends Closable>(
  openOne: (signal: AbortSignal) => Promise<One>,
  openOther: (signal: AbortSignal) => Promise<Other>,
  signal: AbortSignal,
): Promise<[One, Other]> {
  const opening = new AbortController();
  const giveUp = (): void => opening.abort();
  const failures: unknown[] = [];
  const noted = (error: unknown): null => {
    failures.push(error);
    giveUp();
    return null;
  };
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    const [one, other] = await Promise.all([
      openOne(opening.signal).catch(noted),
      openOther(opening.signal).catch(noted),
    ]);
    if (one && other && !signal.aborted) return [one, other];
    await Promise.all([one?.close(), other?.close()]);
    const [first = new StageError('listening', ABORTED)] = failures;
    throw first;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
