import { disclosed } from '../compliance/consent/ai-disclosure.policy.js';
import type { AgentSettings, Language } from './agent-profile.types.js';
import { PHRASES, PLAIN_GREETINGS, type LineId } from './phrase.catalogue.js';

/** The first words to a caller. Whatever the clinic has chosen, they say that an AI speaks. */
export function greetingOf(settings: AgentSettings, clinicName: string, language: Language): string {
  return disclosed(settings.greetings[language] ?? PLAIN_GREETINGS[language](clinicName), language, [clinicName]);
}

/** All lines of ours in one language: in the clinic's own words where it has chosen some. */
export function linesOf(settings: AgentSettings, clinicName: string, language: Language): Record<LineId, string> {
  const greeting = greetingOf(settings, clinicName, language);
  return { ...PHRASES[language], ...settings.phrases[language], greeting };
}
