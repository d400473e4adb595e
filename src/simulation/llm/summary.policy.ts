import type { BrainItem, BrainStep } from '../brain/brain.port.js';
import type { ModelQuestion } from './model-question.types.js';

const LONGEST = 600;

/** A client that wants a conversation in short says so in its system text, and has nothing to be run. */
export const asksForSummary = ({ prompt, tools }: Pick<ModelQuestion, 'prompt' | 'tools'>): boolean =>
  tools.length === 0 && /\bsummar(?:y|i[sz]e)/i.test(prompt);

/**
 * What was said, one after the other, until there is no room. In brackets, by which it is known for a note where it comes
 * back in a conversation.
 */
export function summaryOf(history: readonly BrainItem[]): BrainStep {
  const words = history
    .map((item) => (item.kind === 'call' ? '' : item.text))
    .join(' ')
    .replace(/[[\]\s]+/g, ' ')
    .trim();
  return { kind: 'say', sentences: [`[${words.slice(0, LONGEST - 2)}]`] };
}
