import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentTypeId, PatientId, ProviderId } from '../../../src/common/ids/ids.js';
import type { BookOutcome, BookRequest } from '../../../src/scheduling/scheduling.types.js';
import { buildBlockout, buildClinic, type BuiltClinic } from '../../support/builders.js';
import { day, NOW, overlaps, requestFor, slotAt, useScheduling } from './scheduling-harness.js';

const bench = useScheduling();
let clinic: BuiltClinic;

beforeEach(async () => {
  clinic = await buildClinic(bench.database.prisma, { dentists: 2, operatories: 2 });
});

const kinds = (outcomes: BookOutcome[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { kind } of outcomes) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};
const localTimes = (slots: { startsAt: Temporal.Instant }[]): string[] =>
  slots.map((slot) => slot.startsAt.toZonedDateTimeISO(clinic.timeZone).toPlainDateTime().toString().slice(5, 16));
const stored = () => bench.database.prisma.appointment.findMany({ where: { clinicId: clinic.clinicId } });

describe('a booking', () => {
  it('stores the appointment, both resources, the patient and an audit entry', async () => {
    const request = requestFor(clinic, slotAt(clinic, '2026-11-24T09:30'));
    const outcome = await bench.scheduling.bookings.book(request);
    expect(outcome).toMatchObject({
      kind: 'booked',
      replayed: false,
      appointment: { typeName: 'Filling', providerName: 'Dr. 1', operatoryName: 'Room 1', status: 'scheduled' },
    });
    const [row] = await bench.database.prisma.appointment.findMany({
      where: { clinicId: clinic.clinicId },
      include: { patient: true, allocations: true },
    });
    expect(row?.startsAt.toISOString()).toBe('2026-11-24T14:30:00.000Z');
    expect(row?.endsAt.toISOString()).toBe('2026-11-24T15:30:00.000Z');
    expect(row?.patient.familyName).toMatch(/^Marsh /);
    expect(row?.allocations.map(({ resourceId }) => resourceId).sort()).toEqual(
      [clinic.providerIds[0], clinic.operatoryIds[0]].sort(),
    );
    const [entry] = await bench.database.prisma.auditEntry.findMany({ where: { clinicId: clinic.clinicId } });
    expect(entry).toMatchObject({ action: 'appointment.booked', subjectId: row?.id, actorKind: 'agent' });
    expect(JSON.stringify({ ...entry, seq: Number(entry?.seq) })).not.toContain('Marsh');
    expect(entry?.patientIds).toEqual([row?.patientId]);
  });

  it('takes the slot out of what is free', async () => {
    await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-24T10:00')));
    const query = { clinicId: clinic.clinicId, typeId: clinic.typeId, now: NOW, limit: 100 };
    const free = await bench.scheduling.finding.findSlots({
      ...query,
      window: { ...day('2026-11-24'), latestMinute: 690 },
    });
    const withFirst = free.filter((slot) => slot.providerId === clinic.providerIds[0]);
    expect(localTimes(withFirst)).toEqual(['11-24T09:00', '11-24T11:00', '11-24T11:15']);
  });

  it('leaves nothing behind when the slot is taken', async () => {
    await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-24T10:00')));
    const [patients, entries] = [
      await bench.database.prisma.patient.count(),
      await bench.database.prisma.auditEntry.count(),
    ];
    await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-24T10:30')));
    expect(await bench.database.prisma.patient.count()).toBe(patients);
    expect(await bench.database.prisma.auditEntry.count()).toBe(entries);
    expect(await stored()).toHaveLength(1);
  });

  it('goes to another chair of the kind when only the chair is taken', async () => {
    const [chair] = clinic.operatoryIds;
    await buildBlockout(bench.database.prisma, clinic, chair ?? '', '2026-11-24T00:00Z', '2026-11-25T00:00Z');
    const outcome = await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-24T10:00')));
    expect(outcome).toMatchObject({ kind: 'booked', appointment: { operatoryName: 'Room 2', providerName: 'Dr. 1' } });
  });

  it('may start where another one ends, and in time that was released', async () => {
    await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-24T10:00')));
    const next = await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-24T11:00')));
    expect(next.kind).toBe('booked');
    await bench.database.prisma.allocation.updateMany({
      where: { clinicId: clinic.clinicId },
      data: { releasedAt: new Date(0) },
    });
    const again = await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-24T10:00')));
    expect(again.kind).toBe('booked');
  });
});

describe('a slot that has gone', () => {
  it('is answered with the nearest times, the same dentist first', async () => {
    await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-24T10:00')));
    await buildBlockout(
      bench.database.prisma,
      clinic,
      clinic.providerIds[1] ?? '',
      '2026-11-24T00:00Z',
      '2026-11-25T00:00Z',
    );
    const outcome = await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-24T10:00')));
    if (outcome.kind !== 'slot_taken') throw new Error(outcome.kind);
    expect(localTimes(outcome.alternatives)).toEqual(['11-24T09:00', '11-24T11:00', '11-24T11:15']);
    expect(new Set(outcome.alternatives.map((slot) => slot.providerId))).toEqual(new Set([clinic.providerIds[0]]));
  });

  it.each([
    ['is over', '2026-11-20T09:00', 60],
    ['lies outside the hours', '2026-11-24T16:30', 60],
    ['has another length than its type', '2026-11-24T10:00', 30],
    ['is on no quarter hour', '2026-11-24T10:05', 60],
    ['is beyond the horizon', '2027-06-01T10:00', 60],
  ])('is one that %s', async (_, local, minutes) => {
    const outcome = await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, local, minutes)));
    expect(outcome.kind).toBe('slot_taken');
    expect(await stored()).toEqual([]);
  });

  it('is one of a provider who has left since it was offered', async () => {
    await bench.database.prisma.provider.updateMany({ where: { clinicId: clinic.clinicId }, data: { active: false } });
    const counted = async () => (await bench.scheduling.metrics.slotsTaken.get()).values.map(({ value }) => value);
    const [before = NaN, ...others] = await counted();
    const outcome = await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-24T10:00')));
    expect(outcome).toEqual({ kind: 'slot_taken', alternatives: [] });
    expect(await counted()).toEqual([before + 1, ...others]);
  });

  it('is one of another clinic', async () => {
    const other = await buildClinic(bench.database.prisma);
    const foreign = { ...slotAt(other, '2026-11-24T10:00'), typeId: clinic.typeId };
    expect((await bench.scheduling.bookings.book(requestFor(clinic, foreign))).kind).toBe('slot_taken');
    await expect(
      bench.scheduling.bookings.book(requestFor(clinic, slotAt(other, '2026-11-24T10:00'))),
    ).rejects.toMatchObject({
      code: 'scheduling/type_not_found',
    });
  });
});

describe('the same request twice', () => {
  it('gets the first booking, also when the slot would be refused by now', async () => {
    const request = requestFor(clinic, slotAt(clinic, '2026-11-24T10:00'));
    const first = await bench.scheduling.bookings.book(request);
    const second = await bench.scheduling.bookings.book({
      ...request,
      now: Temporal.Instant.from('2026-12-24T00:00:00Z'),
    });
    if (first.kind !== 'booked') throw new Error(first.kind);
    expect(second).toEqual({ kind: 'booked', appointment: first.appointment, replayed: true });
    expect(await stored()).toHaveLength(1);
  });

  // Field report: a model asked to book twice, and the caller had two appointments.
  it('is one booking when both run at once, under whatever number the patient is reached', async () => {
    const key = randomUUID();
    const requests = Array.from({ length: 12 }, (_, index) =>
      requestFor(clinic, slotAt(clinic, '2026-11-24T10:00', 60, 0, index % 2), {
        idempotencyKey: key,
        patient: { givenName: ['Zoë', 'zoe'][index % 2] ?? '', familyName: 'Marsh', phone: `+1555010018${index % 2}` },
      }),
    );
    const outcomes = await Promise.all(requests.map((request) => bench.scheduling.bookings.book(request)));
    expect(kinds(outcomes)).toEqual({ booked: 12 });
    const ids = outcomes.map((outcome) => (outcome.kind === 'booked' ? outcome.appointment.id : ''));
    expect(new Set(ids).size).toBe(1);
    expect(outcomes.filter((outcome) => outcome.kind === 'booked' && !outcome.replayed)).toHaveLength(1);
    expect(await stored()).toHaveLength(1);
  });

  const patient = { givenName: 'Ada', familyName: 'Marsh', phone: '+15550100177' };

  it.each<[string, () => Partial<BookRequest>]>([
    ['another time', () => ({ slot: slotAt(clinic, '2026-11-24T14:00') })],
    ['another provider', () => ({ slot: slotAt(clinic, '2026-11-24T10:00', 60, 1, 1) })],
    ['another patient', () => ({ patient: { ...patient, givenName: 'Grace' } })],
    ['the record of another patient', () => ({ patient: { id: randomUUID() as PatientId } })],
  ])('is an error when it is for %s', async (_, difference) => {
    const request = requestFor(clinic, slotAt(clinic, '2026-11-24T10:00'), { patient });
    expect(await bench.scheduling.bookings.book(request)).toMatchObject({ kind: 'booked', replayed: false });
    await expect(bench.scheduling.bookings.book({ ...request, ...difference() })).rejects.toMatchObject({
      code: 'scheduling/key_reused',
    });
    expect(await stored()).toHaveLength(1);
  });

  it('gives one booking, and an error to all others, when the patients differ and all run at once', async () => {
    const key = randomUUID();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) =>
        bench.scheduling.bookings.book(
          requestFor(clinic, slotAt(clinic, '2026-11-24T10:00'), {
            idempotencyKey: key,
            patient: { ...patient, familyName: `Marsh ${index}` },
          }),
        ),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toMatchObject([
      { value: { kind: 'booked', replayed: false } },
    ]);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'scheduling/key_reused' });
    }
    expect(await stored()).toHaveLength(1);
  });

  it.each(['cancelled', 'rescheduled', 'no_show'])(
    'does not pass for a booking once the visit is %s',
    async (status) => {
      const request = requestFor(clinic, slotAt(clinic, '2026-11-24T10:00'), { patient });
      await bench.scheduling.bookings.book(request);
      const cancelledBy = status === 'cancelled' ? 'patient' : null;
      await bench.database.prisma.appointment.updateMany({
        where: { clinicId: clinic.clinicId },
        data: { status, cancelledBy },
      });
      expect(await bench.scheduling.bookings.book(request)).toMatchObject({
        kind: 'given_up',
        appointment: { status },
      });
      expect(await stored()).toHaveLength(1);
    },
  );
});

describe('one patient', () => {
  const patient = { givenName: 'Ada', familyName: 'Marsh', phone: '(555) 010-0150' };

  // Field report: one patient in two chairs at once.
  it('is not booked into two chairs at overlapping times', async () => {
    const first = await bench.scheduling.bookings.book(
      requestFor(clinic, slotAt(clinic, '2026-11-24T10:00'), { patient }),
    );
    const second = await bench.scheduling.bookings.book(
      requestFor(clinic, slotAt(clinic, '2026-11-24T10:30', 60, 1, 1), {
        patient: { ...patient, givenName: ' ÁDA', phone: '+15550100150' },
      }),
    );
    if (first.kind !== 'booked') throw new Error(first.kind);
    expect(second).toEqual({ kind: 'patient_busy', appointment: first.appointment });
  });

  it('is not, either, when both calls book at the same moment', async () => {
    await bench.database.prisma.clinic.update({ where: { id: clinic.clinicId }, data: { maxOpenAppointments: 9 } });
    await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-24T10:00'), { patient }));
    for (const hour of ['09', '11', '13', '15']) {
      const outcomes = await Promise.all(
        [0, 1].map((index) =>
          bench.scheduling.bookings.book(
            requestFor(clinic, slotAt(clinic, `2026-11-25T${hour}:00`, 60, index, index), { patient }),
          ),
        ),
      );
      expect(kinds(outcomes)).toEqual({ booked: 1, patient_busy: 1 });
    }
    expect(await bench.database.prisma.patient.count({ where: { clinicId: clinic.clinicId } })).toBe(1);
  });

  it('may come twice on one day', async () => {
    await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-24T10:00'), { patient }));
    const later = await bench.scheduling.bookings.book(
      requestFor(clinic, slotAt(clinic, '2026-11-24T11:00'), { patient }),
    );
    expect(later.kind).toBe('booked');
  });

  it('may take a time they cancelled', async () => {
    await bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, '2026-11-24T10:00'), { patient }));
    await bench.database.prisma.appointment.updateMany({
      where: { clinicId: clinic.clinicId },
      data: { status: 'cancelled', cancelledBy: 'patient' },
    });
    await bench.database.prisma.allocation.updateMany({
      where: { clinicId: clinic.clinicId },
      data: { releasedAt: new Date(0) },
    });
    const again = await bench.scheduling.bookings.book(
      requestFor(clinic, slotAt(clinic, '2026-11-24T10:00'), { patient }),
    );
    expect(again.kind).toBe('booked');
  });
});

describe('callers who race for one slot', () => {
  it.each([2, 32])('%i at once give one booking, and all others get alternatives', async (callers) => {
    const slot = slotAt(clinic, '2026-11-24T10:00');
    const outcomes = await Promise.all(
      Array.from({ length: callers }, () => bench.scheduling.bookings.book(requestFor(clinic, slot))),
    );
    expect(kinds(outcomes)).toEqual({ booked: 1, slot_taken: callers - 1 });
    for (const outcome of outcomes) {
      if (outcome.kind === 'slot_taken') expect(outcome.alternatives).toHaveLength(3);
    }
    expect(await stored()).toHaveLength(1);
  });

  it('all find a chair while there are chairs, though each was offered the same one', async () => {
    const wide = await buildClinic(bench.database.prisma, { dentists: 6, operatories: 6 });
    const outcomes = await Promise.all(
      wide.providerIds.map((_, index) =>
        bench.scheduling.bookings.book(requestFor(wide, slotAt(wide, '2026-11-24T10:00', 60, index, 0))),
      ),
    );
    expect(kinds(outcomes)).toEqual({ booked: 6 });
    expect(await overlaps(bench.database.url)).toBe(0);
  });

  it('never overlap and never deadlock in three hundred random attempts', async () => {
    const busy = await buildClinic(bench.database.prisma, { dentists: 3, operatories: 3, durationMinutes: 45 });
    const quarters = fc.sample(
      fc.record({ quarter: fc.integer({ min: 0, max: 60 }), provider: fc.nat(2), room: fc.nat(2) }),
      { numRuns: 300, seed: 7 },
    );
    const opening = Temporal.PlainDateTime.from('2026-11-24T09:00');
    const attempts = quarters.map(({ quarter, provider, room }) => () => {
      const local = opening.add({ days: Math.floor(quarter / 30), minutes: (quarter % 30) * 15 });
      const slot = slotAt(busy, local.toString(), 45, provider, room);
      // Without a number: those who book under the same one take turns before they race.
      const patient = { givenName: 'Ada', familyName: 'Marsh', phone: null };
      return bench.scheduling.bookings.book(requestFor(busy, slot, { patient }));
    });
    // As many as have a connection: those who wait for one on a busy machine are given up.
    const outcomes = await inParallel(attempts, 10);
    const counts = kinds(outcomes);
    expect((counts.booked ?? 0) + (counts.slot_taken ?? 0)).toBe(300);
    expect(counts.booked).toBeGreaterThan(20);
    expect(await overlaps(bench.database.url)).toBe(0);
    const allocations = await bench.database.prisma.allocation.count({ where: { clinicId: busy.clinicId } });
    expect(allocations).toBe(2 * (counts.booked ?? 0));
  });
});

it('books every slot that it offers', async () => {
  const small = await buildClinic(bench.database.prisma, { dentists: 2, operatories: 2, closesMinute: 720 });
  await buildBlockout(
    bench.database.prisma,
    small,
    small.operatoryIds[0] ?? '',
    '2026-11-24T15:00Z',
    '2026-11-24T16:00Z',
  );
  const query = {
    clinicId: small.clinicId,
    typeId: small.typeId,
    window: day('2026-11-24', '2026-11-25'),
    now: NOW,
    limit: 1,
  };
  let booked = 0;
  for (
    let [slot] = await bench.scheduling.finding.findSlots(query);
    slot;
    [slot] = await bench.scheduling.finding.findSlots(query)
  ) {
    expect((await bench.scheduling.bookings.book(requestFor(small, slot))).kind).toBe('booked');
    booked++;
  }
  // Two dentists, two mornings of three hours, one hour of which one chair was out of use.
  expect(booked).toBe(11);
});

it('knows no type of another clinic', async () => {
  const query = { clinicId: clinic.clinicId, window: day('2026-11-24'), now: NOW, limit: 1 };
  const unknown = { ...query, typeId: randomUUID() as AppointmentTypeId };
  await expect(bench.scheduling.finding.findSlots(unknown)).rejects.toMatchObject({
    code: 'scheduling/type_not_found',
  });
  const nobody = { ...slotAt(clinic, '2026-11-24T10:00'), providerId: randomUUID() as ProviderId };
  expect((await bench.scheduling.bookings.book(requestFor(clinic, nobody))).kind).toBe('slot_taken');
});

async function inParallel<Result>(tasks: (() => Promise<Result>)[], workers: number): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...tasks];
  const work = async () => {
    for (let task = queue.shift(); task; task = queue.shift()) results.push(await task());
  };
  await Promise.all(Array.from({ length: workers }, work));
  return results;
}
