import type { Clock } from '../../../common/clock/clock.js';
import { ABORTED } from '../../deepgram/deepgram-failures.policy.js';
import type { AgentFailure } from '../../voice-agent.port.js';
import type { LanguageModel, ModelPiece, ModelRequest } from './language-model.port.js';
import { FIRST_PIECE_LATE, REPLY_LATE, STALLED, STREAM_CUT, thinkingError } from './thinking-failures.policy.js';

/** Ten times what a fast model takes. Who waits has been told so by then, and another model needs its time as well. */
export const FIRST_PIECE_WITHIN_MS = 4000;
const NEXT_PIECE_WITHIN_MS = 3000;

/**
 * One attempt at a reply, in time: a model that is late is aborted. The clock stands still for it while the consumer is busy
 * with a piece. Empty pieces, by which a model shows that it is at work, are not handed on.
 *
 * @param wholeWithinMs for all of the reply
 * @throws StageError as the model does, when it is late, and `aborted` as soon as `signal` is
 */
export async function* timedPieces(
  model: LanguageModel,
  request: ModelRequest,
  { clock, wholeWithinMs, signal }: { clock: Clock; wholeWithinMs: number; signal: AbortSignal },
): AsyncGenerator<ModelPiece, void, undefined> {
  if (signal.aborted) throw thinkingError(ABORTED);
  let late: AgentFailure | null = null;
  // One of our own each time: a session's signal would collect the listeners of all its requests.
  const attempt = new AbortController();
  const onAbort = (): void => attempt.abort();
  const giveUp = (failure: AgentFailure): void => {
    late ??= failure;
    attempt.abort();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  const stopWhole = clock.after(wholeWithinMs, () => giveUp(REPLY_LATE));
  const pieces: AsyncIterator<ModelPiece, unknown> = model.reply(request, attempt.signal)[Symbol.asyncIterator]();
  const next = async (withinMs: number, failure: AgentFailure): Promise<IteratorResult<ModelPiece, unknown>> => {
    const stop = clock.after(withinMs, () => giveUp(failure));
    try {
      return await pieces.next();
    } finally {
      stop();
    }
  };
  let isWhole = false;
  try {
    let result = await next(FIRST_PIECE_WITHIN_MS, FIRST_PIECE_LATE);
    while (!result.done && !signal.aborted) {
      const { value } = result;
      isWhole ||= value.type === 'end';
      if (value.type !== 'text' || value.text !== '') yield value;
      result = await next(NEXT_PIECE_WITHIN_MS, STALLED);
    }
  } catch (error) {
    if (late && !signal.aborted) throw thinkingError(late);
    if (!signal.aborted) throw error;
  } finally {
    stopWhole();
    signal.removeEventListener('abort', onAbort);
    await pieces.return?.();
  }
  if (signal.aborted) throw thinkingError(ABORTED);
  if (!isWhole) throw thinkingError(late ?? STREAM_CUT);
}
