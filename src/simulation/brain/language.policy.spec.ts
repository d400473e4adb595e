import { languageOf } from './language.policy.js';

describe('the language of an utterance', () => {
  it.each([
    'Hola, buenos días.',
    '¿Habla usted español?',
    'Quiero dejar un mensaje para la doctora.',
    'Mi nombre es Rosa Delgado.',
    'Me llamo Rosa Delgado.',
    'Sí, por favor.',
    'No, gracias. Adiós.',
    'Se me cayó una corona y me duele mucho.',
    'Cinco uno dos, cinco cinco cinco, cero dos nueve uno.',
  ])('is Spanish: %s', (text) => {
    expect(languageOf(text)).toBe('es');
  });

  it.each([
    'Hi, I would like to book a cleaning.',
    'My name is Rosa Delgado.',
    'Can you tell the doctor that my crown came off?',
    'Do you speak Spanish?',
    'Call me on Monday, por favor, would you be so kind?',
  ])('is English: %s', (text) => {
    expect(languageOf(text)).toBe('en');
  });

  it.each([
    'No.',
    'Okay.',
    'Rosa Delgado.',
    '…',
    '',
    "Bonjour, je voudrais parler à quelqu'un, s'il vous plaît.",
    'Je ne parle pas anglais.',
  ])('can not be told: %s', (text) => {
    expect(languageOf(text)).toBeNull();
  });
});
