/** BCP-47 primary tags. */
export type WordingLanguage = 'en' | 'es';

/**
 * The exact words of ours that consents are about, by version: a version is never changed, and never removed, since records
 * point to it. Other words are the next version.
 */
export const WORDINGS = {
  recording_notice: [{ en: "This call may be recorded. If you don't want that, just say so." }],
  ai_disclosure: [
    { en: "I'm the clinic's AI assistant.", es: 'Soy la asistente de inteligencia artificial de la clínica.' },
  ],
} as const satisfies Record<string, readonly Partial<Record<WordingLanguage, string>>[]>;

/**
 * What somebody was told when they agreed or refused: words of `WORDINGS`, or
 * - `profile_greeting`: the greeting of the clinic's agent profile with that version
 * - `outbound_opening`: the opening of the order that the call was placed for, which has one version
 */
export interface Wording {
  id: keyof typeof WORDINGS | 'profile_greeting' | 'outbound_opening';
  /** From 1. */
  version: number;
  language: WordingLanguage;
}

export const RECORDING_NOTICE = { id: 'recording_notice', version: 1, language: 'en' } as const satisfies Wording;

export const AI_DISCLOSURE = {
  en: { id: 'ai_disclosure', version: 1, language: 'en' },
  es: { id: 'ai_disclosure', version: 1, language: 'es' },
} as const satisfies Record<WordingLanguage, Wording>;

/** Null for words that are kept elsewhere. */
export function wordsOf({ id, version, language }: Wording): string | null {
  const versions: Readonly<Record<string, readonly Partial<Record<WordingLanguage, string>>[]>> = WORDINGS;
  return versions[id]?.[version - 1]?.[language] ?? null;
}
