import { randomUUID } from 'node:crypto';
import type { CallId } from '../../../src/common/ids/ids.js';
import { AI_DISCLOSURE } from '../../../src/compliance/consent/wordings.catalogue.js';
import { Consents } from '../../../src/compliance/consent/consents.service.js';
import { buildCall, buildClinic, buildPatient } from '../../support/builders.js';
import { PatientsBench } from '../patients/patients-harness.js';

const NUMBER = '+15125550143';

let bench: PatientsBench;
let patientId: string;
beforeAll(async () => {
  bench = await PatientsBench.start();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.newClinic();
  patientId = await buildPatient(bench.prisma, bench.clinic, { phone: NUMBER });
});

const said = (change: object = {}) => ({
  ...{ phone: NUMBER, purpose: 'text', choice: 'given', evidence: { kind: 'paper', reference: 'F-2026-17' } },
  ...change,
});
const entered = async (change: object = {}) => {
  const answer = await bench.ask('POST', 'consents', said(change));
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer;
};
const last = async (body: object) =>
  (await bench.ask<{ items: Record<string, unknown>[] }>('POST', 'consents/search', body)).body.items;
const present = () =>
  bench.prisma.inClinic(bench.clinic.clinicId, (tx) =>
    bench.api.app
      .get(Consents, { strict: false })
      .present(tx, bench.clinic.clinicId, { number: NUMBER, purpose: 'text' }),
  );

/** A caller was told that an AI speaks. */
async function disclosed(callId: CallId): Promise<void> {
  const { clinicId } = bench.clinic;
  await bench.prisma.inClinic(clinicId, (tx) =>
    bench.api.app.get(Consents, { strict: false }).recordOnce(tx, {
      ...{ clinicId, callId, number: NUMBER, purpose: 'ai_disclosure', choice: 'given', channel: 'call' },
      ...{ evidence: { kind: 'call', id: callId }, wording: AI_DISCLOSURE.en, at: bench.clock.now() },
      actor: { kind: 'agent', id: 'receptionist' },
    }),
  );
}

describe('what somebody told the staff', () => {
  it('is entered in the promised shape, with whose it is, and counts from then on', async () => {
    const { status, body, etag } = await entered();
    expect([status, body]).toEqual([
      201,
      {
        id: expect.any(String) as string,
        ...{ purpose: 'text', choice: 'given', number: NUMBER, callId: null, wording: null, channel: 'staff' },
        evidence: { kind: 'paper', id: 'F-2026-17' },
        at: '2026-11-20T15:00:00Z',
        atLocal: '2026-11-20T10:00:00-05:00',
        timeZone: 'America/New_York',
      },
    ]);
    expect(await bench.ask('GET', `consents/${String(body.id)}`)).toEqual({ status: 200, body, etag });
    for (const action of ['consent.given', 'consent.read']) expect(await bench.named(action)).toEqual([patientId]);
    expect(await present()).toMatchObject({ choice: 'given' });
  });

  it('stands with who heard it, or with the form of a page', async () => {
    const { id } = await bench.prisma.apiKey.findFirstOrThrow({ where: { clinicId: bench.clinic.clinicId } });
    const word = await entered({ choice: 'refused', evidence: { kind: 'word' } });
    expect(word.body).toMatchObject({ channel: 'staff', evidence: { kind: 'api_key', id } });
    const page = await entered({ purpose: 'call', evidence: { kind: 'web_form', reference: 'w/88' } });
    expect(page.body).toMatchObject({ channel: 'web', evidence: { kind: 'web_form', id: 'w/88' } });
  });

  it('counts by the time of saying it, whenever it is entered', async () => {
    await entered({ choice: 'refused', evidence: { kind: 'word' } });
    await entered({ at: '2026-11-19T09:00:00-05:00' });
    expect(await present()).toMatchObject({ choice: 'refused' });
    expect(await last({ phone: NUMBER, purpose: 'text' })).toMatchObject([{ choice: 'refused' }]);
    // The trail has it where it was entered.
    const { clinicId } = bench.clinic;
    const entry = await bench.prisma.auditEntry.findFirstOrThrow({ where: { clinicId, action: 'consent.given' } });
    expect(entry.at.toISOString()).toBe('2026-11-20T15:00:00.000Z');
    expect(entry.detail).toMatchObject({ saidAt: '2026-11-19T14:00:00Z' });
  });

  it.each([
    [{ phone: '5125550143' }, '/phone'],
    [{ phone: undefined }, '/phone'],
    [{ purpose: 'recording' }, '/purpose'],
    [{ choice: 'maybe' }, '/choice'],
    [{ at: '2026-11-20T15:00:01Z' }, '/at'],
    [{ at: '1999-11-20T15:00:00Z' }, '/at'],
    [{ at: '2026-11-19T15:00:00.0123456789Z' }, '/at'],
    [{ evidence: { kind: 'paper' } }, '/evidence/reference'],
    [{ evidence: { kind: 'paper', reference: 'form of Ada Marsh' } }, '/evidence/reference'],
    [{ evidence: { kind: 'paper', reference: 'F-512-555-0143' } }, '/evidence/reference'],
    [{ evidence: { kind: 'word', reference: 'F-1' } }, '/evidence'],
    [{ evidence: { kind: 'turn', reference: 'x' } }, '/evidence/kind'],
    [{ name: 'Ada' }, ''],
  ])('is not taken with %j', async (change, field) => {
    const refused = await bench.ask('POST', 'consents', said(change));
    expect([refused.status, bench.fields(refused)]).toEqual([400, [field]]);
    expect(await present()).toBeNull();
  });
});

it('lists the newest first, in pages, narrowed by purpose, choice and call', async () => {
  const callId = await buildCall(bench.prisma, bench.clinic);
  await entered();
  await entered({ choice: 'refused', evidence: { kind: 'word' } });
  await entered({ purpose: 'call' });
  bench.clock.advance(1000);
  await disclosed(callId);
  const words = (items: Record<string, unknown>[]) =>
    items.map(({ purpose, choice }) => `${String(purpose)} ${String(choice)}`);
  const pages = await bench.pages('consents', 2);
  // Of one moment the later entry comes first.
  expect(pages.map(words)).toEqual([
    ['ai_disclosure given', 'call given'],
    ['text refused', 'text given'],
  ]);
  expect(await bench.named('consents.listed')).toEqual([patientId]);
  expect(pages[0]?.[0]).toMatchObject({ callId, wording: { id: 'ai_disclosure', version: 1, language: 'en' } });
  const listed = async (query: string) => words((await bench.pages(`consents?${query}`, 1)).flat());
  expect(await listed('purpose=text')).toEqual(['text refused', 'text given']);
  expect(await listed('choice=refused')).toEqual(['text refused']);
  expect(await listed(`callId=${callId}`)).toEqual(['ai_disclosure given']);
  for (const query of ['purpose=fax', `phone=${encodeURIComponent(NUMBER)}`, 'callId=x', 'cursor=x']) {
    expect((await bench.ask('GET', `consents?${query}`)).status).toBe(400);
  }
});

it('tells the last word on each purpose under a number', async () => {
  await entered();
  await entered({ choice: 'refused', evidence: { kind: 'word' } });
  await disclosed(await buildCall(bench.prisma, bench.clinic));
  await entered({ phone: '+15125550144', purpose: 'call' });
  expect(await last({ phone: NUMBER })).toMatchObject([
    { purpose: 'text', choice: 'refused', number: NUMBER },
    { purpose: 'ai_disclosure', choice: 'given' },
  ]);
  expect(await bench.named('consents.searched')).toEqual([patientId]);
  expect(await last({ phone: NUMBER, purpose: 'call' })).toEqual([]);
  for (const by of [{}, { phone: '5125550143' }, { phone: NUMBER, name: 'Ada' }]) {
    expect((await bench.ask('POST', 'consents/search', by)).status).toBe(400);
  }
});

it('tells an auditor what was said when, and not under which number', async () => {
  const { body } = await entered();
  const auditor = await bench.keyOf('auditor');
  const read = await bench.ask('GET', `consents/${String(body.id)}`, undefined, auditor);
  expect(read.body).toEqual({ ...body, number: null });
  expect((await bench.ask('POST', 'consents', said(), auditor)).status).toBe(403);
});

it('keeps the token of somebody who is erased, and shows no number', async () => {
  const { body } = await entered({ choice: 'refused', evidence: { kind: 'word' } });
  expect((await bench.ask('POST', `patients/${patientId}/erasure`, { reason: 'ordered' })).status).toBe(200);
  expect((await bench.ask('GET', `consents/${String(body.id)}`)).body).toEqual({ ...body, number: null });
  expect(await last({ phone: NUMBER })).toMatchObject([{ choice: 'refused', number: null }]);
});

it('shows another clinic nothing, and names nobody in logs', async () => {
  const { body } = await entered();
  const stranger = await bench.keyOf('owner', (await buildClinic(bench.prisma)).clinicId);
  const theirs = await bench.ask('GET', `consents/${String(body.id)}`, undefined, stranger);
  const nobodys = await bench.ask('GET', `consents/${randomUUID()}`, undefined, stranger);
  expect([theirs.status, theirs.body]).toEqual([404, nobodys.body]);
  expect((await bench.ask('POST', 'consents/search', { phone: NUMBER }, stranger)).body).toEqual({ items: [] });
  expect(bench.api.logLines.join('\n')).not.toContain('5550143');
});
