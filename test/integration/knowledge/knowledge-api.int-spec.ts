import { randomUUID } from 'node:crypto';
import { encodeCursor } from '../../../src/common/http/cursor.codec.js';
import { KnowledgeModule } from '../../../src/knowledge/knowledge.module.js';
import { KnowledgeService } from '../../../src/knowledge/knowledge.service.js';
import { ApiClient, type PageBody } from '../../support/api-client.js';
import { buildClinic, type BuiltClinic } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { grantKey, startApi, type TestApi } from '../../support/test-api.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

interface FaqItem {
  id: string;
  question: string;
  answer: string;
  keywords: string;
  active: boolean;
  changedAt: string;
}

interface PriceItem {
  id: string;
  service: string;
  price: string;
}

interface PlanItem {
  id: string;
  name: string;
  accepted: boolean;
}

let database: TestDatabase;
let clock: ManualClock;
let clinic: BuiltClinic;
let api: TestApi;
let ours: ApiClient;
let theirs: ApiClient;

beforeAll(async () => {
  database = await openTestDatabase();
  clock = new ManualClock('2026-11-20T15:00:00Z');
  clinic = await buildClinic(database.prisma);
  const other = await buildClinic(database.prisma);
  api = await startApi(database, { imports: [KnowledgeModule], clock });
  ours = new ApiClient(api, await grantKey(database, clinic.clinicId));
  theirs = new ApiClient(api, await grantKey(database, other.clinicId));
});
afterAll(async () => {
  await api.close();
  await database.close();
});

const FAQ = { kind: 'faq', language: 'en', question: 'Do you validate the ferry ticket?', answer: 'Yes, at the desk.' };

async function newFaq(content: Partial<typeof FAQ> = {}): Promise<FaqItem> {
  const { status, body } = await ours.ask<FaqItem>('POST', '/api/v1/faqs', { ...FAQ, ...content });
  expect(status).toBe(201);
  return body;
}

/** Of one row, without what every entry has. */
async function trailOf(subjectId: string) {
  const entries = await database.prisma.auditEntry.findMany({
    where: { subjectId, action: { not: 'access.refused' } },
    orderBy: { seq: 'asc' },
  });
  return entries.map(({ action, actorKind, detail }) => [action, actorKind, detail]);
}

describe('FAQs', () => {
  const answer = (question: string) =>
    api.app.get(KnowledgeService).answer({ clinicId: clinic.clinicId, languages: ['en'], question });

  it('are created, read, changed and deleted; a call that goes on is told what is stored now', async () => {
    const created = await ours.ask<FaqItem>('POST', '/api/v1/faqs', FAQ);
    const { id } = created.body;
    expect(created).toMatchObject({
      status: 201,
      body: {
        ...FAQ,
        keywords: '',
        active: true,
        createdAt: '2026-11-20T15:00:00Z',
        createdAtLocal: '2026-11-20T10:00:00-05:00',
        timeZone: 'America/New_York',
      },
    });
    expect(await ours.ask('GET', `/api/v1/faqs/${id}`)).toEqual({ ...created, status: 200 });
    expect(await answer('ferry ticket?')).toBe('Yes, at the desk.');

    clock.advance(60_000);
    const changed = await ours.ask<FaqItem>('PATCH', `/api/v1/faqs/${id}`, { answer: ' No. ', keywords: 'boat' });
    expect(changed).toMatchObject({
      status: 200,
      body: { ...FAQ, answer: 'No.', keywords: 'boat', changedAt: '2026-11-20T15:01:00Z' },
    });
    expect(await ours.ask('GET', `/api/v1/faqs/${id}`)).toEqual(changed);
    expect(await answer('the boat ticket?')).toBe('No.');

    await ours.ask('PATCH', `/api/v1/faqs/${id}`, { active: false });
    expect(await answer('the boat ticket?')).toBeNull();

    expect(await ours.ask('DELETE', `/api/v1/faqs/${id}`)).toMatchObject({ status: 204, body: null });
    expect(await ours.refusal('GET', `/api/v1/faqs/${id}`)).toEqual([404, 'knowledge/faq_not_found']);
    expect(await trailOf(id)).toEqual([
      ['faq.created', 'api_key', {}],
      ['faq.changed', 'api_key', { fields: 'answer keywords' }],
      ['faq.changed', 'api_key', { fields: 'active' }],
      ['faq.deleted', 'api_key', {}],
    ]);
  });

  it('stay as they are, and so does the trail, when a change changes nothing', async () => {
    const { id, changedAt } = await newFaq();
    clock.advance(60_000);
    const { status, body } = await ours.ask<FaqItem>('PATCH', `/api/v1/faqs/${id}`, { answer: FAQ.answer });
    expect([status, body.changedAt]).toEqual([200, changedAt]);
    expect(await trailOf(id)).toHaveLength(1);
    await ours.ask('DELETE', `/api/v1/faqs/${id}`);
  });

  it.each([
    ['no words', { ...FAQ, question: '   ' }, '/question'],
    ['more than can be listened to', { ...FAQ, answer: 'a'.repeat(1001) }, '/answer'],
    ['a language that is not spoken', { ...FAQ, language: 'fr' }, '/language'],
    ['a bell', { ...FAQ, answer: 'ding\u0007' }, '/answer'],
    ['a field that is not known', { ...FAQ, priority: 1 }, ''],
  ])('are refused with %s', async (_, body, field) => {
    expect(await ours.refusal('POST', '/api/v1/faqs', body)).toEqual([400, 'common/invalid_input', field]);
  });

  it('can not be changed by nothing, or where there is none', async () => {
    const { id } = await newFaq();
    expect(await ours.refusal('PATCH', `/api/v1/faqs/${id}`, {})).toEqual([400, 'common/invalid_input', '']);
    expect(await ours.refusal('PATCH', `/api/v1/faqs/${randomUUID()}`, { answer: 'x' })).toEqual([
      404,
      'knowledge/faq_not_found',
    ]);
    expect(await ours.refusal('GET', '/api/v1/faqs/7')).toEqual([400, 'common/invalid_input', 'id']);
    await ours.ask('DELETE', `/api/v1/faqs/${id}`);
  });

  it('are listed by when they were written, filtered, page by page', async () => {
    const written = [
      await newFaq({ question: 'One?' }),
      await newFaq({ question: '¿Dos?', language: 'es' }),
      await newFaq({ question: 'Three?', kind: 'policy' }),
      await newFaq({ question: 'Four?' }),
    ].map(({ id }) => id);
    await ours.ask('PATCH', `/api/v1/faqs/${written[3] ?? ''}`, { active: false });
    const ids = async (query: string, limit = 50) =>
      (await ours.pages<FaqItem>(`/api/v1/faqs${query}`, limit)).map((page) => page.map(({ id }) => id));
    const [first, second, third, fourth] = written;
    // All were written at the same moment: their ids decide.
    const inOrder = [...written].sort();
    expect((await ids('', 2)).flat()).toEqual(inOrder);
    expect(await ids('?sort=-createdAt', 3)).toEqual([[...inOrder].reverse().slice(0, 3), inOrder.slice(0, 1)]);
    expect(await ids('?language=es')).toEqual([[second]]);
    expect(await ids('?kind=policy')).toEqual([[third]]);
    expect(await ids('?active=false')).toEqual([[fourth]]);
    expect(await ids('?active=true&language=en&kind=faq')).toEqual([[first]]);
    expect(await ours.refusal('GET', '/api/v1/faqs?active=maybe')).toEqual([400, 'common/invalid_input', 'active']);
    expect(await ours.refusal('GET', '/api/v1/faqs?question=ferry')).toEqual([400, 'common/invalid_input', '']);
    expect(await ours.refusal('GET', '/api/v1/faqs?cursor=x')).toEqual([400, 'common/invalid_input', 'cursor']);
  });

  it('are changed by the first of two who have read the same, and not by the second', async () => {
    const { id } = await newFaq();
    const path = `/api/v1/faqs/${id}`;
    expect(await ours.race('PATCH', path, [{ answer: 'One.' }, { answer: 'Two.' }])).toEqual([200, 412]);
    expect(await ours.race('DELETE', path, [undefined, undefined])).toEqual([204, 404]);
    const again = await newFaq();
    const { etag } = await ours.ask('GET', `/api/v1/faqs/${again.id}`);
    await ours.ask('PATCH', `/api/v1/faqs/${again.id}`, { answer: 'Changed.' });
    expect(await ours.refusal('DELETE', `/api/v1/faqs/${again.id}`, undefined, { 'if-match': etag ?? '' })).toEqual([
      412,
      'http/precondition_failed',
    ]);
  });

  it('of another clinic are not there', async () => {
    const { id } = await newFaq();
    for (const [method, body] of [['GET'], ['PATCH', { answer: 'Ours.' }], ['DELETE']] as const) {
      expect(await theirs.refusal(method, `/api/v1/faqs/${id}`, body)).toEqual([404, 'knowledge/faq_not_found']);
    }
    expect((await theirs.ask<PageBody<FaqItem>>('GET', '/api/v1/faqs')).body.items).toEqual([]);
    expect((await ours.ask<FaqItem>('GET', `/api/v1/faqs/${id}`)).body.answer).toBe(FAQ.answer);
  });
});

describe('listed prices', () => {
  const path = '/api/v1/listed-prices';

  it('are created, read, changed and deleted', async () => {
    const created = await ours.ask<PriceItem>('POST', path, { service: 'Cleaning', price: '120 dollars' });
    const { id } = created.body;
    expect(created).toMatchObject({ status: 201, body: { id, service: 'Cleaning', price: '120 dollars' } });
    expect(await ours.ask('GET', `${path}/${id}`)).toEqual({ ...created, status: 200 });
    const changed = await ours.ask<PriceItem>('PATCH', `${path}/${id}`, { price: '130 dollars' });
    expect(changed).toMatchObject({ status: 200, body: { id, service: 'Cleaning', price: '130 dollars' } });
    expect(await ours.ask('GET', `${path}/${id}`)).toEqual(changed);
    expect(await ours.ask('DELETE', `${path}/${id}`)).toMatchObject({ status: 204 });
    expect(await ours.refusal('DELETE', `${path}/${id}`)).toEqual([404, 'knowledge/price_not_found']);
    expect(await trailOf(id)).toEqual([
      ['price.created', 'api_key', {}],
      ['price.changed', 'api_key', { fields: 'price' }],
      ['price.deleted', 'api_key', {}],
    ]);
  });

  it('name each service once, also when two come at the same time', async () => {
    const body = { service: 'Filling', price: 'from 190 dollars' };
    const answers = await Promise.all([body, body].map((one) => ours.ask<PriceItem>('POST', path, one)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { body: crown } = await ours.ask<PriceItem>('POST', path, { service: 'Crown', price: 'from 900 dollars' });
    expect(await ours.refusal('PATCH', `${path}/${crown.id}`, { service: 'Filling' })).toEqual([
      409,
      'knowledge/price_listed',
    ]);
    expect(await ours.refusal('POST', path, { service: 'Crown', price: '' })).toEqual([
      400,
      'common/invalid_input',
      '/price',
    ]);
    // Another clinic has its own list.
    expect(await theirs.ask('POST', path, body)).toMatchObject({ status: 201 });
  });

  it('are listed by service, page by page, and each by its own clinic', async () => {
    for (const service of ['Whitening', 'Exam', 'A zebra’s tooth'])
      await ours.ask('POST', path, { service, price: 'x' });
    const services = (await ours.pages<PriceItem>(path, 2)).map((page) => page.map(({ service }) => service));
    expect(services.flat().sort()).toEqual(['A zebra’s tooth', 'Crown', 'Exam', 'Filling', 'Whitening']);
    expect(services.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect((await theirs.pages<PriceItem>(path, 2)).flat()).toHaveLength(1);
    const { id } = (await ours.pages<PriceItem>(path, 1))[0]?.[0] ?? { id: '' };
    expect(await theirs.refusal('PATCH', `${path}/${id}`, { price: 'free' })).toEqual([
      404,
      'knowledge/price_not_found',
    ]);
    expect(await ours.race('PATCH', `${path}/${id}`, [{ price: 'one' }, { price: 'two' }])).toEqual([200, 412]);
    const stale = { 'if-match': '"x"' };
    expect(await ours.refusal('DELETE', `${path}/${id}`, undefined, stale)).toEqual([412, 'http/precondition_failed']);
    const cursor = encodeCursor({ service: '\u0000' });
    expect(await ours.refusal('GET', `${path}?cursor=${cursor}`)).toEqual([400, 'common/invalid_input', 'cursor']);
  });
});

describe('insurance plans', () => {
  const path = '/api/v1/insurance-plans';

  it('are created, read, changed and deleted', async () => {
    const created = await ours.ask<PlanItem>('POST', path, { name: 'Delta Dental PPO', accepted: true });
    const { id } = created.body;
    expect(created).toMatchObject({ status: 201, body: { id, name: 'Delta Dental PPO', accepted: true } });
    expect(await ours.ask('GET', `${path}/${id}`)).toEqual({ ...created, status: 200 });
    const changed = await ours.ask<PlanItem>('PATCH', `${path}/${id}`, { accepted: false });
    expect(changed).toMatchObject({ status: 200, body: { accepted: false } });
    expect(await ours.ask('DELETE', `${path}/${id}`)).toMatchObject({ status: 204 });
    expect(await ours.refusal('GET', `${path}/${id}`)).toEqual([404, 'knowledge/plan_not_found']);
    expect(await trailOf(id)).toEqual([
      ['insurance_plan.created', 'api_key', {}],
      ['insurance_plan.changed', 'api_key', { fields: 'accepted' }],
      ['insurance_plan.deleted', 'api_key', {}],
    ]);
  });

  it('are listed by name, each once, those that are accepted for themselves', async () => {
    for (const [name, accepted] of [
      ['Cigna', true],
      ['Aetna', false],
      ['MetLife', true],
    ] as const) {
      await ours.ask('POST', path, { name, accepted });
    }
    expect(await ours.refusal('POST', path, { name: 'Cigna', accepted: false })).toEqual([
      409,
      'knowledge/plan_listed',
    ]);
    const names = async (query: string, limit: number) =>
      (await ours.pages<PlanItem>(`${path}${query}`, limit)).map((page) => page.map(({ name }) => name));
    expect(await names('', 2)).toEqual([['Aetna', 'Cigna'], ['MetLife']]);
    expect(await names('?accepted=true', 1)).toEqual([['Cigna'], ['MetLife']]);
    expect(await names('?accepted=false', 1)).toEqual([['Aetna']]);
    const { id } = (await ours.pages<PlanItem>(path, 1))[0]?.[0] ?? { id: '' };
    expect(await theirs.refusal('DELETE', `${path}/${id}`)).toEqual([404, 'knowledge/plan_not_found']);
    expect(await ours.race('PATCH', `${path}/${id}`, [{ accepted: true }, { name: 'Aetna PPO' }])).toEqual([200, 412]);
    const stale = { 'if-match': '"x"' };
    expect(await ours.refusal('DELETE', `${path}/${id}`, undefined, stale)).toEqual([412, 'http/precondition_failed']);
  });
});
