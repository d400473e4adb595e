import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentId } from '../../../src/common/ids/ids.js';
import { AllocationsRepository } from '../../../src/scheduling/allocations.repository.js';
import { LostError } from '../../../src/scheduling/attempts.js';
import { ResourceLocks } from '../../../src/scheduling/resource-locks.repository.js';
import type { Appointment, MoveOutcome, MoveRequest, Slot } from '../../../src/scheduling/scheduling.types.js';
import {
  buildAppointmentType,
  buildBlockout,
  buildCall,
  buildClinic,
  type BuiltClinic,
} from '../../support/builders.js';
import { someoneWaitsForLock } from '../../support/interleaving.js';
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

const bench = useScheduling();
let clinic: BuiltClinic;
let visit: Appointment;

beforeEach(async () => {
  clinic = await buildClinic(bench.database.prisma, { dentists: 2, operatories: 2 });
  visit = await book('2026-11-24T10:00', PATIENT);
});

async function book(local: string, patient = { ...PATIENT, givenName: 'Grace' }, index = 0): Promise<Appointment> {
  const slot = slotAt(clinic, local, 60, index, index);
  return booked(await bench.scheduling.bookings.book(requestFor(clinic, slot, { patient, actor: DESK })));
}

const request = (local: string, changes: Partial<MoveRequest> = {}): MoveRequest => ({
  clinicId: clinic.clinicId,
  appointmentId: visit.id,
  slot: slotAt(clinic, local),
  idempotencyKey: randomUUID(),
  by: 'patient',
  callId: null,
  actor: RECEPTIONIST,
  now: NOW,
  ...changes,
});
const move = (local: string, changes: Partial<MoveRequest> = {}): Promise<MoveOutcome> =>
  bench.scheduling.moves.move(request(local, changes));

function moved(outcome: MoveOutcome): Extract<MoveOutcome, { kind: 'moved' }> {
  if (outcome.kind !== 'moved') throw new Error(outcome.kind);
  return outcome;
}

const rowOf = (id: AppointmentId) =>
  bench.database.prisma.appointment.findFirstOrThrow({
    where: { id },
    include: { allocations: { where: { releasedAt: null } } },
  });

describe('a move', () => {
  it('puts another visit in place of the old one, and links the two', async () => {
    const outcome = moved(await move('2026-11-25T14:00'));
    expect(outcome).toMatchObject({ late: false, replayed: false, from: { id: visit.id, status: 'rescheduled' } });
    expect(outcome.appointment).toMatchObject({ patientId: visit.patientId, status: 'scheduled' });
    const [old, fresh] = [await rowOf(visit.id), await rowOf(outcome.appointment.id)];
    expect(old).toMatchObject({ status: 'rescheduled', late: false, cancelledBy: null, allocations: [] });
    expect(fresh).toMatchObject({ movedFrom: visit.id, startsAt: new Date('2026-11-25T19:00:00Z') });
    expect(fresh.allocations).toHaveLength(2);
    await book('2026-11-24T10:00');
  });

  it.each(['2026-11-24T09:45', '2026-11-24T10:15', '2026-11-24T10:45'])(
    'to %s does not conflict with the visit itself',
    async (local) => {
      moved(await move(local));
    },
  );

  it('is recorded once, and tells of the freed time and of the visit by jobs', async () => {
    const before = (await jobsOf(bench.database, clinic.clinicId)).length;
    const { appointment } = moved(await move('2026-11-25T14:00'));
    const entries = await bench.database.prisma.auditEntry.findMany({
      where: { subjectId: appointment.id },
      orderBy: { seq: 'asc' },
    });
    expect(entries).toMatchObject([{ action: 'appointment.moved', detail: { movedFrom: visit.id, by: 'patient' } }]);
    const { clinicId } = clinic;
    const fresh = (await jobsOf(bench.database, clinicId)).slice(before);
    expect(fresh).toHaveLength(2);
    expect(fresh).toContainEqual({
      name: 'schedule_time_freed',
      data: {
        clinicId,
        providerId: visit.providerId,
        startsAt: '2026-11-24T15:00:00Z',
        endsAt: '2026-11-24T16:00:00Z',
      },
    });
    expect(fresh).toContainEqual({ name: 'schedule_visit_changed', data: { clinicId, appointmentId: appointment.id } });
  });

  it('uses up the hold of its call', async () => {
    const callId = await buildCall(bench.database.prisma, clinic);
    const slot = slotAt(clinic, '2026-11-25T14:00');
    const expiresAt = NOW.add({ minutes: 10 });
    await bench.scheduling.holds.hold({ clinicId: clinic.clinicId, owner: { callId }, slot, expiresAt, now: NOW });
    expect((await move('2026-11-25T14:00')).kind).toBe('slot_taken');
    moved(await move('2026-11-25T14:00', { callId }));
    expect(await bench.database.prisma.hold.count({ where: { callId } })).toBe(0);
  });

  it('goes to the other chair when only the chair is taken', async () => {
    await book('2026-11-25T14:00', { ...PATIENT, givenName: 'Mary' }, 1);
    const slot = slotAt(clinic, '2026-11-25T14:00', 60, 0, 1);
    expect(moved(await move('2026-11-25T14:00', { slot })).appointment.operatoryId).toBe(clinic.operatoryIds[0]);
  });
});

describe('a visit that keeps its chair longer than its type now does', () => {
  it('is out of the way of its own new time', async () => {
    const buffers = { setupMinutes: 30, cleanupMinutes: 30 };
    const rules = { where: { clinicId: clinic.clinicId } };
    await bench.database.prisma.appointmentType.updateMany({ ...rules, data: buffers });
    visit = await book('2026-11-25T13:00', PATIENT);
    await bench.database.prisma.appointmentType.updateMany({ ...rules, data: { setupMinutes: 0, cleanupMinutes: 0 } });
    await buildBlockout(
      bench.database.prisma,
      clinic,
      clinic.operatoryIds[1] ?? '',
      '2026-11-25T14:00Z',
      '2026-11-25T22:00Z',
    );
    const { appointment } = moved(await move('2026-11-25T14:15'));
    expect(appointment.operatoryId).toBe(visit.operatoryId);
  });
});

describe('in a day that is full but for the visit’s own hour and a quarter before it', () => {
  beforeEach(async () => {
    clinic = await buildClinic(bench.database.prisma);
    visit = await book('2026-11-24T10:00', PATIENT);
    const dentist = clinic.providerIds[0] ?? '';
    await buildBlockout(bench.database.prisma, clinic, dentist, '2026-11-24T14:00Z', '2026-11-24T14:45Z');
    await buildBlockout(bench.database.prisma, clinic, dentist, '2026-11-24T16:00Z', '2026-11-24T22:00Z');
  });

  it('a quarter earlier is found for the visit alone, and is had', async () => {
    const { clinicId, typeId } = clinic;
    const query = { clinicId, typeId, window: day('2026-11-24'), now: NOW };
    expect(await bench.scheduling.finding.findSlots({ ...query, limit: 10 })).toEqual([]);
    const wish = { ...query, window: { ...query.window, latestMinute: 600 }, moving: visit.id };
    const found = await bench.scheduling.finding.findOffers({ ...wish, offers: 3 });
    if (found.kind !== 'offers') throw new Error(found.kind);
    expect(found.slots.map(({ startsAt }) => startsAt.toString())).toEqual(['2026-11-24T14:45:00Z']);
    moved(await move('2026-11-24T09:45', { slot: found.slots[0] as Slot }));
  });

  it('it is among the other times of a lost move', async () => {
    const outcome = await move('2026-11-24T09:30');
    if (outcome.kind !== 'slot_taken') throw new Error(outcome.kind);
    expect(outcome.alternatives.map(({ startsAt }) => startsAt.toString())).toContain('2026-11-24T14:45:00Z');
  });
});

describe('a lost move', () => {
  it('leaves the old visit as it was, and names other times', async () => {
    await book('2026-11-25T14:00');
    const before = await rowOf(visit.id);
    const outcome = await move('2026-11-25T14:00');
    if (outcome.kind !== 'slot_taken') throw new Error(outcome.kind);
    expect(outcome.alternatives).toHaveLength(3);
    expect(await rowOf(visit.id)).toEqual(before);
  });

  it('is one that would have its patient in two chairs', async () => {
    const other = await book('2026-11-25T13:30', PATIENT, 1);
    expect(await move('2026-11-25T14:00')).toEqual({ kind: 'patient_busy', appointment: other });
    expect((await rowOf(visit.id)).status).toBe('scheduled');
  });

  it('is one to a time that the rules do not allow', async () => {
    expect((await move('2026-11-25T19:00')).kind).toBe('slot_taken');
  });

  it('is one of a visit or to a type that is not there', async () => {
    const appointmentId = randomUUID() as AppointmentId;
    await expect(move('2026-11-25T14:00', { appointmentId })).rejects.toMatchObject({
      code: 'scheduling/appointment_not_found',
    });
    const typeId = await buildAppointmentType(bench.database.prisma, clinic, { typeName: 'Another' });
    const slot = { ...slotAt(clinic, '2026-11-25T14:00'), typeId };
    await expect(move('2026-11-25T14:00', { slot })).rejects.toMatchObject({ code: 'scheduling/type_differs' });
  });

  it('is one of another clinic', async () => {
    const other = await buildClinic(bench.database.prisma);
    await expect(move('2026-11-25T14:00', { clinicId: other.clinicId })).rejects.toMatchObject({
      code: 'scheduling/appointment_not_found',
    });
  });
});

describe('too late', () => {
  const atTheStart = Temporal.Instant.from('2026-11-24T15:00:00Z');

  it('is a patient once the visit has begun, but not the clinic', async () => {
    expect(await move('2026-11-25T14:00', { now: atTheStart })).toEqual({ kind: 'too_late', status: 'scheduled' });
    const outcome = moved(await move('2026-11-25T14:00', { now: atTheStart, by: 'clinic', actor: DESK }));
    expect(outcome.late).toBe(false);
    const names = (await jobsOf(bench.database, clinic.clinicId)).map(({ name }) => name);
    expect(names).not.toContain('schedule_time_freed');
  });

  it.each(['completed', 'arrived', 'no_show', 'cancelled'])('is a move of a visit that is %s', async (status) => {
    const cancelledBy = status === 'cancelled' ? 'clinic' : null;
    await bench.database.prisma.appointment.update({
      where: { clinicId_id: { clinicId: clinic.clinicId, id: visit.id } },
      data: { status, cancelledBy },
    });
    const byClinic = { by: 'clinic', actor: DESK } as const;
    expect(await move('2026-11-25T14:00', byClinic)).toEqual({ kind: 'too_late', status });
    await bench.database.prisma.allocation.updateMany({
      where: { appointmentId: visit.id },
      data: { releasedAt: new Date() },
    });
  });

  it('is a second move of a visit that was moved', async () => {
    moved(await move('2026-11-25T14:00'));
    expect(await move('2026-11-26T14:00')).toEqual({ kind: 'too_late', status: 'rescheduled' });
  });

  it.each([
    ['patient', 1439, true],
    ['patient', 1440, false],
    ['clinic', 10, false],
  ] as const)('for nothing but the record: by the %s, %i minutes before', async (by, minutes, late) => {
    const now = visit.startsAt.subtract({ minutes });
    const outcome = moved(await move('2026-11-27T14:00', { by, now }));
    expect(outcome.late).toBe(late);
    expect((await rowOf(visit.id)).late).toBe(late);
  });
});

describe('a type that callers can not book', () => {
  it('is moved by the desk alone', async () => {
    await bench.database.prisma.appointmentType.updateMany({
      where: { clinicId: clinic.clinicId },
      data: { phoneBooking: 'no' },
    });
    expect(await move('2026-11-25T14:00')).toEqual({ kind: 'not_by_phone' });
    moved(await move('2026-11-25T14:00', { actor: DESK }));
  });

  it('at once has to be agreed to again at its new time', async () => {
    await bench.database.prisma.appointmentType.updateMany({
      where: { clinicId: clinic.clinicId },
      data: { phoneBooking: 'staff_approval' },
    });
    const first = moved(await move('2026-11-25T14:00')).appointment;
    expect(first.status).toBe('requested');
    const byDesk = { appointmentId: first.id, actor: DESK };
    expect(moved(await move('2026-11-26T14:00', byDesk)).appointment.status).toBe('scheduled');
  });
});

describe('the same move twice', () => {
  it('is one move, also when both run at once', async () => {
    const same = request('2026-11-25T14:00');
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => bench.scheduling.moves.move(same)));
    const ids = new Set(outcomes.map((outcome) => moved(outcome).appointment.id));
    expect(ids.size).toBe(1);
    expect(outcomes.filter((outcome) => !moved(outcome).replayed)).toHaveLength(1);
    expect(await bench.database.prisma.appointment.count({ where: { clinicId: clinic.clinicId } })).toBe(2);
  });

  it('gets the first answer later, too', async () => {
    const same = request('2026-11-25T14:00', { now: visit.startsAt.subtract({ minutes: 20 }) });
    const first = moved(await bench.scheduling.moves.move(same));
    const second = moved(await bench.scheduling.moves.move({ ...same, now: visit.startsAt.add({ hours: 50 }) }));
    expect(second).toEqual({ ...first, replayed: true });
    expect(second.late).toBe(true);
  });

  it('is refused a key that has booked something, or moved another visit', async () => {
    const other = await book('2026-11-26T10:00');
    const used = request('2026-11-25T14:00');
    moved(await bench.scheduling.moves.move(used));
    await expect(bench.scheduling.moves.move({ ...used, appointmentId: other.id })).rejects.toMatchObject({
      code: 'scheduling/key_reused',
    });
    const booking = requestFor(clinic, slotAt(clinic, '2026-11-27T10:00'));
    booked(await bench.scheduling.bookings.book(booking));
    const again = request('2026-11-26T14:00', { appointmentId: other.id, idempotencyKey: booking.idempotencyKey });
    await expect(bench.scheduling.moves.move(again)).rejects.toMatchObject({ code: 'scheduling/key_reused' });
  });
});

describe('at one moment', () => {
  it('a visit goes to one of many times', async () => {
    const hours = ['09', '11', '12', '13', '14', '15', '16'];
    const outcomes = await Promise.all(hours.map((hour) => move(`2026-11-25T${hour}:00`)));
    expect(outcomes.filter(({ kind }) => kind === 'moved')).toHaveLength(1);
    expect(outcomes.filter(({ kind }) => kind === 'too_late')).toHaveLength(hours.length - 1);
    expect(
      await bench.database.prisma.allocation.count({ where: { clinicId: clinic.clinicId, releasedAt: null } }),
    ).toBe(2);
  });

  it('a visit is moved or cancelled, not both', async () => {
    for (let round = 0; round < 6; round++) {
      const target = await book(`2026-12-0${round + 1}T09:00`, { ...PATIENT, givenName: `Round ${round}` });
      const given = {
        clinicId: clinic.clinicId,
        appointmentId: target.id,
        by: 'clinic',
        actor: DESK,
        callId: null,
      } as const;
      const [movedOutcome, cancelled] = await Promise.all([
        move(`2026-12-0${round + 1}T14:00`, { ...given }),
        bench.scheduling.visits.cancel({ ...given, now: NOW }),
      ]);
      expect([movedOutcome.kind, cancelled.kind].sort()).toContain('too_late');
      expect([movedOutcome.kind, cancelled.kind].sort()).not.toEqual(['too_late', 'too_late']);
    }
  });

  // Without turns: the booking waits for the chair that the move gives back, the move for the dentist whom the booking has.
  it('a move waits for a booking that is half way, before it gives anything back', async () => {
    const other = await book('2026-11-27T10:00');
    const [locks, allocations] = [new ResourceLocks(), new AllocationsRepository()];
    const { providerId, operatoryId, startsAt, endsAt } = slotAt(clinic, '2026-11-24T10:15', 60, 1, 0);
    const taker = { appointmentId: other.id };
    let moving: Promise<MoveOutcome> | undefined;
    const booking = bench.database.prisma.inClinic(clinic.clinicId, async (tx) => {
      await locks.take(tx, clinic.clinicId, [providerId, operatoryId], 'shared');
      const takes = (resourceId: string) =>
        allocations.take(tx, clinic.clinicId, taker, [{ resourceId, startsAt, endsAt }]);
      expect(await takes(providerId)).toBe(true);
      moving = move('2026-11-24T10:15', { slot: slotAt(clinic, '2026-11-24T10:15', 60, 1, 0) });
      await someoneWaitsForLock(bench.database.url);
      expect(await takes(operatoryId)).toBe(false);
      throw new LostError();
    });
    await expect(booking).rejects.toThrow(LostError);
    expect(moving && moved(await moving).appointment).toMatchObject({ providerId, operatoryId });
  });

  it('two visits that want each other’s time lose, unless one is out of the way', async () => {
    const other = await book('2026-11-25T10:00');
    const swap = [move('2026-11-25T10:00'), move('2026-11-24T10:00', { appointmentId: other.id })];
    const kinds = (await Promise.all(swap)).map(({ kind }) => kind);
    expect(kinds).toEqual(['slot_taken', 'slot_taken']);
  });
});
