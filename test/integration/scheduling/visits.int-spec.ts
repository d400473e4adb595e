import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentId } from '../../../src/common/ids/ids.js';
import { refusalOf } from '../../../src/scheduling/appointment-status.policy.js';
import type {
  Appointment,
  AppointmentStatus,
  CancelRequest,
  Slot,
  StatusChange,
} from '../../../src/scheduling/scheduling.types.js';
import {
  buildAppointmentType,
  buildCall,
  buildClinic,
  buildProvider,
  type BuiltClinic,
} from '../../support/builders.js';
import {
  booked,
  day,
  DESK,
  jobsOf,
  NOW,
  RECEPTIONIST,
  requestFor,
  slotAt,
  useScheduling,
} from './scheduling-harness.js';

const PATIENT = { givenName: 'Ada', familyName: 'Marsh', phone: '+15550100150' };
const START = Temporal.Instant.from('2026-11-24T15:00:00Z');
const LATE = START.add({ minutes: 20 });

const bench = useScheduling();
let clinic: BuiltClinic;
let visit: Appointment;

beforeEach(async () => {
  clinic = await buildClinic(bench.database.prisma, { dentists: 2, operatories: 2 });
  visit = await book();
});

async function book(givenName = 'Ada', actor: CancelRequest['actor'] = DESK, local = '2026-11-24T10:00') {
  const patient = { ...PATIENT, givenName };
  return booked(await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, local), { patient, actor })));
}

const cancel = (changes: Partial<CancelRequest> = {}) =>
  bench.scheduling.visits.cancel({
    clinicId: clinic.clinicId,
    appointmentId: visit.id,
    by: 'patient',
    callId: null,
    actor: RECEPTIONIST,
    now: NOW,
    ...changes,
  });

const become = (to: StatusChange['to'], now = NOW, changes: Partial<StatusChange> = {}) =>
  bench.scheduling.visits.changeStatus({
    clinicId: clinic.clinicId,
    appointmentId: visit.id,
    callId: null,
    actor: DESK,
    to,
    now,
    ...changes,
  });

const row = () =>
  bench.database.prisma.appointment.findFirstOrThrow({
    where: { id: visit.id },
    include: { allocations: { where: { releasedAt: null } } },
  });
const entries = async () => {
  const rows = await bench.database.prisma.auditEntry.findMany({
    where: { subjectId: visit.id },
    orderBy: { seq: 'asc' },
  });
  return rows.map(({ action }) => action);
};
const newJobs = async () => (await jobsOf(bench.database, clinic.clinicId)).slice(1).map(({ name }) => name);

describe('a cancelled visit', () => {
  // Field report: cancelled bookings still blocked.
  it('gives its time back and stays in the record', async () => {
    const outcome = await cancel();
    expect(outcome).toMatchObject({ kind: 'cancelled', late: false, replayed: false, appointment: { id: visit.id } });
    expect(await row()).toMatchObject({ status: 'cancelled', cancelledBy: 'patient', late: false, allocations: [] });
    expect(await entries()).toEqual(['appointment.booked', 'appointment.cancelled']);
    expect((await newJobs()).sort()).toEqual(['schedule_time_freed', 'schedule_visit_changed']);
    await book('Grace');
  });

  it('is the same when it is cancelled again', async () => {
    const now = START.subtract({ minutes: 5 });
    const first = await cancel({ now });
    const second = await cancel({ now: LATE, by: 'clinic' });
    expect(first).toMatchObject({ kind: 'cancelled', late: true });
    expect(second).toEqual({ ...first, replayed: true });
    expect(await entries()).toHaveLength(2);
    expect(await newJobs()).toHaveLength(2);
  });

  it('is cancelled once by many at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => cancel()));
    expect(outcomes.filter((outcome) => outcome.kind === 'cancelled' && !outcome.replayed)).toHaveLength(1);
    expect(await entries()).toHaveLength(2);
  });

  it.each([
    ['patient', 1439, true],
    ['patient', 1440, false],
    ['clinic', 1, false],
  ] as const)('by the %s, %i minutes before', async (by, minutes, late) => {
    await cancel({ by, now: START.subtract({ minutes }) });
    expect(await row()).toMatchObject({ cancelledBy: by, late });
  });

  it('is none once it has begun, as far as patients go; the clinic tidies up', async () => {
    expect(await cancel({ now: START })).toEqual({ kind: 'too_late', status: 'scheduled' });
    expect(await cancel({ now: LATE, by: 'clinic' })).toMatchObject({ kind: 'cancelled' });
    expect(await newJobs()).toEqual(['schedule_visit_changed']);
  });

  it('is none that is over', async () => {
    await become('arrived');
    await become('seated');
    expect(await cancel({ by: 'clinic' })).toEqual({ kind: 'too_late', status: 'seated' });
  });

  it('is none of another clinic, or that does not exist', async () => {
    const other = await buildClinic(bench.database.prisma);
    for (const wrong of [{ clinicId: other.clinicId }, { appointmentId: randomUUID() as AppointmentId }]) {
      await expect(cancel(wrong)).rejects.toMatchObject({ code: 'scheduling/appointment_not_found' });
      await expect(become('arrived', NOW, wrong)).rejects.toMatchObject({ code: 'scheduling/appointment_not_found' });
    }
  });
});

describe('the day of a visit', () => {
  it('goes from confirmed to completed, each step recorded with who took it', async () => {
    await become('confirmed');
    await become('arrived', START.subtract({ minutes: 10 }));
    await become('seated', START);
    expect((await row()).allocations).toHaveLength(2);
    await become('completed', START.add({ minutes: 50 }));
    expect(await row()).toMatchObject({ status: 'completed', allocations: [] });
    expect(await newJobs()).toEqual(['schedule_visit_changed']);
    const audit = await bench.database.prisma.auditEntry.findMany({
      where: { subjectId: visit.id, action: 'appointment.seated' },
    });
    expect(audit).toMatchObject([{ actorKind: 'api_key', actorId: 'desk', detail: { from: 'arrived' } }]);
  });

  it('stands still at a second click', async () => {
    await become('confirmed');
    expect((await become('confirmed')).status).toBe('confirmed');
    expect(await entries()).toEqual(['appointment.booked', 'appointment.confirmed']);
  });

  it('knows nobody missing before it begins', async () => {
    await expect(become('no_show', START.subtract({ minutes: 1 }))).rejects.toMatchObject({
      code: 'scheduling/transition_not_allowed',
      message: "a visit that is scheduled can't become no_show before it begins",
    });
    await become('no_show', START);
    expect(await row()).toMatchObject({ status: 'no_show', allocations: [] });
    expect(await newJobs()).toEqual(['schedule_visit_changed']);
  });

  it('takes its time again for somebody who comes late', async () => {
    await become('no_show', LATE);
    await become('arrived', LATE);
    await become('scheduled', LATE);
    await become('no_show', LATE);
    await become('arrived', LATE);
    expect((await row()).allocations).toHaveLength(2);
  });

  it('takes its time again past a hold that has expired', async () => {
    await become('no_show', START);
    const callId = await buildCall(bench.database.prisma, clinic);
    const slot = slotAt(clinic, '2026-11-24T10:15');
    const holding = { clinicId: clinic.clinicId, owner: { callId }, slot, expiresAt: LATE, now: START };
    expect((await bench.scheduling.holds.hold(holding)).kind).toBe('held');
    await expect(become('arrived', LATE.subtract({ minutes: 1 }))).rejects.toMatchObject({
      code: 'scheduling/visit_time_taken',
    });
    await become('arrived', LATE);
  });

  it('can not go on when somebody else has the time by now, or the patient is elsewhere', async () => {
    await become('no_show', START);
    const now = START;
    const slot = slotAt(clinic, '2026-11-24T10:15');
    booked(await bench.scheduling.bookings.book(requestFor(clinic, slot, { now })));
    await expect(become('arrived', LATE)).rejects.toMatchObject({ code: 'scheduling/visit_time_taken' });
    expect(await row()).toMatchObject({ status: 'no_show', allocations: [] });

    await bench.database.prisma.allocation.deleteMany({ where: { clinicId: clinic.clinicId } });
    const elsewhere = slotAt(clinic, '2026-11-24T10:30', 60, 1, 1);
    booked(await bench.scheduling.bookings.book(requestFor(clinic, elsewhere, { now, patient: PATIENT })));
    await expect(become('arrived', LATE)).rejects.toMatchObject({ code: 'scheduling/visit_time_taken' });
  });

  it('has one of two who click at once find that the other was first', async () => {
    await become('arrived');
    const results = await Promise.allSettled([become('seated'), cancel({ by: 'clinic' })]);
    const { status, allocations } = await row();
    if (status === 'seated') {
      expect(results[1]).toMatchObject({ status: 'fulfilled', value: { kind: 'too_late' } });
      expect(allocations).toHaveLength(2);
    } else {
      expect(results[0]).toMatchObject({ status: 'rejected', reason: { code: 'scheduling/transition_not_allowed' } });
      expect(allocations).toHaveLength(0);
    }
  });
});

// Field report: an opening that came back half, or twice, after a cancellation.
it('gives back exactly the times that it took: of the dentist, the assistant, and the chair with its buffers', async () => {
  await buildProvider(bench.database.prisma, clinic, { name: 'Tess', role: 'assistant' });
  const typeId = await buildAppointmentType(bench.database.prisma, clinic, {
    typeName: 'Crown',
    setupMinutes: 10,
    cleanupMinutes: 20,
    parts: [
      { role: 'dentist', from: 0, to: 20 },
      { role: 'assistant', from: 15, to: 60 },
      { role: 'dentist', from: 50, to: 60 },
    ],
  });
  const { clinicId } = clinic;
  // Jest takes any two instants for equal.
  const keyOf = ({ startsAt, providerId, operatoryId }: Slot) => `${startsAt.toString()} ${providerId} ${operatoryId}`;
  const free = () =>
    bench.scheduling.finding.findSlots({ clinicId, typeId, window: day('2026-11-24'), now: NOW, limit: 1000 });
  const before = await free();
  const taken: { id: AppointmentId; without: Slot[] }[] = [];
  for (const index of [3, 20, 0]) {
    const without = await free();
    const slot = without[index];
    if (!slot) throw new Error('the day is too short');
    const { id } = booked(await bench.scheduling.bookings.book(requestFor(clinic, slot)));
    taken.push({ id, without });
    const left = await free();
    expect(left.length).toBeLessThan(without.length);
    expect(left.map(keyOf)).not.toContain(keyOf(slot));
  }
  for (const { id, without } of taken.reverse()) {
    expect((await cancel({ appointmentId: id })).kind).toBe('cancelled');
    expect((await free()).map(keyOf)).toEqual(without.map(keyOf));
  }
  expect((await free()).map(keyOf)).toEqual(before.map(keyOf));
});

describe('every pair of statuses', () => {
  const all: AppointmentStatus[] = [
    'requested',
    'scheduled',
    'confirmed',
    'arrived',
    'seated',
    'completed',
    'cancelled',
    'no_show',
    'rescheduled',
  ];
  const byHand = ['scheduled', 'confirmed', 'arrived', 'seated', 'completed', 'no_show'] as const;
  const live = ['requested', 'scheduled', 'confirmed', 'arrived', 'seated'];

  it.each(all)('from %s: allowed or refused by name, its time taken while it is live', async (from) => {
    for (const to of byHand) {
      const isLive = live.includes(from);
      await bench.database.prisma.appointment.updateMany({
        where: { id: visit.id },
        data: { status: from, cancelledBy: from === 'cancelled' ? 'clinic' : null },
      });
      await bench.database.prisma.allocation.deleteMany({ where: { appointmentId: visit.id } });
      for (const resourceId of [visit.providerId, visit.operatoryId]) {
        await bench.database.prisma.$executeRaw`
          INSERT INTO allocations (clinic_id, id, resource_id, during, appointment_id, released_at)
          VALUES (${clinic.clinicId}::uuid, ${randomUUID()}::uuid, ${resourceId}::uuid,
            '[2026-11-24T15:00Z, 2026-11-24T16:00Z)', ${visit.id}::uuid, ${isLive ? null : new Date()}::timestamptz)`;
      }
      const now = to === 'no_show' ? START : NOW;
      const refusal = from === to ? null : refusalOf({ status: from, startsAt: START }, to, now);
      if (refusal) {
        await expect(become(to, now)).rejects.toMatchObject({ code: 'scheduling/transition_not_allowed', from, to });
      } else {
        expect((await become(to, now)).status).toBe(to);
      }
      const after = await row();
      expect(after.status).toBe(refusal ? from : to);
      expect(after.allocations).toHaveLength(live.includes(after.status) ? 2 : 0);
    }
  });
});

describe('what a caller has asked for', () => {
  beforeEach(async () => {
    const typeId = await buildAppointmentType(bench.database.prisma, clinic, {
      typeName: 'Surgery',
      phoneBooking: 'staff_approval',
    });
    clinic = { ...clinic, typeId };
    visit = await book('Mary', RECEPTIONIST, '2026-11-25T10:00');
  });

  // Field report: two pending requests for one time were both confirmed.
  it('is never two requests for one time, however many ask at once', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () =>
        bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-26T10:00'))),
      ),
    );
    const requested = outcomes.flatMap((outcome) => (outcome.kind === 'booked' ? [outcome.appointment] : []));
    expect(requested).toHaveLength(1);
    for (const { id, status } of requested) {
      expect(status).toBe('requested');
      expect((await become('scheduled', NOW, { appointmentId: id })).status).toBe('scheduled');
    }
  });

  it('is a visit once the desk has agreed, at the time that was kept', async () => {
    const before = await row();
    await become('scheduled');
    const after = await row();
    expect(after.status).toBe('scheduled');
    expect(after.allocations).toEqual(before.allocations);
    expect(await entries()).toEqual(['appointment.requested', 'appointment.scheduled']);
  });

  it('gives its time back when the desk declines, and can not be agreed to then', async () => {
    expect(await cancel({ by: 'clinic' })).toMatchObject({ kind: 'cancelled', late: false });
    await book('Grace', RECEPTIONIST, '2026-11-25T10:00');
    await expect(become('scheduled')).rejects.toMatchObject({
      message: "a visit that is cancelled can't become scheduled",
    });
  });

  it('can not be agreed to once the time has come', async () => {
    await expect(become('scheduled', visit.startsAt)).rejects.toMatchObject({
      message: "a visit that is requested can't become scheduled once it has begun",
    });
  });

  it('is never late, since nobody had counted on it', async () => {
    expect(await cancel({ now: visit.startsAt.subtract({ minutes: 1 }) })).toMatchObject({ late: false });
  });
});
