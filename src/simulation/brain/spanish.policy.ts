import type { BrainContext, BrainItem, BrainStep } from './brain.port.js';
import { languageOf } from './language.policy.js';
import { inEnglish, inSpanish } from './spanish-sentences.policy.js';
import { glossed } from './spanish-words.policy.js';

/**
 * A receptionist who understands Spanish word by word and answers with sentences learnt by heart: what was said is put into
 * English, `respond` decides, and its answer is put into Spanish. Texts for others, such as a message, keep the caller's words.
 */
export function respondInSpanish(context: BrainContext, respond: (context: BrainContext) => BrainStep): BrainStep {
  const understood = context.history.map(understand);
  const step = respond({ ...context, history: understood });
  if (step.kind === 'say') return { kind: 'say', sentences: step.sentences.map(inSpanish) };
  const turns = context.history.flatMap((item, index): [string, string][] => {
    const gloss = understood[index];
    return item.kind === 'user' && gloss?.kind === 'user' ? [[gloss.text, item.text]] : [];
  });
  const calls = step.calls.map(({ name, arguments: values }) => ({ name, arguments: inCallersWords(values, turns) }));
  return { kind: 'call', lead: step.lead === null ? null : inSpanish(step.lead), calls };
}

function understand(item: BrainItem): BrainItem {
  if (item.kind === 'agent') return { ...item, text: inEnglish(item.text) };
  return item.kind === 'user' && languageOf(item.text) !== 'en' ? { ...item, text: glossed(item.text) } : item;
}

/** @param turns what was understood of each turn, and what was said. */
function inCallersWords(
  values: Readonly<Record<string, unknown>>,
  turns: readonly (readonly [gloss: string, said: string])[],
): Record<string, unknown> {
  const restored = (value: unknown) =>
    typeof value === 'string'
      ? turns.reduce((text, [gloss, said]) => (isWhole(gloss, text) ? text.replaceAll(gloss, said) : text), value)
      : value;
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, restored(value)]));
}

/** A turn of one word or two may stand in any text. */
const isWhole = (gloss: string, text: string): boolean => gloss.trim().split(' ').length > 2 && text.includes(gloss);
