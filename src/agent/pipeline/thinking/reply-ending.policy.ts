import type { CallAssembly } from './call-assembly.js';
import type { ModelPiece, TokenUse } from './language-model.port.js';
import { STREAM_CUT, thinkingError } from './thinking-failures.policy.js';

/** `whole`: as the model wanted it. `cut`: the provider stopped it. Null: the stream ended, and the provider said nothing. */
export type Finish = 'whole' | 'cut' | null;

/** Shows that a model is at work on what can't be handed out yet: the arguments of a call. */
export const AT_WORK: ModelPiece = { type: 'text', text: '' };

/**
 * The last pieces of a reply. Calls come here and not before: only its end tells that they are complete. The reason that the
 * provider names counts less than what it has sent, since servers say `stop` to calls, or nothing at all.
 *
 * @throws StageError `stream_cut` when the stream broke off and left nothing to speak, or part of a call
 */
export function lastPieces(reply: {
  finish: Finish;
  hasText: boolean;
  calls: CallAssembly;
  tokens: TokenUse;
}): ModelPiece[] {
  const { finish, hasText, calls: drafts, tokens } = reply;
  const all = drafts.calls();
  const calls = finish === 'whole' ? all : finish === 'cut' ? drafts.stoppedCalls() : drafts.wholeCalls();
  const isLost = calls.length < all.length || (calls.length === 0 && !hasText);
  if (finish === null && isLost) throw thinkingError(STREAM_CUT);
  const why = calls.length > 0 ? 'calls' : finish === 'whole' ? 'said' : 'cut';
  return [...calls.map((call): ModelPiece => ({ type: 'call', call })), { type: 'end', why, tokens }];
}
