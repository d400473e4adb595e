import { readdirSync } from 'node:fs';
import { createEar } from '../../../src/simulation/speech/ear.codec.js';
import { PhraseLibrary, phrasesFolder } from '../../../src/conversation/phrases/phrase.library.js';
import { PHRASE_IDS, PHRASES } from '../../../src/conversation/phrases/phrase.types.js';

describe('the phrase library', () => {
  const library = new PhraseLibrary();

  it.each(PHRASE_IDS)('says what the catalogue says for %s (else: npm run phrases)', (id) => {
    const heard = createEar().hear(library.audio(id));

    expect(heard.map((item) => (item.kind === 'word' ? item.text : item.kind)).join(' ')).toBe(PHRASES[id]);
  });

  it('keeps audio for its own phrases only', () => {
    expect(readdirSync(phrasesFolder).sort()).toEqual(PHRASE_IDS.map((id) => `${id}.ulaw`).sort());
  });
});
