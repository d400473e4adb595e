import type { Language } from '../profiles/agent-profile.types.js';

/** A name, or a single "gracias", is no wish for another language. */
const WORDS_AT_LEAST = 3;

/**
 * The language that the caller has changed to; null when they have not, or when it is not spoken here. `heard`: BCP-47 tags of
 * the turn as the recogniser gives them, the most of it first.
 */
export function changedLanguage(
  spoken: Language,
  offered: readonly Language[],
  heard: readonly string[],
  text: string,
): Language | null {
  const [first = ''] = heard;
  const wanted = offered.find((language) => language === first.split('-')[0]?.toLowerCase());
  if (!wanted || wanted === spoken) return null;
  return text.trim().split(/\s+/).length >= WORDS_AT_LEAST ? wanted : null;
}
