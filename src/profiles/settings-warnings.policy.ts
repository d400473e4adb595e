import type { FieldIssue } from '../common/errors/domain.error.js';
import { disclosureIn } from '../compliance/consent/ai-disclosure.policy.js';
import { LANGUAGES, type AgentSettings } from './agent-profile.types.js';
import { PHRASES } from './phrase.catalogue.js';

/** What is allowed and yet hardly meant: calls would work, and badly. Fields are JSON pointers into the settings. */
export function warningsOf(settings: AgentSettings): FieldIssue[] {
  return [
    ...foreignVoices(settings),
    ...unspokenGreetings(settings),
    ...greetingsOfNobody(settings),
    ...missingTools(settings),
  ];
}

/** The provider ends the names of its voices with their language. */
function foreignVoices({ languages, voices }: AgentSettings): FieldIssue[] {
  return languages.flatMap((language) =>
    voices[language].flatMap((voice, index) =>
      voice.endsWith(`-${language}`)
        ? []
        : [{ field: `/voices/${language}/${index}`, detail: `not the name of a voice for ${language}` }],
    ),
  );
}

function unspokenGreetings({ languages, greetings }: AgentSettings): FieldIssue[] {
  return LANGUAGES.filter((language) => greetings[language] !== undefined && !languages.includes(language)).map(
    (language) => ({ field: `/greetings/${language}`, detail: 'never spoken: the language is not one of `languages`' }),
  );
}

function greetingsOfNobody({ languages, greetings }: AgentSettings): FieldIssue[] {
  return languages
    .filter((language) => greetings[language] !== undefined && disclosureIn(greetings[language]) === null)
    .map((language) => ({
      field: `/greetings/${language}`,
      detail: `does not say that an AI speaks, so callers are told it with a sentence of ours: ${PHRASES[language].ai_disclosure}`,
    }));
}

function missingTools({ tools }: AgentSettings): FieldIssue[] {
  if (tools === null) return [];
  const details = [
    ...(tools.includes('book_appointment') && !tools.includes('find_slots')
      ? ['without find_slots, book_appointment has no times that it could book']
      : []),
    ...(tools.includes('take_message') ? [] : ['without take_message, what the agent can not do is left undone']),
  ];
  return details.map((detail) => ({ field: '/tools', detail }));
}
