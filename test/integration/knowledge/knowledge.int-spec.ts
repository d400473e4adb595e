import { ClinicsRepository } from '../../../src/clinics/clinics.repository.js';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { FaqsRepository } from '../../../src/knowledge/faqs.repository.js';
import { Faqs } from '../../../src/knowledge/faqs.service.js';
import { FaqContent, type FaqLanguage } from '../../../src/knowledge/faqs.types.js';
import { KnowledgeService } from '../../../src/knowledge/knowledge.service.js';
import { DEMO_FAQS } from '../../../src/runtime/demo-knowledge.data.js';
import { auditLog } from '../../support/audit.js';
import { buildClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let knowledge: KnowledgeService;
let faqs: Faqs;
let clinicId: ClinicId;
let otherId: ClinicId;

const actor = { kind: 'api_key', id: 'key' } as const;

beforeAll(async () => {
  database = await openTestDatabase();
  const clock = new ManualClock();
  const { prisma } = database;
  knowledge = new KnowledgeService(new FaqsRepository(), prisma);
  const clinics = new ClinicsService(new ClinicsRepository(), prisma, clock);
  faqs = new Faqs(new FaqsRepository(), clinics, auditLog(prisma), prisma, clock);
  clinicId = (await buildClinic(prisma)).clinicId;
  otherId = (await buildClinic(prisma)).clinicId;
  for (const faq of DEMO_FAQS) await faqs.create({ clinicId, actor }, faq);
});
afterAll(() => database.close());

const ask = (question: string, languages: readonly FaqLanguage[] = ['en', 'es'], clinic = clinicId) =>
  knowledge.answer({ clinicId: clinic, languages, question });

const answerTo = (question: string) => DEMO_FAQS.find((faq) => faq.question === question)?.answer;

const add = (content: Partial<FaqContent>, clinic = clinicId) =>
  faqs.create(
    { clinicId: clinic, actor },
    FaqContent.parse({ kind: 'faq', language: 'en', question: 'q', answer: 'a', ...content }),
  );

describe('a question', () => {
  it.each([
    ['Do you offer payment plans?', 'Can I pay in installments?'],
    ['Hi, I was wondering if there is any financing at your office.', 'Can I pay in installments?'],
    ["What happens if I don't show up?", 'What if I cancel late or miss a visit?'],
    ['how much notice do you need for cancellations', 'What if I cancel late or miss a visit?'],
    ['Is the building accessible for wheelchairs?', 'Can I come with a wheelchair?'],
    ['Do you see kids?', 'Do you treat children?'],
    ['What should I bring to my first visit?', 'What do I bring to a first visit?'],
    ['Do you put people to sleep?', 'Do you offer sedation?'],
  ])('finds the answer that the clinic has written: %s', async (asked, stored) => {
    expect(answerTo(stored)).toBeDefined();
    expect(await ask(asked)).toBe(answerTo(stored));
  });

  it.each([
    ['¿Se puede pagar a plazos?', '¿Puedo pagar a plazos?'],
    ['Hola, quisiera saber si atienden a niños pequeños.', '¿Atienden a niños?'],
    ['¿Con cuánta antelación tengo que cancelar?', '¿Qué pasa si cancelo tarde o no vengo?'],
  ])('finds it in Spanish: %s', async (asked, stored) => {
    expect(answerTo(stored)).toBeDefined();
    expect(await ask(asked)).toBe(answerTo(stored));
  });

  it.each([
    'What is the capital of France?',
    'Can you tell me a joke?',
    'Do you sell used cars?',
    'Who won the game last night?',
    'Is Maria Lopez a patient of yours?',
    'What medicine can I take for the pain?',
    'Can you write a poem about teeth?',
    '¿Quién ganó el partido de ayer?',
    'Hello, can you help me?',
    'Who painted the big picture in your waiting room?',
    '',
    `'; DROP TABLE faqs; --`,
    '& | ! ( <-> :*',
    'x'.repeat(5000),
  ])('that is about something else finds nothing: %s', async (asked) => {
    expect(await ask(asked)).toBeNull();
  });

  it('is answered in a language that the call speaks only', async () => {
    expect(await ask('¿Atienden a niños?', ['en'])).toBeNull();
    expect(await ask('¿Atienden a niños?', ['es'])).toBe(answerTo('¿Atienden a niños?'));
  });

  it('is answered from this clinic’s own answers only', async () => {
    expect(await ask('Do you treat children?', ['en'], otherId)).toBeNull();
    await add({ question: 'Do you treat children?', answer: 'Ours are from sixteen on.' }, otherId);
    expect(await ask('Do you treat children?', ['en'], otherId)).toBe('Ours are from sixteen on.');
    expect(await ask('Do you treat children?', ['en'])).toBe(answerTo('Do you treat children?'));
  });
});

describe('an answer', () => {
  it('can be no longer than a caller can listen to', () => {
    const content = { kind: 'faq', language: 'en', question: 'q' };
    expect(FaqContent.safeParse({ ...content, answer: 'a'.repeat(1000) }).success).toBe(true);
    for (const answer of ['a'.repeat(1001), '', ' \u0000 ']) {
      expect(FaqContent.safeParse({ ...content, answer }).success).toBe(false);
    }
  });
});
