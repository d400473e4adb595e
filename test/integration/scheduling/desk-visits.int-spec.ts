import { randomUUID } from 'node:crypto';
import type { AppointmentId, PatientId } from '../../../src/common/ids/ids.js';
import { HistoryPage } from '../../../src/scheduling/appointment-history.types.js';
import { AppointmentItem } from '../../../src/scheduling/appointment-list.types.js';
import { TRANSITIONS } from '../../../src/scheduling/appointment-status.policy.js';
import { APPOINTMENT_STATUSES } from '../../../src/scheduling/scheduling.types.js';
import { buildAppointmentType, buildClinic } from '../../support/builders.js';
import { grantKey } from '../../support/test-api.js';
import { buildVisit } from '../../support/visits.js';
import { at, patientIn, shaped, useDeskApi, type Answer, type Key } from './desk-api-harness.js';
import { booked, DESK, jobsOf, RECEPTIONIST, requestFor, slotAt } from './scheduling-harness.js';

const desk = useDeskApi();
const PHONE = '+15125550143';
let patientId: PatientId;
let visit: AppointmentItem;

const post = (id: string, what: string, body: object, headers: Key = {}): Promise<Answer> =>
  desk.ask('POST', `/appointments/${id}/${what}`, body, headers);

const get = async (id: string): Promise<AppointmentItem> =>
  shaped(AppointmentItem, await desk.ask('GET', `/appointments/${id}`));

/** A local time so many days from the clock's, which the tests before may have moved. */
const day = (days: number, time: string): string =>
  `${desk.clock.now().toZonedDateTimeISO(desk.clinic.timeZone).toPlainDate().add({ days }).toString()}T${time}`;

async function book(local: string, more: object = {}): Promise<AppointmentItem> {
  const body = { patientId, typeId: desk.clinic.typeId, startsAt: at(desk, local), ...more };
  return shaped(AppointmentItem, await desk.ask('POST', '/appointments', body));
}

const texts = async () => {
  const rows = await desk.database.prisma.text.findMany({ where: { clinicId: desk.clinic.clinicId } });
  return rows.map(({ idempotencyKey, body }) => [idempotencyKey, body.split(': ')[1]?.slice(0, 21)]).sort();
};

const freed = async () => {
  const jobs = await jobsOf(desk.database, desk.clinic.clinicId);
  return jobs.filter(({ name }) => name === 'schedule_time_freed').map(({ data }) => data.startsAt);
};

/** Until so long before the visit begins; a negative number after it has begun. */
const goTo = (item: AppointmentItem, minutesBefore: number): void => {
  const beginsMs = Date.parse(item.startsAt);
  desk.clock.advance(beginsMs - minutesBefore * 60_000 - desk.clock.nowMs());
};

const REFUSED = { status: 409, body: { code: 'scheduling/transition_not_allowed' } };

beforeEach(async () => {
  patientId = await patientIn(desk, { phone: PHONE });
  visit = await book(day(4, '10:00'), { providerId: desk.clinic.providerIds[1] });
});

describe('moving', () => {
  it('puts another visit in its place, with the same provider, and tells the patient', async () => {
    const startsAt = at(desk, day(4, '10:30'));
    const answer = await post(visit.id, 'move', { startsAt });
    expect(answer.status).toBe(201);
    const moved = shaped(AppointmentItem, answer);
    expect(moved).toMatchObject({ startsAt, status: 'scheduled', movedFrom: visit.id, provider: 'Dr. 2' });
    expect(await get(visit.id)).toMatchObject({ status: 'rescheduled', movedTo: moved.id, late: false });
    expect(await get(moved.id)).toEqual(moved);
    expect(await texts()).toEqual(
      [
        [`confirmation:${visit.id}`, 'your visit is booked '],
        [`confirmation:${moved.id}`, 'your visit is moved t'],
      ].sort(),
    );
    expect(await freed()).toEqual([visit.startsAt]);
  });

  it('leaves everything as it is when the time is taken, and names others', async () => {
    const providerId = desk.clinic.providerIds[1];
    await book(day(5, '10:00'), { providerId, patientId: await patientIn(desk) });
    const refused = await post(visit.id, 'move', { startsAt: at(desk, day(5, '10:00')) });
    expect(refused).toMatchObject({ status: 409, body: { code: 'scheduling/slot_taken', alternatives: [{}, {}, {}] } });
    expect(await get(visit.id)).toEqual(visit);
    const [other, room] = [desk.clinic.providerIds[0], desk.clinic.operatoryIds[1]];
    const body = { startsAt: at(desk, day(5, '10:00')), providerId: other, operatoryId: room };
    expect(await post(visit.id, 'move', body)).toMatchObject({
      status: 201,
      body: { provider: 'Dr. 1', operatory: 'Room 2' },
    });
  });

  it.each([
    ['clinic', 60, false],
    ['patient', 60, true],
    ['patient', 1500, false],
  ])('by the %s, %i minutes before, is late: %s', async (by, minutesBefore, late) => {
    goTo(visit, minutesBefore);
    const answer = await post(visit.id, 'move', { startsAt: at(desk, day(4, '10:00')), by });
    expect(answer.status).toBe(201);
    expect(await get(visit.id)).toMatchObject({ status: 'rescheduled', late });
  });

  it('is refused for what has begun, unless the clinic does it, and for what was given up', async () => {
    goTo(visit, 0);
    const body = { startsAt: at(desk, day(1, '10:00')) };
    expect(await post(visit.id, 'move', { ...body, by: 'patient' })).toMatchObject(REFUSED);
    expect((await post(visit.id, 'move', body)).status).toBe(201);
    expect(await post(visit.id, 'move', body)).toMatchObject(REFUSED);
  });

  it('keeps a patient from two places at once', async () => {
    const other = await book(day(5, '10:00'), { providerId: desk.clinic.providerIds[0] });
    const refused = await post(visit.id, 'move', { startsAt: at(desk, day(5, '10:30')) });
    expect(refused).toMatchObject({ status: 409, body: { code: 'scheduling/patient_busy' } });
    expect((refused.body as { detail: string }).detail).toContain(other.id);
  });

  it("knows no people and rooms of another clinic's", async () => {
    const other = await buildClinic(desk.database.prisma);
    const body = { startsAt: visit.startsAt, providerId: other.providerIds[0], operatoryId: other.operatoryIds[0] };
    const errors = [{ field: '/providerId' }, { field: '/operatoryId' }];
    expect(await post(visit.id, 'move', body)).toMatchObject({ status: 400, body: { errors } });
  });
});

describe('cancelling', () => {
  it.each([
    ['clinic', 60, false],
    ['patient', 60, true],
    ['patient', 1500, false],
  ])('by the %s, %i minutes before, is late: %s', async (by, minutesBefore, late) => {
    goTo(visit, minutesBefore);
    const answer = await post(visit.id, 'cancel', { by });
    expect(answer.status).toBe(200);
    const cancelled = shaped(AppointmentItem, answer);
    expect(cancelled).toMatchObject({ status: 'cancelled', cancelledBy: by, late });
    expect(await freed()).toEqual([visit.startsAt]);
    expect((await texts()).map(([key]) => key)).toContain(`cancelled:${visit.id}`);
    expect((await post(visit.id, 'cancel', { by: 'clinic' })).body).toEqual(cancelled);
    const again = { patientId: await patientIn(desk), providerId: visit.providerId };
    expect((await book(visit.startsAtLocal.slice(0, 16), again)).status).toBe('scheduled');
  });

  it('is up to the clinic once it has begun, and tells nobody then', async () => {
    goTo(visit, -5);
    expect(await post(visit.id, 'cancel', { by: 'patient' })).toMatchObject(REFUSED);
    expect((await post(visit.id, 'cancel', { by: 'clinic' })).status).toBe(200);
    expect((await texts()).map(([key]) => key)).toEqual([`confirmation:${visit.id}`]);
  });

  it('needs to be told whose wish it is', async () => {
    expect(await post(visit.id, 'cancel', {})).toMatchObject({ status: 400, body: { errors: [{ field: '/by' }] } });
  });
});

describe('the status', () => {
  const TARGETS = ['scheduled', 'confirmed', 'arrived', 'seated', 'completed', 'no_show'] as const;

  it('goes the way of a visit, and back', async () => {
    goTo(visit, -5);
    const way = ['confirmed', 'arrived', 'seated', 'completed', 'seated', 'arrived', 'scheduled', 'no_show', 'arrived'];
    for (const status of way) {
      expect(await post(visit.id, 'status', { status })).toMatchObject({ status: 200, body: { id: visit.id, status } });
    }
  });

  const illegal = APPOINTMENT_STATUSES.flatMap((from) =>
    TARGETS.filter((to) => to !== from && !TRANSITIONS[from].includes(to)).map((to) => [from, to] as const),
  );
  it.each(illegal)('does not go from %s to %s', async (status, to) => {
    const id = await buildVisit(desk.database.prisma, desk.clinic, { patientId, local: day(-1, '10:00'), status });
    const before = await get(id);
    expect(await post(id, 'status', { status: to })).toMatchObject(REFUSED);
    expect(await get(id)).toEqual(before);
  });

  it('is no no-show before it begins', async () => {
    expect(await post(visit.id, 'status', { status: 'no_show' })).toMatchObject(REFUSED);
  });

  it.each(['requested', 'cancelled', 'rescheduled', 'late'])('is not set to %s by hand', async (status) => {
    expect(await post(visit.id, 'status', { status })).toMatchObject({
      status: 400,
      body: { errors: [{ field: '/status' }] },
    });
  });

  it('does not come back when somebody has the time', async () => {
    goTo(visit, 0);
    expect((await post(visit.id, 'status', { status: 'no_show' })).status).toBe(200);
    await book(visit.startsAtLocal.slice(0, 16), { patientId: await patientIn(desk), providerId: visit.providerId });
    const refused = { status: 409, body: { code: 'scheduling/visit_time_taken' } };
    expect(await post(visit.id, 'status', { status: 'arrived' })).toMatchObject(refused);
  });

  it('of what a caller has asked for is agreed to, and then confirmed by text', async () => {
    const typeId = await buildAppointmentType(desk.database.prisma, desk.clinic, {
      typeName: 'Crown',
      phoneBooking: 'staff_approval',
    });
    const slot = { ...slotAt(desk.clinic, day(6, '10:00')), typeId };
    const now = desk.clock.now();
    const request = requestFor(desk.clinic, slot, { patient: { id: patientId }, actor: RECEPTIONIST, now });
    const { id, status } = booked(await desk.scheduling.bookings.book(request));
    expect(status).toBe('requested');
    expect((await post(id, 'status', { status: 'scheduled' })).status).toBe(200);
    expect((await texts()).map(([key]) => key)).toContain(`confirmation:${id}`);
  });
});

describe('a change that depends on what was read', () => {
  const read = async (id: string): Promise<Key> => ({
    'if-match': (await desk.ask('GET', `/appointments/${id}`)).etag,
  });

  it.each([
    ['move', () => ({ startsAt: at(desk, day(4, '11:00')) })],
    ['cancel', () => ({ by: 'clinic' })],
    ['status', () => ({ status: 'arrived' })],
  ])('%s is made once, and not on what has changed since', async (what, body) => {
    const key = await read(visit.id);
    expect((await post(visit.id, 'status', { status: 'confirmed' }, key)).status).toBe(200);
    const stale = { status: 412, body: { code: 'http/precondition_failed' } };
    expect(await post(visit.id, what, body(), key)).toMatchObject(stale);
    expect(await get(visit.id)).toMatchObject({ status: 'confirmed' });
    const answer = await post(visit.id, what, body(), await read(visit.id));
    expect([200, 201]).toContain(answer.status);
  });

  it('loses to whoever was faster, however close', async () => {
    const key = await read(visit.id);
    const answers = await Promise.all([
      post(visit.id, 'cancel', { by: 'clinic' }, key),
      post(visit.id, 'status', { status: 'confirmed' }, key),
      post(visit.id, 'move', { startsAt: at(desk, day(4, '11:00')) }, key),
      post(visit.id, 'move', { startsAt: at(desk, day(5, '11:00')) }, key),
    ]);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses.slice(1)).toEqual([412, 412, 412]);
    expect(statuses[0]).toBeLessThan(300);
  });

  it('may go by the answer of the change before', async () => {
    const { etag } = await post(visit.id, 'status', { status: 'confirmed' });
    expect((await post(visit.id, 'cancel', { by: 'clinic' }, { 'if-match': etag })).status).toBe(200);
  });
});

describe('the history', () => {
  it('tells who did what, along all moves, the oldest first, from whichever visit', async () => {
    const second = shaped(AppointmentItem, await post(visit.id, 'move', { startsAt: at(desk, day(5, '10:00')) }));
    await post(second.id, 'status', { status: 'confirmed' });
    const now = desk.clock.now();
    const outcome = await desk.scheduling.moves.move({
      clinicId: desk.clinic.clinicId,
      appointmentId: second.id as AppointmentId,
      slot: slotAt(desk.clinic, day(6, '10:00')),
      by: 'patient',
      callId: null,
      idempotencyKey: randomUUID(),
      actor: DESK,
      now,
    });
    if (outcome.kind !== 'moved') throw new Error(outcome.kind);
    const third = outcome.appointment.id;
    await post(third, 'cancel', { by: 'clinic' });
    const pages = await Promise.all(
      [visit.id, second.id, third].map(async (id) =>
        shaped(HistoryPage, await desk.ask('GET', `/appointments/${id}/history`)),
      ),
    );
    const [page] = pages;
    expect(pages).toEqual([page, page, page]);
    expect(page?.items.map((one) => [one.event, one.appointmentId, one.actor.kind, one.by, one.statusBefore])).toEqual([
      ['booked', visit.id, 'api_key', null, null],
      ['moved', second.id, 'api_key', 'clinic', null],
      ['confirmed', second.id, 'api_key', null, 'scheduled'],
      ['moved', third, 'api_key', 'patient', null],
      ['cancelled', third, 'api_key', 'clinic', 'scheduled'],
    ]);
    expect(page?.items.map(({ movedFrom }) => movedFrom)).toEqual([null, visit.id, null, second.id, null]);
    const paged: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor === '' ? '?limit=2' : `?limit=2&cursor=${cursor}`;
      const part: HistoryPage = shaped(HistoryPage, await desk.ask('GET', `/appointments/${third}/history${query}`));
      paged.push(...part.items);
      cursor = part.nextCursor;
    }
    expect(paged).toEqual(page?.items);
  });

  it('is audited when it is read', async () => {
    await desk.ask('GET', `/appointments/${visit.id}/history`);
    const where = { subjectId: visit.id, action: 'appointment.history_read' };
    expect(await desk.database.prisma.auditEntry.findMany({ where })).toMatchObject([{ patientIds: [patientId] }]);
  });
});

it("knows no visits of another clinic's", async () => {
  const stranger = await grantKey(desk.database, (await buildClinic(desk.database.prisma)).clinicId);
  const before = await get(visit.id);
  for (const [method, path, body] of [
    ['GET', '', undefined],
    ['GET', '/history', undefined],
    ['POST', '/move', { startsAt: at(desk, day(5, '10:00')) }],
    ['POST', '/cancel', { by: 'clinic' }],
    ['POST', '/status', { status: 'confirmed' }],
  ] as const) {
    const theirs = await desk.ask(method, `/appointments/${visit.id}${path}`, body, stranger);
    const nobodys = await desk.ask(method, `/appointments/${randomUUID()}${path}`, body, stranger);
    expect(theirs).toEqual(nobodys);
    expect(theirs).toMatchObject({ status: 404, body: { code: 'scheduling/appointment_not_found' } });
  }
  expect(await get(visit.id)).toEqual(before);
});
