import '../support/in-virtual-time.js';
import { randomUUID } from 'node:crypto';
import { createApiClient, type ApiClient } from '../../src/console/client/api-client.js';
import { CallStation } from '../../src/simulation/caller/call-station.js';
import { SimulatedDeepgram } from '../../src/simulation/deepgram/simulated-deepgram.server.js';
import { openSpeech } from '../support/kept-speech.js';
import { ApiContract, operationsOf } from '../support/api-contract.js';
import { API_KEY, AUTH_TOKEN, startLine, type TestLine } from '../support/test-line.js';

/**
 * A clinic's day by a script that knows nothing but the API's document: it goes through the client that is generated from it, and each
 * answer is held against it. It looks into no table.
 */

const speech = openSpeech();
let deepgram: SimulatedDeepgram;
let line: TestLine;
let contract: ApiContract;
let api: ApiClient;

beforeAll(async () => {
  deepgram = await SimulatedDeepgram.listen({ speech });
  line = await startLine({ agentUrl: deepgram.url });
  const document = (await (await fetch(`${line.baseUrl}/docs-json`)).json()) as ConstructorParameters<
    typeof ApiContract
  >[0];
  contract = new ApiContract(document);
  api = clientOf(API_KEY);
  // Every answer that the script gets is one that the document describes.
  const operations = operationsOf(document);
  api.use({
    async onResponse({ request, response, schemaPath }) {
      const operation = operations.find(({ method, path }) => method === request.method && path === schemaPath);
      if (!operation) throw new Error(`${request.method} ${schemaPath} is not in the document`);
      const fault = await contract.faultOfAnswer(operation, response.clone());
      if (fault !== null) throw new Error(`${request.method} ${schemaPath}: ${fault}`);
    },
  });
});
afterAll(async () => {
  await line.close();
  await deepgram.close();
  await speech.close();
});

const clientOf = (apiKey: string) => createApiClient({ baseUrl: line.baseUrl, apiKey });

/** The body of an answer, where there has to be one. */
function got<Body>({ data, error, response }: { data?: Body; error?: unknown; response: Response }): Body {
  if (data === undefined) throw new Error(`${response.status} ${JSON.stringify(error)}`);
  return data;
}

const once = () => ({ header: { 'Idempotency-Key': randomUUID() } });
const byId = (id: string) => ({ path: { id }, ...once() });

/** A week from tomorrow on, as dates. */
function thisWeek() {
  const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  return { from: day(1), to: day(7) };
}

async function cleaning() {
  const { items } = got(await api.GET('/api/v1/appointment-types'));
  const type = items.find(({ name }) => /cleaning/i.test(name));
  if (!type) throw new Error('a clinic that cleans no teeth');
  return type;
}

async function newPatient(familyName: string, phone: string) {
  const body = { givenName: 'Ada', familyName, phone, birthDate: '1980-05-17' };
  return got(await api.POST('/api/v1/patients', { body, params: once() }));
}

it('opens the day: who works, and what is free', async () => {
  const [clinic] = got(await api.GET('/api/v1/clinics', {})).items;
  const providers = got(await api.GET('/api/v1/providers')).items;
  expect(providers.length).toBeGreaterThan(0);
  const { id: typeId } = await cleaning();
  const { items } = got(await api.GET('/api/v1/availability', { params: { query: { typeId, ...thisWeek() } } }));
  expect(items.length).toBeGreaterThan(0);
  // The wall time is the instant, by the clinic's clocks.
  for (const { startsAt, startsAtLocal } of items) {
    expect(new Date(startsAtLocal).toISOString()).toBe(new Date(startsAt).toISOString());
  }
  expect(clinic?.timeZone).toMatch(/\//);
});

it('books a visit on a time that it held, confirms it, moves it, and cancels it', async () => {
  const { id: typeId } = await cleaning();
  const patient = await newPatient('Marsh', '+15125550191');
  const free = got(await api.GET('/api/v1/availability', { params: { query: { typeId, ...thisWeek() } } })).items;
  const [first, later] = [free[0], free.at(-1)];
  if (!first || !later) throw new Error('nothing is free');
  const slot = { typeId, providerId: first.provider.id, startsAt: first.startsAt };
  const hold = got(await api.POST('/api/v1/holds', { body: { ...slot, forMinutes: 5 }, params: once() }));

  const booking = { ...slot, patientId: patient.id, holdId: hold.id };
  const params = once();
  const booked = got(await api.POST('/api/v1/appointments', { body: booking, params }));
  expect(booked).toMatchObject({ status: 'scheduled', startsAt: first.startsAt, patient: { id: patient.id } });
  // The answer got lost, and the script asks again.
  const again = await api.POST('/api/v1/appointments', { body: booking, params });
  expect([got(again).id, again.response.headers.get('idempotent-replayed')]).toEqual([booked.id, 'true']);

  const { response: read } = await api.GET('/api/v1/appointments/{id}', { params: { path: { id: booked.id } } });
  const seen = read.headers.get('etag') ?? '';
  const confirm = (tag: string) =>
    api.POST('/api/v1/appointments/{id}/status', {
      body: { status: 'confirmed' },
      params: { path: { id: booked.id }, header: { ...once().header, 'If-Match': tag } },
    });
  expect(got(await confirm(seen)).status).toBe('confirmed');
  expect((await confirm(seen)).error).toMatchObject({ status: 412, code: 'http/precondition_failed' });

  const moved = got(
    await api.POST('/api/v1/appointments/{id}/move', {
      body: { startsAt: later.startsAt, providerId: later.provider.id },
      params: byId(booked.id),
    }),
  );
  expect(moved).toMatchObject({ movedFrom: booked.id, startsAt: later.startsAt });
  const cancelled = await api.POST('/api/v1/appointments/{id}/cancel', {
    body: { by: 'clinic' },
    params: byId(moved.id),
  });
  expect(got(cancelled).status).toBe('cancelled');
  const history = got(await api.GET('/api/v1/appointments/{id}/history', { params: { path: { id: moved.id } } }));
  expect(history.items.length).toBeGreaterThanOrEqual(4);
});

it('reads what a patient said on the phone, and what came of it', async () => {
  const target = { url: line.baseUrl, twilioAuthToken: AUTH_TOKEN, clinicNumber: line.clinicNumber, apiKey: API_KEY };
  const station = new CallStation(target, { speech });
  const report = await station.call({ scenario: 'book-cleaning' });
  await station.close();
  expect(report.outcome).toBe('booked');

  const { items } = got(await api.GET('/api/v1/calls', { params: { query: { outcome: 'booked' } } }));
  expect(items.map(({ callSid }) => callSid)).toContain(report.callSid);
  const call = got(await api.GET('/api/v1/calls/{callSid}', { params: { path: { callSid: report.callSid } } }));
  expect(call.turns.length).toBeGreaterThan(3);
  expect(call.tools.map(({ name }) => name)).toContain('book_appointment');
  const timeline = got(
    await api.GET('/api/v1/calls/{callSid}/timeline', { params: { path: { callSid: report.callSid } } }),
  );
  expect(timeline.entries.length).toBeGreaterThan(call.turns.length);
});

it('makes a key that may do less, and is refused with it', async () => {
  const made = got(
    await api.POST('/api/v1/api-keys', {
      body: { name: 'Wall display', scopes: ['appointments:read'] },
      params: once(),
    }),
  );
  const display = clientOf(made.key);
  expect((await display.GET('/api/v1/appointments')).response.status).toBe(200);
  const refused = await display.POST('/api/v1/patients', {
    body: { givenName: 'Ada', familyName: 'Marsh', phone: '+15125550192' },
    params: once(),
  });
  expect(refused.error).toMatchObject({ status: 403, code: 'auth/scope_missing' });
  await api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id: made.id } } });
  expect((await display.GET('/api/v1/appointments')).response.status).toBe(401);
});
