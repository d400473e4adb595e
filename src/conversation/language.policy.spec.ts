import { changedLanguage } from './language.policy.js';

const turn = 'Quisiera una cita por favor';

it('follows a caller into a language that is spoken here', () => {
  expect(changedLanguage('en', ['en', 'es'], ['es'], turn)).toBe('es');
  expect(changedLanguage('en', ['en', 'es'], ['es-MX', 'en'], turn)).toBe('es');
  expect(changedLanguage('es', ['en', 'es'], ['en-US'], 'I would rather speak English')).toBe('en');
});

it('stays when the language is the same, unknown, not spoken here, or the turn is a word or two', () => {
  expect(changedLanguage('en', ['en', 'es'], ['en'], 'A cleaning please, next week')).toBeNull();
  expect(changedLanguage('en', ['en', 'es'], [], turn)).toBeNull();
  expect(changedLanguage('en', ['en', 'es'], ['fr'], 'Je voudrais un rendez-vous')).toBeNull();
  expect(changedLanguage('en', ['en'], ['es'], turn)).toBeNull();
  expect(changedLanguage('en', ['en', 'es'], ['es'], 'Gracias Ava')).toBeNull();
});
