import { randomUUID } from 'node:crypto';
import { buildAppointmentType } from '../../support/builders.js';
import { CALLING, useReception, type ReceptionCall } from './reception-harness.js';

const reception = useReception();

let call: ReceptionCall;
beforeEach(async () => {
  call = await reception.call();
});

const WISH = { appointmentType: 'Filling', when: 'Tuesday and Thursday mornings next week', patientName: 'Ada Marsh' };
const join = (args: Record<string, unknown> = {}, caller = call) => caller.use('join_waitlist', { ...WISH, ...args });
const problem = (name: string) => ({ status: 'rejected', result: { problem: name } });

async function entries() {
  const rows = await reception.prisma.waitlistEntry.findMany({ where: { clinicId: reception.clinic.clinicId } });
  return rows.map(
    ({ patientId, appointmentId, phone, providerId, weekdays, earliestMinute, latestMinute, fromDay, untilDay }) => ({
      ...{ patientId, appointmentId, phone, providerId, weekdays, minutes: [earliestMinute, latestMinute] },
      days: [fromDay, untilDay].map((day) => day.toISOString().slice(0, 10)),
    }),
  );
}

it('keeps who waits for which days and times, and how they are reached', async () => {
  const outcome = await join({ provider: 'Dr. 2' });
  expect(outcome).toMatchObject({ status: 'succeeded', result: { onWaitlist: true } });
  expect(await entries()).toEqual([
    {
      patientId: expect.any(String) as string,
      appointmentId: null,
      phone: CALLING,
      providerId: reception.clinic.providerIds[1],
      weekdays: [2, 4],
      minutes: [0, 720],
      days: ['2026-11-24', '2026-11-26'],
    },
  ]);
  const patients = await reception.prisma.patient.findMany({ where: { clinicId: reception.clinic.clinicId } });
  expect(patients).toMatchObject([{ givenName: 'Ada', familyName: 'Marsh', phone: CALLING }]);
});

it('answers the same to whoever is on the list already, or on file', async () => {
  await reception.patient();
  const [first, second] = await Promise.all([join(), join()]);
  expect([second, await join({ when: 'any time' })]).toEqual([first, first]);
  expect(await entries()).toMatchObject([{ weekdays: [1, 2, 3, 4, 5, 6, 7], minutes: [0, 1440] }]);
  expect(await reception.prisma.patient.count({ where: { clinicId: reception.clinic.clinicId } })).toBe(1);
});

it('asks what may mean two days, and what says nothing about time', async () => {
  expect(await join({ when: 'Friday' })).toMatchObject({
    result: { problem: 'ambiguous_date', message: 'Ask the question, then use join_waitlist with the answer.' },
  });
  expect(await join({ when: 'banana' })).toMatchObject(problem('unclear_date'));
  expect(await entries()).toEqual([]);
});

it('asks for a name and a number that can be texted', async () => {
  expect(await join({ patientName: 'Ada' })).toMatchObject(problem('name_incomplete'));
  call = await reception.call({ fromNumber: 'anonymous' });
  expect(await join()).toMatchObject(problem('phone_needed'));
  expect(await join({ phone: '(512) 555-0188' })).toMatchObject({ status: 'succeeded' });
  expect(await entries()).toMatchObject([{ phone: '+15125550188' }]);
});

describe('for a patient who is verified', () => {
  it('reaches them by the phone on record, also when they are only named', async () => {
    const bea = await reception.patient('Bea Holt', '+15125550177');
    call = await reception.callOf(bea);
    await join({ patientName: 'Bea Holt', patientId: bea, phone: '512 555 0666' });
    await join({ patientName: 'bea holt' });
    expect(await entries()).toMatchObject([{ patientId: bea, phone: '+15125550177' }]);
  });

  it('would replace the visit that they have', async () => {
    const bea = await reception.patient('Bea Holt', '+15125550177');
    const { id } = await reception.visit(bea, '2026-12-09T10:00');
    call = await reception.callOf(bea);
    expect(await join({ patientName: 'Bea Holt', appointmentId: id, phone: '512 555 0666' })).toMatchObject({
      result: { onWaitlist: true },
    });
    expect(await entries()).toMatchObject([{ patientId: bea, appointmentId: id, phone: '+15125550177' }]);
  });

  it('has to be for the type of that visit, which is still to come', async () => {
    const bea = await reception.patient('Bea Holt');
    const { id } = await reception.visit(bea, '2026-12-09T10:00');
    await buildAppointmentType(reception.prisma, reception.clinic, { typeName: 'Implant' });
    call = await reception.callOf(bea);
    const forVisit = { patientName: 'Bea Holt', appointmentId: id };
    expect(await join({ ...forVisit, appointmentType: 'Implant' })).toMatchObject(problem('other_type'));
    await reception.prisma.appointment.updateMany({ where: { id }, data: { status: 'completed' } });
    expect(await join(forVisit)).toMatchObject(problem('already_over'));
    expect(await entries()).toEqual([]);
  });
});

it('is not open for somebody else’s visit or record, or for ids that were made up', async () => {
  const bea = await reception.patient('Bea Holt');
  const { id } = await reception.visit(bea, '2026-12-09T10:00');
  const answers = [];
  for (const more of [
    { appointmentId: id },
    { appointmentId: randomUUID() },
    { patientId: bea },
    { patientId: 'Bea' },
  ]) {
    answers.push(await join(more));
  }
  for (const answer of answers) expect(answer).toMatchObject(problem('identity_needed'));
  expect(await reception.audited('patient.access_refused')).toHaveLength(answers.length);
  expect(await entries()).toEqual([]);
});
