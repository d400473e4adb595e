import { WORDINGS, type WordingLanguage } from './wordings.catalogue.js';

// Who speaks is told at the start of every conversation, whatever a clinic has configured. A greeting is believed only when it says
// so of the speaker, in words that leave no doubt: "virtual assistant" may be a person who works from home, and "AI Dental" is a
// name. Where that is unsure, a sentence of ours too many does no harm.

/** "Dr. Osei" and "A.I." are no ends of sentences. */
const SENTENCE_ENDS = /(?<=[.!?])(?<!\b(?:Dra?|Mrs?|Ms|Sra?|A\.I)\.)\s+/;

const NAMED_IN: Readonly<Record<WordingLanguage, RegExp>> = {
  en: /\b(?:ai|artificial intelligence|automated|robot|bot|computer)\b/,
  es: /\b(?:ia|inteligencia artificial|automatizad[oa]|robot|bot)\b/,
};
const OF_THE_SPEAKER: Readonly<Record<WordingLanguage, RegExp>> = {
  en: /\b(?:i am|i'm|this is|my name is|you are (?:speaking|talking) (?:with|to)|you're (?:speaking|talking) (?:with|to))\b/,
  es: /\b(?:soy|le habla|habla con|está hablando con|me llamo|mi nombre es)\b/,
};
const DENIED_IN: Readonly<Record<WordingLanguage, RegExp>> = {
  en: /\b(?:not|never|no)\b|n't\b/,
  es: /\b(?:no|nunca|ni)\b/,
};
const LANGUAGES: readonly WordingLanguage[] = ['en', 'es'];

/** The sentence that says that an AI speaks; null when none does. `except`: names that say nothing of the speaker. */
export function disclosureIn(words: string, except: readonly string[] = []): string | null {
  return sentencesOf(words).find((sentence) => isDisclosure(sentence, except)) ?? null;
}

/** The words, with a sentence of ours where none of them says that an AI speaks: before the question that they end with, or last. */
export function disclosed(words: string, language: WordingLanguage, except: readonly string[] = []): string {
  if (disclosureIn(words, except) !== null) return words;
  const sentences = sentencesOf(words);
  const question = sentences.at(-1)?.endsWith('?') ? sentences.splice(-1) : [];
  const [ours] = WORDINGS.ai_disclosure;
  return [...sentences, ours[language], ...question].join(' ');
}

/** True when the sentence is among the words that were heard: letter by letter, whatever else a provider made of the marks. */
export const wasHeard = (sentence: string, heard: string): boolean => bare(heard).includes(bare(sentence));

const sentencesOf = (words: string): string[] => words.trim().split(SENTENCE_ENDS);

function isDisclosure(sentence: string, except: readonly string[]): boolean {
  const plain = except
    .filter((name) => name !== '')
    .reduce((rest, name) => rest.replaceAll(name.toLowerCase(), ' '), sentence.toLowerCase())
    .replaceAll('’', "'")
    .replaceAll('a.i.', 'ai');
  return LANGUAGES.some(
    (language) =>
      NAMED_IN[language].test(plain) && OF_THE_SPEAKER[language].test(plain) && !DENIED_IN[language].test(plain),
  );
}

const bare = (words: string): string =>
  ` ${words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
