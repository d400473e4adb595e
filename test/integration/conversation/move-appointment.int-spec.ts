import { randomUUID } from 'node:crypto';
import type { PatientId } from '../../../src/common/ids/ids.js';
import type { Appointment } from '../../../src/scheduling/scheduling.types.js';
import { buildAppointmentType } from '../../support/builders.js';
import { CALLING, useReception, type ReceptionCall } from './reception-harness.js';

const reception = useReception();

let ada: PatientId;
let visit: Appointment;
let call: ReceptionCall;
beforeEach(async () => {
  ada = await reception.patient();
  visit = await reception.visit(ada, '2026-11-24T10:00');
  call = await reception.callOf(ada);
});

const wednesday = (asker = call) => asker.offered('Wednesday at 2 PM', { appointmentId: visit.id });
const move = (slotId: string, mover = call) => mover.use('move_appointment', { appointmentId: visit.id, slotId });

const problem = (name: string) => ({ status: 'rejected', result: { problem: name } });

describe('a visit of the caller', () => {
  it('is moved to a time that was found for it, and the patient is texted the new one', async () => {
    const outcome = await move(await wednesday());
    expect(outcome).toEqual({
      status: 'succeeded',
      result: {
        moved: true,
        label: 'Filling on Wednesday, November 25 at 2:00 PM with Dr. 1',
        was: 'Filling on Tuesday, November 24 at 10:00 AM with Dr. 1',
        appointmentId: expect.not.stringMatching(visit.id) as string,
      },
    });
    expect(await reception.visits()).toEqual(['Ada rescheduled 11-24T10:00', 'Ada scheduled 11-25T14:00']);
    expect(await reception.texts()).toEqual([
      `confirmation ${CALLING}: your visit is moved to Wednesday, November 25 at 2:00 PM. ` +
        'Reply C to confirm, RESCHEDULE for another time, or call this number. Reply STOP to opt out.',
    ]);
    expect(await reception.audited('appointment.moved')).toHaveLength(1);
  });

  it('gets the first answer when the same move is asked for again, and is moved once', async () => {
    const slotId = await wednesday();
    const [first, ...others] = await Promise.all([move(slotId), move(slotId), move(slotId)]);
    expect(first.status).toBe('succeeded');
    expect([...others, await move(slotId)]).toEqual([first, first, first]);
    expect(await reception.visits()).toHaveLength(2);
    expect(await reception.texts()).toHaveLength(1);
  });

  it('is not said to be moved there once it has been moved on', async () => {
    const slotId = await wednesday();
    const { appointmentId } = (await move(slotId)).result as { appointmentId: string };
    const thursday = await call.offered('Thursday at 9 AM', { appointmentId: appointmentId as Appointment['id'] });
    expect(await call.use('move_appointment', { appointmentId, slotId: thursday })).toMatchObject({
      result: { moved: true, was: 'Filling on Wednesday, November 25 at 2:00 PM with Dr. 1' },
    });
    expect(await move(slotId)).toMatchObject(problem('already_moved'));
    expect(await move(thursday)).toMatchObject(problem('already_moved'));
  });

  it('is moved by half an hour, for it does not stand in its own way, and its own time is no other time', async () => {
    const { slots } = (await call.result('find_slots', {
      appointmentType: 'Filling',
      when: 'Tuesday between 9:30 and 11 AM',
      provider: 'Dr. 1',
      appointmentId: visit.id,
    })) as { slots: { slotId: string; label: string }[] };
    expect(slots.map(({ label }) => label)).not.toContain('Tuesday, November 24 at 10:00 AM with Dr. 1');
    const near = slots.find(({ label }) => label.includes('10:30') || label.includes('9:30'));
    expect(await move(near?.slotId ?? '')).toMatchObject({ status: 'succeeded' });
    const only = { appointmentType: 'Filling', when: 'Tuesday at 10 AM', provider: 'Dr. 2' };
    expect(await call.use('find_slots', only)).toMatchObject({ status: 'succeeded' });
  });

  it('finds nothing else when only its own time is free', async () => {
    await reception.prisma.openingHours.updateMany({ data: { opensMinute: 600, closesMinute: 660 } });
    const asked = { appointmentType: 'Filling', when: 'Tuesday', provider: 'Dr. 1', appointmentId: visit.id };
    expect(await call.use('find_slots', asked)).toMatchObject(problem('nothing_free'));
  });

  it('takes a time that was held for it, and the hold is used up', async () => {
    const slotId = await wednesday();
    expect(await call.use('hold_slot', { slotId })).toMatchObject({ result: { held: true } });
    expect(await move(slotId)).toMatchObject({ result: { moved: true } });
    expect(await reception.prisma.hold.count()).toBe(0);
  });

  it('is moved late without reproach, when it is late', async () => {
    await reception.prisma.clinic.updateMany({ data: { lateCancelMinutes: 10_080 } });
    expect(await move(await wednesday())).toMatchObject({ result: { moved: true, late: true } });
  });

  it('waits for the desk again when its type has to be agreed to, and is confirmed to nobody', async () => {
    await reception.prisma.appointmentType.updateMany({ data: { phoneBooking: 'staff_approval' } });
    const outcome = await move(await wednesday());
    expect(outcome).toMatchObject({ status: 'succeeded', result: { requested: true } });
    expect(outcome.result).not.toHaveProperty('moved');
    expect(await reception.texts()).toEqual([]);
    expect(await reception.prisma.deskTask.findMany()).toMatchObject([
      {
        callerName: 'Ada Marsh',
        callerNumber: CALLING,
        note: 'Asks to move a visit, which has to be agreed to: Filling on Wednesday, November 25 at 2:00 PM with Dr. 1. The time is kept.',
      },
    ]);
  });
});

describe('whose text it is', () => {
  it('goes to the phone on record, not to the one that is calling', async () => {
    const bea = await reception.patient('Bea Holt', '+15125550177');
    visit = await reception.visit(bea, '2026-11-24T12:00');
    call = await reception.callOf(ada, bea);
    await move(await wednesday());
    expect(await reception.texts()).toMatchObject([expect.stringMatching(/^confirmation \+15125550177:/)]);
  });

  it('goes to whom the clinic has called, when there is no phone on record', async () => {
    const cy = await reception.patient('Cy Ward', null);
    visit = await reception.visit(cy, '2026-11-24T12:00');
    call = await reception.call({
      direction: 'outbound',
      fromNumber: reception.clinic.number,
      toNumber: '+15125550155',
    });
    await call.proves(cy);
    await move(await wednesday());
    expect(await reception.texts()).toMatchObject([expect.stringMatching(/^confirmation \+15125550155:/)]);
  });

  it('is not sent to somebody who wants none', async () => {
    await reception.wantsNoTexts(CALLING);
    await move(await wednesday());
    const { clinicId } = reception.clinic;
    const texts = await reception.prisma.text.findMany({ where: { clinicId } });
    expect(texts).toMatchObject([{ kind: 'confirmation', status: 'suppressed' }]);
  });
});

describe('what can not be moved', () => {
  it('is a visit of somebody else, or one that does not exist: one answer, and written down', async () => {
    const slotId = await wednesday();
    const bea = await reception.patient('Bea Holt');
    const others = (await reception.visit(bea, '2026-11-24T15:00')).id;
    const answers = [];
    for (const appointmentId of [others, randomUUID(), 'the next one', '1 OR true']) {
      answers.push(await call.use('move_appointment', { appointmentId, slotId }));
      answers.push(await call.use('find_slots', { appointmentType: 'Filling', when: 'tomorrow', appointmentId }));
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject(problem('identity_needed'));
    expect(await reception.audited('patient.access_refused')).toHaveLength(answers.length);
    expect(await reception.visits()).toEqual(expect.arrayContaining(['Bea scheduled 11-24T15:00']));
  });

  it('is anything to a time that was not offered in this call', async () => {
    const elsewhere = await wednesday(await reception.callOf(ada));
    expect(await move(elsewhere)).toMatchObject(problem('unknown_slot'));
    expect(await move('2026-11-25T14:00')).toMatchObject(problem('unknown_slot'));
    expect(await reception.visits()).toEqual(['Ada scheduled 11-24T10:00']);
  });

  it('is a visit to a time that was found for another type', async () => {
    await buildAppointmentType(reception.prisma, reception.clinic, { typeName: 'Implant' });
    const slotId = await call.offered('Wednesday at 2 PM', { appointmentType: 'Implant' });
    expect(await move(slotId)).toMatchObject(problem('other_type'));
    const asked = { appointmentType: 'Implant', when: 'tomorrow', appointmentId: visit.id };
    expect(await call.use('find_slots', asked)).toMatchObject({
      result: { problem: 'other_type', message: 'That visit is: Filling. Use that as appointmentType.' },
    });
  });

  it('is a visit of a type that only the desk books', async () => {
    const typeId = await buildAppointmentType(reception.prisma, reception.clinic, {
      typeName: 'Surgery',
      phoneBooking: 'no',
    });
    const surgery = await reception.visit(ada, '2026-11-26T10:00', { typeId });
    const asked = { appointmentType: 'Filling', when: 'tomorrow', appointmentId: surgery.id };
    expect(await call.use('find_slots', asked)).toMatchObject(problem('not_by_phone'));
    const slotId = await wednesday();
    await reception.prisma.appointmentType.updateMany({ data: { phoneBooking: 'no' } });
    await buildAppointmentType(reception.prisma, reception.clinic, { typeName: 'Implant' });
    expect(await move(slotId)).toMatchObject(problem('not_by_phone'));
  });

  it.each([
    ['cancelled', 'already_cancelled'],
    ['rescheduled', 'already_moved'],
    ['completed', 'already_over'],
    ['arrived', 'already_over'],
  ])('is a visit that is %s', async (status, name) => {
    const slotId = await wednesday();
    const cancelledBy = status === 'cancelled' ? 'patient' : null;
    await reception.prisma.appointment.updateMany({ data: { status, cancelledBy } });
    expect(await move(slotId)).toMatchObject(problem(name));
    const asked = { appointmentType: 'Filling', when: 'tomorrow', appointmentId: visit.id };
    expect(await call.use('find_slots', asked)).toMatchObject(problem(name));
    await reception.prisma.allocation.deleteMany();
  });

  it('is a visit to a time at which the patient has another one', async () => {
    const slotId = await wednesday();
    await reception.visit(ada, '2026-11-25T14:30', { provider: 1 });
    expect(await move(slotId)).toMatchObject(problem('time_conflict'));
  });
});

describe('a visit that was booked in this call', () => {
  let bookedHere: ReceptionCall;
  beforeEach(async () => {
    bookedHere = await reception.call();
    const slotId = await bookedHere.offered('Tuesday at 3 PM');
    const { appointmentId } = await bookedHere.result('book_appointment', { slotId, patientName: 'Ada Marsh' });
    visit = { ...visit, id: appointmentId as Appointment['id'] };
  });

  it('is moved without proof: "no, Thursday"', async () => {
    const slotId = await bookedHere.offered('Thursday at 9 AM', { appointmentId: visit.id });
    expect(await move(slotId, bookedHere)).toMatchObject({ status: 'succeeded', result: { moved: true } });
    expect(await reception.visits()).toContain('Ada scheduled 11-26T09:00');
  });

  it('tells nothing of the patient’s other visits', async () => {
    const slotId = await bookedHere.offered('Tuesday at 10 AM', { appointmentId: visit.id, provider: 'Dr. 2' });
    expect(await move(slotId, bookedHere)).toMatchObject(problem('not_by_phone'));
  });

  it('is out of reach for the next call', async () => {
    const next = await reception.call();
    expect(await move(await wednesday(bookedHere), next)).toMatchObject(problem('identity_needed'));
  });
});

describe('two calls that want one time', () => {
  it('get it once, and whoever was slower is offered the nearest others', async () => {
    const bea = await reception.patient('Bea Holt', '+15125550177');
    const hers = await reception.visit(bea, '2026-11-24T11:00');
    const other = await reception.callOf(bea);
    const mine = await wednesday();
    const theirs = await other.offered('Wednesday at 2 PM', { appointmentId: hers.id });
    const outcomes = await Promise.all([
      move(mine),
      other.use('move_appointment', { appointmentId: hers.id, slotId: theirs }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['rejected', 'succeeded']);
    const lost = outcomes[0].status === 'rejected' ? call : other;
    const left = outcomes[0].status === 'rejected' ? visit : hers;
    const { problem: name, slots } = outcomes.find(({ status }) => status === 'rejected')?.result as {
      problem: string;
      slots: { slotId: string; label: string }[];
    };
    expect(name).toBe('slot_taken');
    expect(slots.map(({ label }) => label)).not.toContain('Wednesday, November 25 at 2:00 PM with Dr. 1');
    const next = { appointmentId: left.id, slotId: slots[0]?.slotId };
    expect(await lost.use('move_appointment', next)).toMatchObject({ status: 'succeeded' });
    expect(
      (await reception.visits()).filter((line) => line.includes('scheduled') && !line.includes('re')),
    ).toHaveLength(2);
  });
});
