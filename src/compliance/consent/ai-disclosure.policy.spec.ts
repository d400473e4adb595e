import fc from 'fast-check';
import { disclosed, disclosureIn, wasHeard } from './ai-disclosure.policy.js';
import { AI_DISCLOSURE, wordsOf, type WordingLanguage } from './wordings.catalogue.js';

const OURS = { en: wordsOf(AI_DISCLOSURE.en) ?? '', es: wordsOf(AI_DISCLOSURE.es) ?? '' };

describe('a greeting that says that an AI speaks', () => {
  it.each([
    ["Lakeside Dental, good morning. I'm Ava, an AI assistant.", "I'm Ava, an AI assistant."],
    ['Hello, this is Ava, the A.I. receptionist of Dr. Osei. How can I help?', null],
    ['Hello. I’m an artificial intelligence. How can I help?', 'I’m an artificial intelligence.'],
    ['You are speaking with our automated assistant.', 'You are speaking with our automated assistant.'],
    ['Hola. Soy Ava, la asistente de inteligencia artificial.', 'Soy Ava, la asistente de inteligencia artificial.'],
    ['Hola, le habla un asistente de IA.', 'Hola, le habla un asistente de IA.'],
  ])('is left as it is: %s', (greeting, sentence) => {
    expect(disclosed(greeting, 'en')).toBe(greeting);
    expect(disclosureIn(greeting)).toBe(sentence ?? 'Hello, this is Ava, the A.I. receptionist of Dr. Osei.');
  });
});

describe('a greeting that does not', () => {
  it.each([
    ['Thank you for calling Lakeside Dental.', `Thank you for calling Lakeside Dental. ${OURS.en}`],
    ['Hello! How can I help you today?', `Hello! ${OURS.en} How can I help you today?`],
    ['How can I help?', `${OURS.en} How can I help?`],
    // Somebody who works from home, too.
    ['Hi, this is Ava, your virtual assistant.', `Hi, this is Ava, your virtual assistant. ${OURS.en}`],
    ["Hi, I'm Ava, and I'm not a robot.", `Hi, I'm Ava, and I'm not a robot. ${OURS.en}`],
    ['Our AI scheduling is new. This is Ava.', `Our AI scheduling is new. This is Ava. ${OURS.en}`],
    ['This is Ava. Dr. Osei says hello.', `This is Ava. Dr. Osei says hello. ${OURS.en}`],
  ])('gets our sentence: %s', (greeting, whole) => {
    expect(disclosed(greeting, 'en')).toBe(whole);
  });

  it('gets it in the language that is spoken', () => {
    expect(disclosed('Gracias por llamar. ¿En qué puedo ayudarle?', 'es')).toBe(
      `Gracias por llamar. ${OURS.es} ¿En qué puedo ayudarle?`,
    );
  });

  it('is not saved by the name of the clinic', () => {
    const greeting = 'Hello, this is AI Dental.';
    expect(disclosed(greeting, 'en', ['AI Dental'])).toBe(`${greeting} ${OURS.en}`);
  });
});

it('whatever is configured, what is said discloses, and is not told twice', () => {
  const words = fc.lorem({ mode: 'sentences' }).map((text) => text || 'Hello.');
  fc.assert(
    fc.property(words, fc.constantFrom<WordingLanguage>('en', 'es'), (greeting, language) => {
      const said = disclosed(greeting, language);
      expect(disclosureIn(said)).not.toBeNull();
      expect(disclosed(said, language)).toBe(said);
    }),
  );
});

it('counts as heard with its last word', () => {
  expect(wasHeard(OURS.en, `Thank you for calling. ${OURS.en} How`)).toBe(true);
  expect(wasHeard(OURS.en, "thank you for calling i'm the clinic's ai assistant")).toBe(true);
  expect(wasHeard(OURS.en, "Thank you for calling. I'm the clinic's AI")).toBe(false);
  expect(wasHeard(OURS.en, '')).toBe(false);
});
