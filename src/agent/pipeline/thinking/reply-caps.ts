import { StageError } from '../stage.types.js';
import { NO_ARGUMENTS } from './call-assembly.js';
import type { ModelPiece } from './language-model.port.js';
import { REPLY_LATE } from './thinking-failures.policy.js';

/** Four minutes of speech. */
const MAX_TEXT_CHARACTERS = 4000;
const MAX_CALLS = 16;
const MAX_ARGUMENTS_CHARACTERS = 20_000;

const CUT: ModelPiece = { type: 'end', why: 'cut', tokens: { input: 0, cached: 0, output: 0 } };

/**
 * Keeps a reply to what a call can bear. Words beyond it, or that take too long to come, are left out: `cut`. So are calls
 * beyond the number that a round may have, and the arguments of a call when they are too long.
 *
 * @param ownId makes an id of the model's one that no other call has
 */
export async function* capped(
  pieces: AsyncIterable<ModelPiece>,
  ownId: (id: string) => string,
): AsyncGenerator<ModelPiece, void, undefined> {
  let characters = 0;
  let calls = 0;
  try {
    for await (const piece of pieces) {
      if (piece.type === 'call') {
        calls += 1;
        if (calls > MAX_CALLS) continue;
        const isTooLong = piece.call.argumentsJson.length > MAX_ARGUMENTS_CHARACTERS;
        const argumentsJson = isTooLong ? NO_ARGUMENTS : piece.call.argumentsJson;
        yield { type: 'call', call: { ...piece.call, argumentsJson, id: ownId(piece.call.id) } };
      } else if (piece.type === 'text' && characters + piece.text.length > MAX_TEXT_CHARACTERS) {
        const text = beginning(piece.text, MAX_TEXT_CHARACTERS - characters);
        if (text !== '') yield { type: 'text', text };
        return yield CUT;
      } else {
        if (piece.type === 'text') characters += piece.text.length;
        yield piece;
      }
    }
  } catch (error) {
    if (error instanceof StageError && error.failure === REPLY_LATE && characters > 0 && calls === 0) return yield CUT;
    throw error;
  }
}

/** Not in the middle of a character of two halves. */
function beginning(text: string, length: number): string {
  const isSplit = /[\uD800-\uDBFF]/.test(text.charAt(length - 1));
  return text.slice(0, isSplit ? length - 1 : length);
}
