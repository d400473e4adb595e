import { AgentSettings } from './agent-profile.types.js';
import { greetingOf, linesOf } from './phrase-lines.builder.js';
import { LINE_IDS, PHRASES } from './phrase.catalogue.js';

describe('the lines of a clinic', () => {
  it.each(['en', 'es'] as const)(
    "are the catalogue's and a plain greeting unless it has chosen others (%s)",
    (language) => {
      const { greeting, ...phrases } = linesOf(AgentSettings.parse({}), 'Lakeside Dental', language);

      expect(greeting).toContain('Lakeside Dental');
      expect(phrases).toEqual(PHRASES[language]);
    },
  );

  it('are its own words, language by language', () => {
    const settings = AgentSettings.parse({
      languages: ['en', 'es'],
      greetings: { es: 'Hola, soy Ana.' },
      phrases: { en: { filler: 'Just a second.' }, es: { goodbye: 'Hasta luego.' } },
    });

    expect(linesOf(settings, 'X', 'en')).toMatchObject({ filler: 'Just a second.', goodbye: PHRASES.en.goodbye });
    expect(linesOf(settings, 'X', 'es')).toMatchObject({ filler: PHRASES.es.filler, goodbye: 'Hasta luego.' });
    // Whatever a clinic has chosen, callers are told that an AI speaks.
    expect(greetingOf(settings, 'X', 'es')).toBe(`Hola, soy Ana. ${PHRASES.es.ai_disclosure}`);
    expect(greetingOf(settings, 'X', 'en')).toMatch(/^Thank you for calling X\./);
    expect(Object.keys(linesOf(settings, 'X', 'es')).sort()).toEqual([...LINE_IDS].sort());
  });
});
