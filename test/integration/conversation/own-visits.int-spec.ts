import { randomUUID } from 'node:crypto';
import type { PatientId } from '../../../src/common/ids/ids.js';
import type { Appointment } from '../../../src/scheduling/scheduling.types.js';
import { gate, someoneWaitsForLock } from '../../support/interleaving.js';
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

const TUESDAY = 'Filling on Tuesday, November 24 at 10:00 AM with Dr. 1';
const problem = (name: string) => ({ status: 'rejected', result: { problem: name } });

/** Its row, past all rules. */
const become = (status: string) =>
  reception.prisma.appointment.updateMany({
    where: { id: visit.id },
    data: { status, cancelledBy: status === 'cancelled' ? 'clinic' : null },
  });

/** What neither a stranger nor an id that was made up opens: one answer for all, each written down. */
async function expectClosed(tool: string, args: Record<string, unknown>, id: string): Promise<void> {
  const bea = await reception.patient('Bea Holt');
  const hers = (await reception.visit(bea, '2026-11-24T15:00')).id;
  const stranger = await reception.call();
  const ids = id === 'patientId' ? [bea, randomUUID(), 'Bea', ''] : [hers, randomUUID(), 'the next one', ''];
  const answers = [];
  for (const made of ids) answers.push(await call.use(tool, { ...args, [id]: made }));
  answers.push(await stranger.use(tool, { ...args, [id]: id === 'patientId' ? ada : visit.id }));
  for (const answer of answers) {
    expect(answer).toEqual({
      status: 'rejected',
      result: { problem: 'identity_needed', message: 'That is not open in this call. Use verify_identity first.' },
    });
  }
  const refused = await reception.audited('patient.access_refused');
  expect(refused.map((detail) => detail['tool'])).toEqual(answers.map(() => tool));
}

describe('looking up', () => {
  it('tells what is to come, soonest first, in words for the ear, and writes down that it did', async () => {
    await reception.visit(ada, '2026-11-23T09:00', { provider: 1 });
    expect(await call.use('list_appointments')).toEqual({
      status: 'succeeded',
      result: {
        appointments: [
          {
            appointmentId: expect.any(String) as string,
            label: 'Filling on Monday, November 23 at 9:00 AM with Dr. 2',
          },
          { appointmentId: visit.id, label: TUESDAY },
        ],
      },
    });
    expect(await reception.audited('appointments.told')).toEqual([{ count: 2 }]);
  });

  it('tells three at most, and that there are more', async () => {
    for (const day of [23, 25, 26]) await reception.visit(ada, `2026-11-${day}T10:00`);
    const { appointments, next } = await call.result('list_appointments');
    expect(appointments).toHaveLength(3);
    expect(next).toContain('more');
  });

  it.each(['cancelled', 'completed', 'no_show', 'rescheduled', 'arrived'])('leaves out what is %s', async (status) => {
    await become(status);
    const nothing = { status: 'succeeded', result: { appointments: [], next: expect.any(String) as string } };
    expect(await call.use('list_appointments')).toEqual(nothing);
  });

  it('says what the practice has not agreed to', async () => {
    await become('requested');
    const { appointments } = await call.result('list_appointments');
    expect(appointments).toMatchObject([{ label: TUESDAY, note: 'The practice has not agreed to it yet.' }]);
  });

  it('tells of a child only when it is asked for the child, by the first name alone', async () => {
    const leo = await reception.patient('Leo Marsh', null);
    const his = await reception.visit(leo, '2026-11-24T10:00', { provider: 1 });
    call = await reception.callOf(ada, leo);
    expect(await call.result('list_appointments')).toMatchObject({ appointments: [{ appointmentId: visit.id }] });
    expect(await call.result('list_appointments', { patientId: leo })).toEqual({
      appointments: [
        { appointmentId: his.id, label: 'Filling on Tuesday, November 24 at 10:00 AM with Dr. 2', for: 'Leo' },
      ],
    });
  });

  it('tells who has proved nothing only what was booked in this call', async () => {
    const stranger = await reception.call();
    expect(await stranger.use('list_appointments')).toMatchObject(problem('identity_needed'));
    const slotId = await stranger.offered('Thursday at 9 AM');
    const { appointmentId } = await stranger.result('book_appointment', { slotId, patientName: 'Ada Marsh' });
    expect(await stranger.result('list_appointments')).toEqual({
      appointments: [{ appointmentId, label: 'Filling on Thursday, November 26 at 9:00 AM with Dr. 1' }],
    });
  });

  it('opens nobody else’s', () => expectClosed('list_appointments', {}, 'patientId'));
});

describe('cancelling', () => {
  const cancel = (canceller = call) => canceller.use('cancel_appointment', { appointmentId: visit.id, reason: 'Work' });

  it('frees the time, tells the patient by text, and offers another one', async () => {
    expect(await cancel()).toEqual({
      status: 'succeeded',
      result: { cancelled: true, label: TUESDAY, next: 'Offer to find another time.' },
    });
    expect(await reception.visits()).toEqual(['Ada cancelled 11-24T10:00']);
    expect(await reception.texts()).toEqual([
      `details ${CALLING}: your visit on Tuesday, November 24 at 10:00 AM is cancelled. To find another time, call this number.`,
    ]);
    const stranger = await reception.call();
    expect(await stranger.offered('Tuesday at 10 AM')).toBe('slot-1');
  });

  it('answers the same again, and does it once', async () => {
    await reception.prisma.clinic.updateMany({ data: { lateCancelMinutes: 10_080 } });
    const [first, ...others] = await Promise.all([cancel(), cancel(), cancel()]);
    expect(first).toMatchObject({ result: { cancelled: true, late: true, lateNote: expect.any(String) as string } });
    expect([...others, await cancel()]).toEqual([first, first, first]);
    expect(await reception.texts()).toHaveLength(1);
    expect(await reception.audited('appointment.cancelled')).toHaveLength(1);
  });

  it.each([
    ['rescheduled', 'already_moved'],
    ['arrived', 'already_over'],
    ['completed', 'already_over'],
    ['no_show', 'already_over'],
  ])('refuses what is %s', async (status, name) => {
    await become(status);
    expect(await cancel()).toMatchObject(problem(name));
    expect(await reception.texts()).toEqual([]);
  });

  it('needs no proof for what was booked in this call', async () => {
    const stranger = await reception.call();
    const slotId = await stranger.offered('Thursday at 9 AM');
    const booked = await stranger.result('book_appointment', {
      slotId,
      patientName: 'Cy Ward',
      phone: '512 555 0188',
    });
    const { appointmentId } = booked;
    expect(await stranger.use('cancel_appointment', { appointmentId })).toMatchObject({ result: { cancelled: true } });
    expect(await reception.texts()).toContainEqual(
      expect.stringMatching(/^details \+15125550188: your visit on Thursday/),
    );
    expect(
      await stranger.use('book_appointment', { slotId, patientName: 'Cy Ward', phone: '512 555 0188' }),
    ).toMatchObject(problem('given_up'));
  });

  it('opens nobody else’s', () => expectClosed('cancel_appointment', {}, 'appointmentId'));
});

describe('confirming', () => {
  const confirm = () => call.use('confirm_appointment', { appointmentId: visit.id });

  it('notes that they will come, once', async () => {
    const first = await confirm();
    expect(first).toEqual({ status: 'succeeded', result: { confirmed: true, label: TUESDAY } });
    expect(await confirm()).toEqual(first);
    expect(await reception.visits()).toEqual(['Ada confirmed 11-24T10:00']);
    expect(await reception.audited('appointment.confirmed')).toHaveLength(1);
  });

  it.each([
    ['requested', 'not_agreed'],
    ['cancelled', 'already_cancelled'],
    ['rescheduled', 'already_moved'],
    // They are in the waiting room already, and stay there.
    ['arrived', 'already_over'],
  ])('refuses what is %s', async (status, name) => {
    await become(status);
    expect(await confirm()).toMatchObject(problem(name));
    expect(await reception.visits()).toEqual([`Ada ${status} 11-24T10:00`]);
  });

  it('opens nobody else’s', () => expectClosed('confirm_appointment', {}, 'appointmentId'));
});

describe('having it in writing', () => {
  const text = (args: Record<string, unknown>) => call.use('text_details', args);
  const ofVisit = () => text({ about: 'visit', appointmentId: visit.id });

  it('texts when and where the visit is to the phone on record, once', async () => {
    const bea = await reception.patient('Bea Holt', '+15125550177');
    visit = await reception.visit(bea, '2026-11-24T12:00');
    call = await reception.callOf(bea);
    const first = await ofVisit();
    expect(first).toEqual({ status: 'succeeded', result: { texting: true } });
    expect(await ofVisit()).toEqual(first);
    expect(await reception.texts()).toEqual([
      'details +15125550177: your visit is on Tuesday, November 24 at 12:00 PM, at 1 Test Street. For another time, call this number.',
    ]);
  });

  it('texts the address to whoever calls, with nothing of any patient', async () => {
    await reception.prisma.clinic.updateMany({ data: { directions: 'Two stops with the 7.' } });
    call = await reception.call({ fromNumber: '+15125550199' });
    await text({ about: 'address', appointmentId: visit.id });
    expect(await reception.texts()).toEqual(['details +15125550199: 1 Test Street. Two stops with the 7.']);
  });

  it('stops at three texts in a call, also when they are asked for at once', async () => {
    const days = [23, 25, 26];
    const more = [];
    for (const day of days) more.push(await reception.visit(ada, `2026-11-${day}T10:00`));
    const wanted = [visit, ...more];
    // None of them is written before each has looked how many there are, as far as they can look at once.
    const [locked, released] = [gate<void>(), gate<void>()];
    const inTheWay = reception.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE texts IN SHARE MODE`;
      locked.open();
      await released.opened;
    });
    await locked.opened;
    const asked = Promise.all(wanted.map(({ id }) => text({ about: 'visit', appointmentId: id })));
    await someoneWaitsForLock(reception.database.url, wanted.length);
    released.open();
    await inTheWay;
    const outcomes = await asked;
    expect(outcomes.filter(({ status }) => status === 'succeeded')).toHaveLength(3);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject(problem('enough_texts'));
    expect(await text({ about: 'address' })).toMatchObject(problem('enough_texts'));
    expect(await reception.texts()).toHaveLength(3);
  });

  it('says so when the caller’s phone gets no texts, and nothing of anybody else’s', async () => {
    await reception.wantsNoTexts(CALLING);
    expect(await ofVisit()).toMatchObject(problem('no_text'));
    expect(await text({ about: 'address' })).toMatchObject(problem('no_text'));
    call = await reception.call({ fromNumber: '+15125550199' });
    await call.proves(ada);
    expect(await ofVisit()).toMatchObject({ result: { texting: true } });
    expect(await reception.prisma.text.findMany({ where: { clinicId: call.call.clinicId } })).toMatchObject([
      { status: 'suppressed' },
    ]);
  });

  it('can’t text a number that is withheld', async () => {
    call = await reception.call({ fromNumber: 'anonymous' });
    expect(await text({ about: 'address' })).toMatchObject(problem('no_text'));
  });

  it.each([
    ['requested', 'not_agreed'],
    ['cancelled', 'already_cancelled'],
    ['completed', 'already_over'],
  ])('texts nothing of a visit that is %s', async (status, name) => {
    await become(status);
    expect(await ofVisit()).toMatchObject(problem(name));
    expect(await reception.texts()).toEqual([]);
  });

  it('needs to know which visit', async () => {
    expect(await text({ about: 'visit' })).toMatchObject(problem('appointment_needed'));
  });

  it('opens nobody else’s', () => expectClosed('text_details', { about: 'visit' }, 'appointmentId'));
});

it('outside of the hours of a clinic that takes messages only there is the address, and no visit', async () => {
  const scope = { books: false, deskAnswers: false, recorded: false };
  for (const tool of [
    'list_appointments',
    'move_appointment',
    'cancel_appointment',
    'confirm_appointment',
    'hold_slot',
  ]) {
    await expect(call.use(tool, {}, scope)).rejects.toThrow('no tool');
  }
  expect(await call.use('text_details', { about: 'address' }, scope)).toMatchObject({ result: { texting: true } });
});
