import { WORDINGS, wordsOf } from './wordings.catalogue.js';

// Records name a version. Whoever wants other words adds a version here and there; none is changed or removed.
it('every version says what it said when it was told', () => {
  expect(WORDINGS).toEqual({
    recording_notice: [{ en: "This call may be recorded. If you don't want that, just say so." }],
    ai_disclosure: [
      { en: "I'm the clinic's AI assistant.", es: 'Soy la asistente de inteligencia artificial de la clínica.' },
    ],
  });
});

it('words are found by version and language, and only ours', () => {
  expect(wordsOf({ id: 'ai_disclosure', version: 1, language: 'en' })).toBe("I'm the clinic's AI assistant.");
  expect(wordsOf({ id: 'ai_disclosure', version: 2, language: 'en' })).toBeNull();
  expect(wordsOf({ id: 'recording_notice', version: 1, language: 'es' })).toBeNull();
  expect(wordsOf({ id: 'profile_greeting', version: 1, language: 'en' })).toBeNull();
});
