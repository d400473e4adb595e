import type { BrainCall, BrainStep } from '../brain/brain.port.js';
import type { Answer, ReplyPiece } from './model-question.types.js';
import { fragmentsOf, tokensOfText } from './tokens.policy.js';

/** What a model writes that has decided on a step: sentences in one text, or what is said before its calls, then those. */
export function piecesOf(step: BrainStep, newId: () => string): ReplyPiece[] {
  const words = step.kind === 'say' ? step.sentences.filter(isSpoken).join(' ') : (step.lead ?? '');
  const calls = step.kind === 'say' ? [] : step.calls;
  return [
    ...tokensOfText(words).map((text): ReplyPiece => ({ type: 'text', text })),
    ...calls.flatMap((call, index) => piecesOfCall(call, index, newId())),
  ];
}

const isSpoken = (sentence: string): boolean => sentence.trim() !== '';

function piecesOfCall(call: BrainCall, index: number, id: string): ReplyPiece[] {
  const json = call.argumentsJson ?? JSON.stringify(call.arguments);
  return [
    { type: 'call', index, id, name: call.name },
    ...fragmentsOf(json).map((fragment): ReplyPiece => ({ type: 'arguments', index, json: fragment })),
  ];
}

/** As much as the client lets it be; a call may end in the middle of its arguments. */
export function withinLimit(
  pieces: readonly ReplyPiece[],
  maxTokens: number | null,
): Pick<Answer, 'pieces' | 'finish'> {
  if (maxTokens !== null && pieces.length > maxTokens) return { pieces: pieces.slice(0, maxTokens), finish: 'cut' };
  return { pieces, finish: pieces.some(({ type }) => type === 'call') ? 'calls' : 'said' };
}

export interface WholeReply {
  text: string;
  calls: { id: string; name: string; argumentsJson: string }[];
}

/** The pieces put together. */
export function wholeReply(pieces: readonly ReplyPiece[]): WholeReply {
  const whole: WholeReply = { text: '', calls: [] };
  for (const piece of pieces) {
    const call = whole.calls.at(-1);
    if (piece.type === 'text') whole.text += piece.text;
    else if (piece.type === 'call') whole.calls.push({ id: piece.id, name: piece.name, argumentsJson: '' });
    else if (call) call.argumentsJson += piece.json;
  }
  return whole;
}
