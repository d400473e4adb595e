import { CallsService } from '../../../src/calls/calls.service.js';
import { NOW, useReception, type ReceptionCall } from './reception-harness.js';

const reception = useReception();

let call: ReceptionCall;
beforeEach(async () => {
  call = await reception.call();
});

const hold = (slotId: string, holder = call) => holder.use('hold_slot', { slotId });
const holds = () => reception.prisma.hold.findMany({ where: { clinicId: reception.clinic.clinicId } });

it('keeps an offered time for the call as long as it may last, and from everybody else', async () => {
  const slotId = await call.offered('Tuesday at 10 AM');
  const other = await reception.call();
  const theirs = await other.offered('Tuesday at 10 AM');
  expect(await hold(slotId)).toEqual({
    status: 'succeeded',
    result: { held: true, label: 'Tuesday, November 24 at 10:00 AM with Dr. 1' },
  });
  const [held] = await holds();
  expect((held?.expiresAt.getTime() ?? 0) - NOW.epochMilliseconds).toBe(32 * 60_000);
  expect(await other.use('book_appointment', { slotId: theirs, patientName: 'Bea Holt' })).toMatchObject({
    status: 'rejected',
    result: { problem: 'slot_taken' },
  });
  expect(await call.use('book_appointment', { slotId, patientName: 'Ada Marsh' })).toMatchObject({
    result: { booked: true },
  });
  expect(await holds()).toEqual([]);
});

it('holds a time once, however often it is asked', async () => {
  const slotId = await call.offered('Tuesday at 10 AM');
  const [first, second] = await Promise.all([hold(slotId), hold(slotId)]);
  expect([second, await hold(slotId)]).toEqual([first, first]);
  expect(await holds()).toHaveLength(1);
});

it('gives one of two calls the time, and the other the nearest others', async () => {
  const other = await reception.call();
  const [mine, theirs] = [await call.offered('Tuesday at 10 AM'), await other.offered('Tuesday at 10 AM')];
  const outcomes = await Promise.all([hold(mine), hold(theirs, other)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['rejected', 'succeeded']);
  const lost = outcomes.find(({ status }) => status === 'rejected');
  expect(lost?.result).toMatchObject({ problem: 'slot_taken' });
  expect(lost?.result['slots']).toHaveLength(3);
  expect(await holds()).toHaveLength(1);
});

it('frees all of it when the call ends', async () => {
  await hold(await call.offered('Tuesday at 10 AM'));
  await reception.app.get(CallsService, { strict: false }).close(call.call, 'answered');
  expect(await holds()).toEqual([]);
});

it('keeps four at most, the latest', async () => {
  for (const time of [
    'Monday at 9 AM',
    'Tuesday at 9 AM',
    'Wednesday at 9 AM',
    'Thursday at 9 AM',
    'Friday November 27 at 9 AM',
  ]) {
    reception.clock.advance(1000);
    await hold(await call.offered(time));
  }
  const days = (await holds()).map(({ startsAt }) => startsAt.getUTCDate()).sort();
  expect(days).toEqual([24, 25, 26, 27]);
});

it('holds nothing that was not offered in this call', async () => {
  const other = await reception.call();
  await other.offered('Tuesday at 10 AM');
  expect(await hold('slot-1')).toMatchObject({ status: 'rejected', result: { problem: 'unknown_slot' } });
});

it('says that a time which overlaps the visit to be moved need not be held', async () => {
  const ada = await reception.patient();
  const visit = await reception.visit(ada, '2026-11-24T10:00');
  call = await reception.callOf(ada);
  const slotId = await call.offered('Tuesday at 10:30 AM', { appointmentId: visit.id });
  expect(await hold(slotId)).toMatchObject({ status: 'rejected', result: { problem: 'not_held' } });
  expect(await call.use('move_appointment', { appointmentId: visit.id, slotId })).toMatchObject({
    result: { moved: true },
  });
});
