import { randomUUID } from 'node:crypto';
import { buildAppointmentType, buildClinic, buildPatient, buildProvider } from '../../support/builders.js';
import { buildVisit } from '../../support/visits.js';
import { PatientsBench } from '../patients/patients-harness.js';

let bench: PatientsBench;
let patientId: string;
beforeAll(async () => {
  bench = await PatientsBench.start();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.newClinic();
  patientId = await buildPatient(bench.prisma, bench.clinic, { phone: '+15125550143' });
});

const wish = (change: object = {}) => ({
  ...{ patientId, typeId: bench.clinic.typeId, fromDay: '2026-11-21', untilDay: '2026-12-04' },
  ...change,
});
const join = async (change: object = {}) => {
  const answer = await bench.ask('POST', 'waitlist-entries', wish(change));
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  bench.clock.advance(1000);
  return answer;
};

/** An offer that was made by text, as the freed time does it. */
async function offered(entryId: string): Promise<void> {
  const { clinicId, typeId, providerIds, operatoryIds } = bench.clinic;
  await bench.prisma.waitlistOffer.create({
    data: {
      ...{ clinicId, id: randomUUID(), entryId, typeId, providerId: providerIds[0] ?? '', phone: '+15125550143' },
      operatoryId: operatoryIds[0] ?? '',
      startsAt: new Date('2026-11-24T14:00:00Z'),
      endsAt: new Date('2026-11-24T15:00:00Z'),
      status: 'open',
      offeredAt: new Date('2026-11-20T15:00:00Z'),
      answerBy: new Date('2026-11-20T15:30:00Z'),
    },
  });
  await bench.prisma.waitlistEntry.updateMany({ where: { clinicId, id: entryId }, data: { status: 'offered' } });
}

it('puts a patient on the list in the promised shape, and shows what they were offered', async () => {
  const added = await join({ weekdays: [1, 3], earliestMinute: 540, latestMinute: 720 });
  expect(added.body).toEqual({
    id: expect.any(String) as string,
    ...wish({ weekdays: [1, 3], earliestMinute: 540, latestMinute: 720, providerId: null, appointmentId: null }),
    minNoticeMinutes: 120,
    phone: '+15125550143',
    status: 'waiting',
    createdAt: '2026-11-20T15:00:00Z',
    createdAtLocal: '2026-11-20T10:00:00-05:00',
    closedAt: null,
    closedAtLocal: null,
    timeZone: 'America/New_York',
    offers: [],
  });
  const id = String(added.body.id);
  expect(await bench.ask('GET', `waitlist-entries/${id}`)).toEqual({ ...added, status: 200 });
  for (const action of ['waitlist.added', 'waitlist.read']) expect(await bench.named(action)).toEqual([patientId]);
  await offered(id);
  const { body } = await bench.ask<{ status: string; offers: object[] }>('GET', `waitlist-entries/${id}`);
  expect(body.status).toBe('offered');
  expect(body.offers).toMatchObject([
    {
      status: 'open',
      startsAtLocal: '2026-11-24T09:00:00-05:00',
      answerBy: '2026-11-20T15:30:00Z',
      appointmentId: null,
    },
  ]);
});

it('keeps the place of somebody who is on the list for the type, with what they want now', async () => {
  const first = await join();
  const again = await bench.ask('POST', 'waitlist-entries', wish({ untilDay: '2026-12-24' }));
  expect(again).toMatchObject({ status: 200, body: { id: first.body.id, untilDay: '2026-12-24' } });
  expect(again.body.createdAt).toBe(first.body.createdAt);
});

it('withdraws somebody with the offer that is out, and a second time changes nothing', async () => {
  const { body } = await join();
  const id = String(body.id);
  await offered(id);
  const withdrawn = await bench.ask('POST', `waitlist-entries/${id}/withdraw`);
  expect(withdrawn).toMatchObject({ status: 200, body: { status: 'removed', offers: [{ status: 'withdrawn' }] } });
  expect(withdrawn.body.closedAt).toBe('2026-11-20T15:00:01Z');
  expect(await bench.named('waitlist.removed')).toEqual([patientId]);
  bench.clock.advance(1000);
  expect(await bench.ask('POST', `waitlist-entries/${id}/withdraw`)).toEqual(withdrawn);
  const { clinicId } = bench.clinic;
  await bench.prisma.waitlistEntry.updateMany({ where: { clinicId, id }, data: { status: 'booked' } });
  const booked = await bench.ask('POST', `waitlist-entries/${id}/withdraw`);
  expect([booked.status, bench.code(booked)]).toEqual([409, 'waitlist/over']);
});

it.each([
  [{ patientId: randomUUID() }, '/patientId'],
  [{ typeId: randomUUID() }, '/typeId'],
  [{ providerId: randomUUID() }, '/providerId'],
  [{ appointmentId: randomUUID() }, '/appointmentId'],
  [{ untilDay: '2026-11-19', fromDay: '2026-11-01' }, '/untilDay'],
  [{ untilDay: '2026-11-20' }, '/untilDay'],
  [{ earliestMinute: 720, latestMinute: 720 }, '/latestMinute'],
  [{ weekdays: [] }, '/weekdays'],
  [{ weekdays: [1, 1] }, '/weekdays'],
  [{ weekdays: [8] }, '/weekdays/0'],
  [{ minNoticeMinutes: -1 }, '/minNoticeMinutes'],
  [{ phone: '+15125550199' }, ''],
])('does not take %j', async (change, field) => {
  const refused = await bench.ask('POST', 'waitlist-entries', wish(change));
  expect([refused.status, bench.fields(refused)]).toEqual([400, [field]]);
  expect(await bench.prisma.waitlistEntry.count({ where: { clinicId: bench.clinic.clinicId } })).toBe(0);
});

it('takes the visit of this patient and type that is to come, and nobody without a number', async () => {
  const visit = await buildVisit(bench.prisma, bench.clinic, {
    patientId: patientId as never,
    local: '2026-12-08T15:00',
  });
  expect((await join({ appointmentId: visit })).body.appointmentId).toBe(visit);
  const unreachable = await buildPatient(bench.prisma, bench.clinic);
  const refused = await bench.ask('POST', 'waitlist-entries', wish({ patientId: unreachable }));
  expect([refused.status, bench.code(refused)]).toEqual([409, 'waitlist/no_number']);
});

it("answers another clinic's rows in a body as those that are not there", async () => {
  const other = await buildClinic(bench.prisma);
  const theirs = {
    patientId: await buildPatient(bench.prisma, other, { phone: '+15125550143' }),
    typeId: other.typeId,
    providerId: other.providerIds[0],
    appointmentId: await buildVisit(bench.prisma, other, {
      patientId: await buildPatient(bench.prisma, other),
      local: '2026-12-08T15:00',
    }),
  };
  for (const [field, id] of Object.entries(theirs)) {
    const foreign = await bench.ask('POST', 'waitlist-entries', wish({ [field]: id }));
    const nobodys = await bench.ask('POST', 'waitlist-entries', wish({ [field]: randomUUID() }));
    expect(foreign).toEqual(nobodys);
    expect(bench.fields(foreign)).toEqual([`/${field}`]);
  }
});

it('lists in the order of offers, in pages, narrowed by status, type and patient', async () => {
  const cleaning = await buildAppointmentType(bench.prisma, bench.clinic, { typeName: 'Cleaning' });
  const somebody = await buildPatient(bench.prisma, bench.clinic, { phone: '+15125550144' });
  const ids = [
    (await join()).body.id,
    (await join({ typeId: cleaning })).body.id,
    (await join({ patientId: somebody })).body.id,
  ];
  await bench.ask('POST', `waitlist-entries/${String(ids[2])}/withdraw`);
  const pages = await bench.pages('waitlist-entries', 2);
  expect(pages.map((page) => page.map(({ id }) => id))).toEqual([ids.slice(0, 2), ids.slice(2)]);
  expect(pages.flat()[0]).not.toHaveProperty('offers');
  expect(await bench.named('waitlist.listed')).toEqual([somebody]);
  const listed = async (query: string) =>
    (await bench.pages(`waitlist-entries?${query}`, 1)).flat().map(({ id }) => id);
  expect(await listed('status=waiting')).toEqual(ids.slice(0, 2));
  expect(await listed(`typeId=${cleaning}`)).toEqual([ids[1]]);
  expect(await listed(`patientId=${somebody}`)).toEqual([ids[2]]);
  expect(await listed(`patientId=${patientId}&status=removed`)).toEqual([]);
  for (const query of ['status=gone', 'phone=1', 'typeId=x', 'cursor=x']) {
    expect((await bench.ask('GET', `waitlist-entries?${query}`)).status).toBe(400);
  }
});

it('waits for no provider who works there no more', async () => {
  const gone = await buildProvider(bench.prisma, bench.clinic, { name: 'Dr. Gone', active: false });
  expect(bench.fields(await bench.ask('POST', 'waitlist-entries', wish({ providerId: gone })))).toEqual([
    '/providerId',
  ]);
});

it('names nobody in logs', async () => {
  await join();
  expect(bench.api.logLines.join('\n')).not.toContain('5550143');
});
