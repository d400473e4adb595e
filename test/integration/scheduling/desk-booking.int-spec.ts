import { randomUUID } from 'node:crypto';
import type { PatientId } from '../../../src/common/ids/ids.js';
import { scopesOf } from '../../../src/common/http/access.policy.js';
import { AppointmentItem } from '../../../src/scheduling/appointment-list.types.js';
import { DeskVisits } from '../../../src/scheduling/desk-visits.service.js';
import { SlotItem } from '../../../src/scheduling/slot-item.types.js';
import { buildAppointmentType, buildClinic, buildPatient } from '../../support/builders.js';
import { refuseContact } from '../../support/consents.js';
import { grantKey } from '../../support/test-api.js';
import { at, patientIn, shaped, useDeskApi, type Answer, type Key } from './desk-api-harness.js';
import { jobsOf, slotAt } from './scheduling-harness.js';

const desk = useDeskApi();
const TEN = '2026-11-24T10:00';
const PHONE = '+15125550143';

let patientId: PatientId;
beforeEach(async () => {
  patientId = await patientIn(desk);
});

const book = (more: object = {}, headers: Key = {}): Promise<Answer> =>
  desk.ask(
    'POST',
    '/appointments',
    { patientId, typeId: desk.clinic.typeId, startsAt: at(desk, TEN), ...more },
    headers,
  );

const visits = () => desk.database.prisma.appointment.count({ where: { clinicId: desk.clinic.clinicId } });
const texts = () =>
  desk.database.prisma.text.findMany({ where: { clinicId: desk.clinic.clinicId }, orderBy: { createdAt: 'asc' } });

const TAKEN = { status: 409, body: { code: 'scheduling/slot_taken' } };

it('books a visit that is agreed to, and shows it as the list and its own address do', async () => {
  const [providerId] = desk.clinic.providerIds;
  const [, operatoryId] = desk.clinic.operatoryIds;
  const answer = await book({ providerId, operatoryId });
  expect(answer.status).toBe(201);
  const visit = shaped(AppointmentItem, answer);
  expect(visit).toEqual({
    id: visit.id,
    startsAt: '2026-11-24T15:00:00Z',
    startsAtLocal: '2026-11-24T10:00:00-05:00',
    endsAt: '2026-11-24T16:00:00Z',
    endsAtLocal: '2026-11-24T11:00:00-05:00',
    timeZone: 'America/New_York',
    status: 'scheduled',
    late: false,
    cancelledBy: null,
    movedFrom: null,
    movedTo: null,
    type: 'Filling',
    typeId: desk.clinic.typeId,
    provider: 'Dr. 1',
    providerId,
    operatory: 'Room 2',
    operatoryId,
    patient: { id: patientId, name: 'Ada Marsh' },
    callSid: null,
    changedAt: desk.clock.now().toString(),
    changedAtLocal: '2026-11-20T10:00:00-05:00',
  });
  expect((await desk.ask('GET', `/appointments/${visit.id}`)).body).toEqual(visit);
  expect((await desk.ask('GET', '/appointments')).body).toEqual({ items: [visit], nextCursor: null });
  const entries = await desk.database.prisma.auditEntry.findMany({
    where: { subjectId: visit.id },
    orderBy: { seq: 'asc' },
  });
  expect(entries.map(({ action, actorKind, patientIds }) => [action, actorKind, patientIds])).toEqual([
    ['appointment.booked', 'api_key', [patientId]],
    ['appointment.read', 'api_key', [patientId]],
  ]);
  expect(await jobsOf(desk.database, desk.clinic.clinicId)).toMatchObject([{ name: 'schedule_visit_changed' }]);
});

describe('two who want one time', () => {
  const race = async (more: object) => {
    const rival = await patientIn(desk, { givenName: 'Grace' });
    const clients = [await grantKey(desk.database, desk.clinic.clinicId), desk.key];
    return Promise.all(
      clients.map((headers, index) => book({ ...more, patientId: [patientId, rival][index] }, headers)),
    );
  };

  it('get it once; the other gets the nearest times', async () => {
    const answers = await race({ providerId: desk.clinic.providerIds[0] });
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const { body } = answers.find(({ status }) => status === 409) ?? {};
    expect(body).toMatchObject(TAKEN.body);
    const alternatives = SlotItem.array().parse((body as { alternatives: unknown }).alternatives);
    expect(alternatives.map(({ startsAtLocal, provider }) => [startsAtLocal.slice(11, 16), provider.name])).toEqual([
      ['09:45', 'Dr. 2'],
      ['10:00', 'Dr. 2'],
      ['10:15', 'Dr. 2'],
    ]);
    expect(await visits()).toBe(1);
    const [second] = alternatives;
    const taken = { startsAt: second?.startsAt, providerId: second?.provider.id, patientId: await patientIn(desk) };
    expect((await book(taken)).status).toBe(201);
  });

  it('both get it when they do not say with whom', async () => {
    const answers = await race({});
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const providers = answers.map((answer) => shaped(AppointmentItem, answer).providerId);
    expect([...providers].sort()).toEqual([...desk.clinic.providerIds].sort());
    expect(await book({ patientId: await patientIn(desk) })).toMatchObject(TAKEN);
  });

  it('get the room that they name, or nothing', async () => {
    const [operatoryId] = desk.clinic.operatoryIds;
    const wishes = await Promise.all(
      desk.clinic.providerIds.map(async (providerId) => ({
        providerId,
        operatoryId,
        patientId: await patientIn(desk),
      })),
    );
    const answers = await Promise.all(wishes.map((wish) => book(wish)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('get another room unless they name one', async () => {
    const [operatoryId] = desk.clinic.operatoryIds;
    expect((await book({ operatoryId })).status).toBe(201);
    const another = { patientId: await patientIn(desk) };
    expect(await book({ ...another, operatoryId })).toMatchObject(TAKEN);
    expect(shaped(AppointmentItem, await book(another)).operatory).toBe('Room 2');
  });
});

it('is done once for one Idempotency-Key', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const [first, again] = [await book({}, key), await book({}, key)];
  expect(again).toEqual(first);
  expect(await visits()).toBe(1);
});

it('is not bound by what binds callers', async () => {
  const typeId = await buildAppointmentType(desk.database.prisma, desk.clinic, {
    typeName: 'Another',
    phoneBooking: 'staff_approval',
    openTo: 'existing_patients',
    minNoticeMinutes: 10_000,
    horizonDays: 1,
  });
  for (const local of ['2026-11-20T11:00', '2027-02-02T10:00']) {
    const visit = shaped(AppointmentItem, await book({ typeId, startsAt: at(desk, local) }));
    expect(visit.status).toBe('scheduled');
  }
});

it('is agreed to as well when somebody of the staff books', async () => {
  const typeId = await buildAppointmentType(desk.database.prisma, desk.clinic, {
    typeName: 'Another',
    phoneBooking: 'staff_approval',
  });
  const { clinicId } = desk.clinic;
  const id = randomUUID();
  const principal = { clinicId, actor: { kind: 'staff' as const, id }, scopes: scopesOf('front_desk'), sessionId: id };
  const { startsAt } = slotAt(desk.clinic, TEN);
  const visit = await desk.api.app.get(DeskVisits).book(principal, { patientId, typeId, startsAt });
  expect(visit.status).toBe('scheduled');
});

describe('refuses', () => {
  it.each([
    ['off the grid', '2026-11-24T10:05'],
    ['before the house opens', '2026-11-24T08:00'],
    ['that ends after it closes', '2026-11-24T16:15'],
    ['in three years', '2029-11-24T10:00'],
  ])('a time %s, with others', async (_, local) => {
    const refused = await book({ startsAt: at(desk, local) });
    expect(refused).toMatchObject(TAKEN);
    expect(await visits()).toBe(0);
  });

  it('a closed day, and names the nearest times on another', async () => {
    const { clinicId } = desk.clinic;
    const day = new Date('2026-11-24');
    await desk.database.prisma.closure.create({
      data: { clinicId, id: randomUUID(), name: 'x', startsOn: day, endsOn: day },
    });
    const refused = await book();
    expect(refused).toMatchObject(TAKEN);
    const { alternatives } = refused.body as { alternatives: SlotItem[] };
    expect(alternatives.map(({ startsAtLocal }) => startsAtLocal.slice(0, 16))).toEqual([
      '2026-11-23T15:30',
      '2026-11-23T15:45',
      '2026-11-23T16:00',
    ]);
  });

  it('a patient who has to be elsewhere in the clinic then', async () => {
    const { id } = shaped(AppointmentItem, await book());
    const refused = await book({ startsAt: at(desk, '2026-11-24T10:30') });
    expect(refused).toMatchObject({ status: 409, body: { code: 'scheduling/patient_busy' } });
    expect((refused.body as { detail: string }).detail).toContain(id);
  });

  it("what is another clinic's, like what is nobody's", async () => {
    const other = await buildClinic(desk.database.prisma);
    const theirs = {
      patientId: await buildPatient(desk.database.prisma, other),
      typeId: other.typeId,
      providerId: other.providerIds[0],
      operatoryId: other.operatoryIds[0],
    };
    const [mine, nobodys] = [
      await book(theirs),
      await book({ ...theirs, patientId: randomUUID(), typeId: randomUUID() }),
    ];
    expect(mine).toEqual(nobodys);
    const fields = ['/patientId', '/typeId', '/providerId', '/operatoryId'];
    expect(mine).toMatchObject({ status: 400, body: { errors: fields.map((field) => ({ field })) } });
  });

  it('somebody who was erased, and what is not active any more', async () => {
    const { clinicId, typeId, providerIds, operatoryIds } = desk.clinic;
    const { prisma } = desk.database;
    const [providerId = '', operatoryId = ''] = [providerIds[0], operatoryIds[0]];
    const data = { active: false };
    await prisma.patient.updateMany({ where: { clinicId, id: patientId }, data: { erasedAt: new Date() } });
    await prisma.appointmentType.updateMany({ where: { clinicId, id: typeId }, data });
    await prisma.provider.updateMany({ where: { clinicId, id: providerId }, data });
    await prisma.operatory.updateMany({ where: { clinicId, id: operatoryId }, data });
    const fields = ['/patientId', '/typeId', '/providerId', '/operatoryId'];
    expect(await book({ providerId, operatoryId })).toMatchObject({
      status: 400,
      body: { errors: fields.map((field) => ({ field })) },
    });
  });

  it.each([
    [{ startsAt: '2026-11-20T14:59:59Z' }, '/startsAt'],
    [{ startsAt: 'tomorrow' }, '/startsAt'],
    [{ patientId: 'ada' }, '/patientId'],
    [{ note: 'afraid of needles' }, ''],
  ])('%j', async (more, field) => {
    expect(await book(more)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });
});

describe('the text that confirms it', () => {
  it('goes to the number on record', async () => {
    patientId = await patientIn(desk, { phone: PHONE });
    const { id } = shaped(AppointmentItem, await book());
    expect(await texts()).toMatchObject([
      { kind: 'confirmation', theirNumber: PHONE, appointmentId: id, callId: null },
    ]);
    expect((await texts())[0]?.status).not.toBe('suppressed');
  });

  it('is only written down for who wants none, and for nobody without a number', async () => {
    await refuseContact(desk.database.prisma, {
      clinicId: desk.clinic.clinicId,
      number: PHONE,
      purpose: 'text',
      at: new Date('2026-11-01'),
    });
    expect((await book()).status).toBe(201);
    expect(await texts()).toEqual([]);
    patientId = await patientIn(desk, { phone: PHONE });
    expect((await book()).status).toBe(201);
    expect(await texts()).toMatchObject([{ kind: 'confirmation', status: 'suppressed' }]);
  });

  it('is not sent for a time that was taken', async () => {
    await book({ providerId: desk.clinic.providerIds[0] });
    patientId = await patientIn(desk, { phone: PHONE });
    expect(await book({ providerId: desk.clinic.providerIds[0] })).toMatchObject(TAKEN);
    expect(await texts()).toEqual([]);
  });
});
