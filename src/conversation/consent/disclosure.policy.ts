import { disclosureIn } from '../../compliance/consent/ai-disclosure.policy.js';
import { AI_DISCLOSURE, wordsOf, type Wording } from '../../compliance/consent/wordings.catalogue.js';
import { LANGUAGES, type AgentSettings } from '../../profiles/agent-profile.types.js';
import { greetingOf } from '../../profiles/phrase-lines.builder.js';

/** A sentence that says that an AI speaks, and where its words are kept. */
export interface DisclosingWords {
  words: string;
  wording: Wording;
}

export interface FirstWords {
  /** To somebody whom we called; null when they called us. */
  opening: string | null;
  agent: AgentSettings;
  /** Of the agent's profile; null for the defaults. */
  version: number | null;
  clinicName: string;
}

/** Our own sentence, in every language. */
const OURS: readonly DisclosingWords[] = LANGUAGES.map((language) => ({
  words: wordsOf(AI_DISCLOSURE[language]) ?? '',
  wording: AI_DISCLOSURE[language],
}));

/** The sentences by which a caller may learn it in this conversation: our own, and that of its first words where it is another. */
export function disclosureOf({ opening, agent, version, clinicName }: FirstWords): { by: readonly DisclosingWords[] } {
  const [language = 'en'] = agent.languages;
  const greeting = greetingOf(agent, clinicName, language);
  const words = disclosureIn(opening ?? greeting, [clinicName]);
  if (words === null || OURS.some((ours) => ours.words === words)) return { by: OURS };
  const wording: Wording =
    opening === null || opening === greeting
      ? { id: 'profile_greeting', version: version ?? 1, language }
      : { id: 'outbound_opening', version: 1, language };
  return { by: [{ words, wording }, ...OURS] };
}
