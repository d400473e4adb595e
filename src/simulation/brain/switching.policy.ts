import { z } from 'zod';
import type { BrainContext, BrainItem, BrainStep, BrainTool } from './brain.port.js';
import { languageOf, type SpokenLanguage } from './language.policy.js';
import { readResult } from './options.policy.js';

const TOOL = 'switch_language';
const LANGUAGE = z.object({ language: z.string() });
const ASKS_FOR_SPANISH = /\b(speak|in|habla\w*) (spanish|espa[nñ]ol)\b/i;

/** The language of the conversation: what it was switched to last, or what the prompt asks for. */
export function languageSpoken({ prompt, history }: BrainContext): SpokenLanguage {
  const switched = history.findLast((item) => isSwitch(item) && !readResult(item.resultJson).failed);
  if (switched?.kind === 'call') return languageIn(switched.argumentsJson);
  return asksForSpanish(prompt) ? 'es' : 'en';
}

/** The call that changes the language, when the caller has begun to speak, or asks for, another one. */
export function languageSwitch(context: BrainContext): BrainStep | null {
  const last = context.history.at(-1);
  if (last?.kind !== 'user' || !context.tools.some(({ name }) => name === TOOL)) return null;
  const wanted = ASKS_FOR_SPANISH.test(last.text) ? 'es' : languageOf(last.text);
  if (wanted === null || wanted === languageSpoken(context)) return null;
  return { kind: 'call', lead: null, calls: [{ name: TOOL, arguments: { language: wanted } }] };
}

/** What was said and done, as if nobody had ever changed the language. */
export const withoutSwitching = ({ prompt, tools, history }: BrainContext): BrainContext => ({
  prompt,
  tools: othersOf(tools),
  history: history.filter((item) => !isSwitch(item)),
});

/** One list for the same tools each time, by which what was read of them is found again. */
const others = new WeakMap<readonly BrainTool[], BrainTool[]>();

function othersOf(tools: readonly BrainTool[]): BrainTool[] {
  const known = others.get(tools) ?? tools.filter(({ name }) => name !== TOOL);
  others.set(tools, known);
  return known;
}

const isSwitch = (item: BrainItem): item is Extract<BrainItem, { kind: 'call' }> =>
  item.kind === 'call' && item.name === TOOL;

function languageIn(argumentsJson: string): SpokenLanguage {
  const parsed = LANGUAGE.safeParse(JSON.parse(argumentsJson));
  return parsed.success && parsed.data.language.toLowerCase().startsWith('es') ? 'es' : 'en';
}

const IS_TOLD_TO_SPEAK =
  /^\W*((you|always|now|please|only|from now on,?) )*(speak|talk|answer|reply|respond|converse|continue|go on|habl[ae]|responde|contesta)\b/i;

/** `Speak Spanish.` does; `If the caller speaks Spanish, …` does not, unless the whole prompt is in Spanish. */
function asksForSpanish(prompt: string): boolean {
  if (languageOf(prompt.slice(0, 300)) === 'es') return true;
  return prompt
    .split(/[\n.;]/)
    .some(
      (line) =>
        /\b(spanish|espa[nñ]ol)/i.test(line) && !/\b(if|when|unless)\b/i.test(line) && IS_TOLD_TO_SPEAK.test(line),
    );
}
