import { randomUUID } from 'node:crypto';
import { Recalls } from '../../../src/recalls/recalls.service.js';
import { buildAppointmentType, buildClinic, buildPatient } from '../../support/builders.js';
import { buildVisit } from '../../support/visits.js';
import type { PatientId } from '../../../src/common/ids/ids.js';
import { PatientsBench } from '../patients/patients-harness.js';

let bench: PatientsBench;
let patientId: PatientId;
beforeAll(async () => {
  bench = await PatientsBench.start();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.newClinic();
  patientId = await buildPatient(bench.prisma, bench.clinic);
});

const order = (change: object = {}) => ({ patientId, typeId: bench.clinic.typeId, intervalMonths: 6, ...change });
const agreed = async (change: object = {}) => {
  const answer = await bench.ask('POST', 'recalls', order(change));
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer;
};
const visit = async (local: string, status: 'completed' | 'scheduled') => {
  const id = await buildVisit(bench.prisma, bench.clinic, { patientId, local, status });
  await bench.api.app.get(Recalls).followVisit(bench.clinic.clinicId, id);
  return id;
};

it('is agreed in the promised shape, so long from today', async () => {
  const made = await agreed();
  expect(made.body).toEqual({
    id: expect.any(String) as string,
    ...order(),
    dueOn: '2027-05-20',
    lastVisitOn: null,
    status: 'open',
    contactedAt: null,
    contactedAtLocal: null,
    contacts: 0,
    appointmentId: null,
    timeZone: 'America/New_York',
  });
  expect(await bench.ask('GET', `recalls/${String(made.body.id)}`)).toEqual({ ...made, status: 200 });
  for (const action of ['recall.opened', 'recall.read']) expect(await bench.named(action)).toEqual([patientId]);
});

it('counts from the last visit, unless a day was agreed', async () => {
  await buildVisit(bench.prisma, bench.clinic, { patientId, local: '2026-10-05T10:00', status: 'completed' });
  expect((await agreed()).body).toMatchObject({ dueOn: '2027-04-05', lastVisitOn: '2026-10-05' });
  const another = await buildAppointmentType(bench.prisma, bench.clinic, { typeName: 'Cleaning' });
  await buildVisit(bench.prisma, bench.clinic, {
    ...{ patientId, typeId: another, local: '2026-10-05T10:00', status: 'completed' },
  });
  expect((await agreed({ typeId: another, dueOn: '2027-01-15' })).body).toMatchObject({ dueOn: '2027-01-15' });
});

it('is as often as the type says, and none where it says nothing', async () => {
  const silent = await bench.ask('POST', 'recalls', order({ intervalMonths: null }));
  expect([silent.status, bench.fields(silent)]).toEqual([400, ['/intervalMonths']]);
  const { clinicId } = bench.clinic;
  await bench.prisma.appointmentType.updateMany({ where: { clinicId }, data: { recallMonths: 12 } });
  expect((await agreed({ intervalMonths: null })).body).toMatchObject({ intervalMonths: 12, dueOn: '2027-11-20' });
});

it('is one for each patient and type', async () => {
  const { body } = await agreed();
  const second = await bench.ask('POST', 'recalls', order({ intervalMonths: 3 }));
  expect([second.status, bench.code(second)]).toEqual([409, 'recalls/exists']);
  expect(second.body.detail).toContain(String(body.id));
  expect((await bench.ask('GET', `recalls/${String(body.id)}`)).body).toMatchObject({ intervalMonths: 6 });
});

describe('a day that was agreed', () => {
  it('stands whatever news of visits comes, until the next one has taken place', async () => {
    await visit('2026-10-05T10:00', 'completed');
    const { body } = await agreed();
    const path = `recalls/${String(body.id)}`;
    const changed = await bench.ask('PATCH', path, { dueOn: '2027-02-01' });
    expect(changed).toMatchObject({ status: 200, body: { dueOn: '2027-02-01', intervalMonths: 6, status: 'open' } });
    expect((await bench.ask('GET', path)).body).toEqual(changed.body);
    expect(await bench.named('recall.changed')).toEqual([patientId]);
    await visit('2027-01-20T10:00', 'scheduled');
    expect((await bench.ask('GET', path)).body).toMatchObject({ status: 'booked', dueOn: '2027-02-01' });
    await visit('2026-11-19T10:00', 'completed');
    expect((await bench.ask('GET', path)).body).toMatchObject({ lastVisitOn: '2026-11-19', dueOn: '2027-05-19' });
  });

  it('gives way to another interval', async () => {
    const { body } = await agreed({ dueOn: '2027-02-01' });
    const changed = await bench.ask('PATCH', `recalls/${String(body.id)}`, { intervalMonths: 3 });
    expect(changed.body).toMatchObject({ intervalMonths: 3, dueOn: '2027-02-20' });
    const both = await bench.ask('PATCH', `recalls/${String(body.id)}`, { intervalMonths: 4, dueOn: '2027-01-01' });
    expect(both.body).toMatchObject({ intervalMonths: 4, dueOn: '2027-01-01' });
  });

  it('is set only if nobody else has set another', async () => {
    const { body } = await agreed();
    const path = `recalls/${String(body.id)}`;
    const { etag } = await bench.ask('GET', path);
    const change = (dueOn: string) => bench.ask('PATCH', path, { dueOn }, { 'if-match': etag });
    const both = await Promise.all([change('2027-03-01'), change('2027-04-01')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
  });
});

it('is closed for whoever does not want to be reminded, until something is agreed again', async () => {
  const { body } = await agreed();
  const id = String(body.id);
  const closed = await bench.ask('POST', `recalls/${id}/close`);
  expect(closed).toMatchObject({ status: 200, body: { status: 'stopped' } });
  expect(await bench.named('recall.stopped')).toEqual([patientId]);
  expect(await bench.ask('POST', `recalls/${id}/close`)).toEqual(closed);
  expect((await bench.ask('PATCH', `recalls/${id}`, { dueOn: '2027-03-01' })).body).toMatchObject({ status: 'open' });
});

it.each([
  [{ patientId: randomUUID() }, '/patientId'],
  [{ typeId: randomUUID() }, '/typeId'],
  [{ intervalMonths: 0 }, '/intervalMonths'],
  [{ intervalMonths: 61 }, '/intervalMonths'],
  [{ dueOn: 'soon' }, '/dueOn'],
  [{ note: 'Ada' }, ''],
])('is not agreed with %j', async (change, field) => {
  const refused = await bench.ask('POST', 'recalls', order(change));
  expect([refused.status, bench.fields(refused)]).toEqual([400, [field]]);
});

it('lists the longest due first, in pages, narrowed by status, days and patient', async () => {
  const others = await Promise.all(
    ['Ben', 'Cleo', 'Dora'].map((givenName) => buildPatient(bench.prisma, bench.clinic, { givenName })),
  );
  const days = ['2027-01-10', '2027-01-10', '2026-12-24'];
  for (const [index, other] of others.entries()) await agreed({ patientId: other, dueOn: days[index] });
  const { body } = await agreed({ dueOn: '2027-03-01' });
  await bench.ask('POST', `recalls/${String(body.id)}/close`);
  const pages = await bench.pages('recalls', 3);
  expect(pages.map((page) => page.map(({ dueOn }) => dueOn))).toEqual([
    ['2026-12-24', '2027-01-10', '2027-01-10'],
    ['2027-03-01'],
  ]);
  expect(await bench.named('recalls.listed')).toEqual([patientId]);
  expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(4);
  const due = async (query: string) => (await bench.pages(`recalls?${query}`, 1)).flat().map(({ dueOn }) => dueOn);
  expect(await due('status=open')).toEqual(['2026-12-24', '2027-01-10', '2027-01-10']);
  expect(await due('dueAfter=2026-12-24&dueBefore=2027-03-01')).toEqual(['2027-01-10', '2027-01-10']);
  expect(await due(`patientId=${patientId}`)).toEqual(['2027-03-01']);
  for (const query of ['dueAfter=today', 'status=lost', 'due=1', 'patientId=1']) {
    expect((await bench.ask('GET', `recalls?${query}`)).status).toBe(400);
  }
});

it('counts on no visit that has begun and that nobody closed', async () => {
  const { body } = await agreed();
  await visit('2026-11-20T11:00', 'scheduled');
  expect((await bench.ask('GET', `recalls/${String(body.id)}`)).body).toMatchObject({ status: 'booked' });
  bench.clock.advance(2 * 3_600_000);
  expect((await bench.pages('recalls', 5)).flat()).toMatchObject([{ status: 'open', appointmentId: null }]);
});

it("answers another clinic's rows as those that are not there", async () => {
  const { body } = await agreed();
  const other = await buildClinic(bench.prisma);
  const foreign = await bench.ask('POST', 'recalls', order({ patientId: await buildPatient(bench.prisma, other) }));
  expect(foreign).toEqual(await bench.ask('POST', 'recalls', order({ patientId: randomUUID() })));
  expect(bench.fields(await bench.ask('POST', 'recalls', order({ typeId: other.typeId })))).toEqual(['/typeId']);
  const stranger = await bench.keyOf('owner', other.clinicId);
  for (const [method, path, change] of [
    ['GET', '', undefined],
    ['PATCH', '', { dueOn: '2027-01-01' }],
    ['POST', '/close', undefined],
  ] as const) {
    const theirs = await bench.ask(method, `recalls/${String(body.id)}${path}`, change, stranger);
    const nobodys = await bench.ask(method, `recalls/${randomUUID()}${path}`, change, stranger);
    expect([theirs.status, theirs.body]).toEqual([404, nobodys.body]);
  }
});
