import { restAfter } from './turn-taking/words.policy.js';
import type { ModelMessage } from './thinking/language-model.port.js';

/**
 * What of a turn's words is new. A turn that seemed over and goes on, before anything of ours was heard, is told again with all
 * of its words: the first of them were reported when it seemed over, and are not reported twice.
 *
 * @param told the words of the turn that seemed over; empty when the turn is another one
 */
export function newWords(told: string, text: string): string {
  return restAfter(told, text);
}

/** The conversation as it will be if the caller has said this. */
export function withCallerTurn(messages: readonly ModelMessage[], text: string): ModelMessage[] {
  const last = messages.at(-1);
  if (last?.role !== 'caller') return [...messages, { role: 'caller', text }];
  return [...messages.slice(0, -1), { role: 'caller', text: `${last.text} ${text}` }];
}
