import { Temporal } from 'temporal-polyfill';
import type { CallId } from '../../../src/common/ids/ids.js';
import type { BookRequest } from '../../../src/scheduling/scheduling.types.js';
import {
  buildAppointmentType,
  buildCall,
  buildClinic,
  buildPatient,
  buildProvider,
  type BuiltClinic,
} from '../../support/builders.js';
import { booked, DESK, jobsOf, NOW, requestFor, slotAt, useScheduling } from './scheduling-harness.js';

const PATIENT = { givenName: 'Ada', familyName: 'Marsh', phone: '+15550100150' };

const bench = useScheduling();
let clinic: BuiltClinic;

beforeEach(async () => {
  clinic = await buildClinic(bench.database.prisma, { dentists: 2, operatories: 2 });
});

const book = (local: string, changes: Partial<BookRequest> = {}, minutes = 60) =>
  bench.scheduling.bookings.book(requestFor(clinic, slotAt(clinic, local, minutes), { patient: PATIENT, ...changes }));

/** From here on, visits are of another type. */
async function bookAnother(options: Parameters<typeof buildAppointmentType>[2]): Promise<void> {
  const typeId = await buildAppointmentType(bench.database.prisma, clinic, { typeName: 'Another', ...options });
  clinic = { ...clinic, typeId };
}

const byDesk = { actor: DESK, callId: null };

const rowsLeft = async () => {
  const where = { clinicId: clinic.clinicId };
  const { prisma } = bench.database;
  return {
    patients: await prisma.patient.count({ where }),
    visits: await prisma.appointment.count({ where }),
    entries: await prisma.auditEntry.count({ where }),
    jobs: (await jobsOf(bench.database, clinic.clinicId)).length,
  };
};

describe('how many visits to come one patient may have', () => {
  beforeEach(() =>
    bench.database.prisma.clinic.update({ where: { id: clinic.clinicId }, data: { maxOpenAppointments: 2 } }),
  );

  it('is up to the clinic when a caller books, and does not bind the desk', async () => {
    booked(await book('2026-11-24T09:00'));
    booked(await book('2026-11-25T09:00'));
    expect(await book('2026-11-26T09:00')).toEqual({ kind: 'too_many_open', open: 2 });
    booked(await book('2026-11-26T09:00', byDesk));
  });

  it('counts neither visits that are over nor those that were given up', async () => {
    const first = booked(await book('2026-11-24T09:00'));
    booked(await book('2026-11-25T09:00'));
    await bench.scheduling.visits.cancel({
      clinicId: clinic.clinicId,
      appointmentId: first.id,
      by: 'patient',
      callId: null,
      actor: DESK,
      now: NOW,
    });
    booked(await book('2026-11-26T09:00'));
    const afterTheSecond = Temporal.Instant.from('2026-11-25T20:00:00Z');
    booked(await book('2026-11-27T09:00', { now: afterTheSecond }));
  });

  it('holds when two calls book the last one at once', async () => {
    booked(await book('2026-11-24T09:00'));
    const outcomes = await Promise.all(
      ['2026-11-25T09:00', '2026-11-26T09:00', '2026-11-27T09:00'].map((local) => book(local)),
    );
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['booked', 'too_many_open', 'too_many_open']);
  });
});

describe('a type that is not for everybody', () => {
  it('for new patients refuses callers who have an earlier visit', async () => {
    booked(await book('2026-11-24T09:00'));
    await bookAnother({ openTo: 'new_patients' });
    expect(await book('2026-11-25T09:00')).toEqual({ kind: 'not_eligible', openTo: 'new_patients' });
    booked(await book('2026-11-25T09:00', { patient: { ...PATIENT, givenName: 'Grace' } }));
    booked(await book('2026-11-26T09:00', byDesk));
  });

  it('for known patients refuses new ones, and leaves no trace of them', async () => {
    await bookAnother({ openTo: 'existing_patients' });
    const before = await rowsLeft();
    expect(await book('2026-11-25T09:00')).toEqual({ kind: 'not_eligible', openTo: 'existing_patients' });
    expect(await rowsLeft()).toEqual(before);
  });

  it.each(['cancelled', 'no_show'])('does not count a visit that was %s', async (status) => {
    booked(await book('2026-11-24T09:00'));
    const data = { status, cancelledBy: status === 'cancelled' ? 'patient' : null };
    await bench.database.prisma.appointment.updateMany({ where: { clinicId: clinic.clinicId }, data });
    await bookAnother({ openTo: 'existing_patients' });
    expect(await book('2026-11-25T09:00')).toMatchObject({ kind: 'not_eligible' });
  });

  it.each(['scheduled', 'confirmed', 'arrived', 'seated', 'completed'])('counts a visit that is %s', async (status) => {
    booked(await book('2026-11-24T09:00'));
    await bench.database.prisma.appointment.updateMany({ where: { clinicId: clinic.clinicId }, data: { status } });
    await bookAnother({ openTo: 'existing_patients' });
    booked(await book('2026-11-25T09:00'));
  });

  it('does not count a visit that nobody has agreed to', async () => {
    await bookAnother({ phoneBooking: 'staff_approval' });
    expect(booked(await book('2026-11-24T09:00')).status).toBe('requested');
    await bookAnother({ typeName: 'A third', openTo: 'existing_patients' });
    expect(await book('2026-11-25T09:00')).toMatchObject({ kind: 'not_eligible' });
  });

  it('knows whom the practice knew before it kept its visits here', async () => {
    const known = await buildPatient(bench.database.prisma, clinic);
    const stranger = await buildPatient(bench.database.prisma, clinic);
    const data = { knownSince: new Date('2019-03-01') };
    await bench.database.prisma.patient.updateMany({ where: { clinicId: clinic.clinicId, id: known }, data });
    await bookAnother({ openTo: 'existing_patients' });
    booked(await book('2026-11-24T09:00', { patient: { id: known } }));
    expect((await book('2026-11-25T09:00', { patient: { id: stranger } })).kind).toBe('not_eligible');
    await bookAnother({ typeName: 'A third', openTo: 'new_patients' });
    expect((await book('2026-11-26T09:00', { patient: { id: known } })).kind).toBe('not_eligible');
    booked(await book('2026-11-26T09:00', { patient: { id: stranger } }));
  });

  it('does not count a visit that comes later than the wanted one', async () => {
    booked(await book('2026-11-26T09:00'));
    await bookAnother({ openTo: 'existing_patients' });
    expect(await book('2026-11-25T09:00')).toMatchObject({ kind: 'not_eligible' });
    booked(await book('2026-11-27T09:00'));
  });
});

describe('a type that callers can not book at once', () => {
  it('is refused without a word about times when only the desk books it', async () => {
    await bookAnother({ phoneBooking: 'no' });
    const before = await rowsLeft();
    expect(await book('2026-11-25T09:00')).toEqual({ kind: 'not_by_phone' });
    expect(await rowsLeft()).toEqual(before);
    expect(booked(await book('2026-11-25T09:00', byDesk)).status).toBe('scheduled');
  });

  it('is requested when the desk has to agree, and its time is kept', async () => {
    await bookAnother({ phoneBooking: 'staff_approval' });
    const visit = booked(await book('2026-11-25T09:00'));
    expect(visit.status).toBe('requested');
    const rival = await book('2026-11-25T09:30', { patient: { ...PATIENT, givenName: 'Grace' } });
    expect(rival.kind).toBe('slot_taken');
    const [entry] = await bench.database.prisma.auditEntry.findMany({ where: { subjectId: visit.id } });
    expect(entry?.action).toBe('appointment.requested');
  });

  it('asks for an agent as for a call, whichever of them the request names', async () => {
    await bookAnother({ phoneBooking: 'no' });
    const callId = await buildCall(bench.database.prisma, clinic);
    expect(await book('2026-11-25T09:00', { actor: DESK, callId })).toEqual({ kind: 'not_by_phone' });
  });
});

describe('a patient', () => {
  it('is busy as long as a visit is live, whatever the desk has clicked', async () => {
    for (const status of ['requested', 'confirmed', 'arrived', 'seated']) {
      const patient = { ...PATIENT, givenName: status };
      const visit = booked(await book('2026-11-24T09:00', { patient }));
      await bench.database.prisma.appointment.updateMany({ where: { id: visit.id }, data: { status } });
      const second = { slot: slotAt(clinic, '2026-11-24T09:30', 60, 1, 1), patient };
      expect(await bench.scheduling.bookings.book(requestFor(clinic, second.slot, second))).toMatchObject({
        kind: 'patient_busy',
        appointment: { id: visit.id, status },
      });
      await bench.database.prisma.allocation.deleteMany({ where: { clinicId: clinic.clinicId } });
    }
  });

  it('may be named by a record that is known to be theirs', async () => {
    const id = await buildPatient(bench.database.prisma, clinic);
    expect(booked(await book('2026-11-24T09:00', { patient: { id } })).patientId).toBe(id);
    expect(await bench.database.prisma.patient.count({ where: { clinicId: clinic.clinicId } })).toBe(1);
  });
});

describe('what a visit takes', () => {
  it('is each person for their part, and the chair with its setup and cleanup', async () => {
    const parts = [
      { role: 'dentist' as const, from: 15, to: 30 },
      { role: 'dentist' as const, from: 45, to: 60 },
      { role: 'assistant' as const, from: 0, to: 60 },
    ];
    await bookAnother({ parts, setupMinutes: 5, cleanupMinutes: 10 });
    const assistants = await Promise.all(
      ['An', 'Bo'].map((name) => buildProvider(bench.database.prisma, clinic, { name, role: 'assistant' })),
    );
    const visit = booked(await book('2026-11-24T10:00'));
    const rows = await bench.database.prisma.$queryRaw<{ id: string; minutes: string }[]>`
      SELECT resource_id AS id, to_char(lower(during) AT TIME ZONE 'America/New_York', 'HH24:MI') || '-' ||
        to_char(upper(during) AT TIME ZONE 'America/New_York', 'HH24:MI') AS minutes
      FROM allocations WHERE appointment_id = ${visit.id}::uuid AND released_at IS NULL ORDER BY 2`;
    const [dentist, chair] = [clinic.providerIds[0], clinic.operatoryIds[0]];
    expect(rows).toEqual([
      { id: chair, minutes: '09:55-11:10' },
      { id: assistants[0], minutes: '10:00-11:00' },
      { id: dentist, minutes: '10:15-10:30' },
      { id: dentist, minutes: '10:45-11:00' },
    ]);
    // The dentist leads another visit in the meantime, with the other assistant in the other chair.
    const inBetween = booked(await book('2026-11-24T10:15', { patient: { ...PATIENT, givenName: 'Grace' } }));
    expect(inBetween).toMatchObject({ providerId: dentist, operatoryId: clinic.operatoryIds[1] });
    const third = await book('2026-11-24T10:15', { patient: { ...PATIENT, givenName: 'Mary' } });
    expect(third.kind).toBe('slot_taken');
  });
});

it('tells of a booking by a job, once, in its transaction', async () => {
  const request = requestFor(clinic, slotAt(clinic, '2026-11-24T09:00'));
  const visit = booked(await bench.scheduling.bookings.book(request));
  await bench.scheduling.bookings.book(request);
  expect(await jobsOf(bench.database, clinic.clinicId)).toEqual([
    { name: 'schedule_visit_changed', data: { clinicId: clinic.clinicId, appointmentId: visit.id } },
  ]);
});

it('is undone with everything when what is written along with it fails', async () => {
  const before = await rowsLeft();
  const request = requestFor(clinic, slotAt(clinic, '2026-11-24T09:00'));
  const failing = () => Promise.reject(new Error('no text today'));
  await expect(bench.scheduling.bookings.book(request, failing)).rejects.toThrow('no text today');
  expect(await rowsLeft()).toEqual(before);
  booked(await bench.scheduling.bookings.book(request));
});

it('knows no call of another clinic', async () => {
  const other = await buildClinic(bench.database.prisma);
  const callId: CallId = await buildCall(bench.database.prisma, other);
  await expect(book('2026-11-24T09:00', { callId })).rejects.toThrow();
  expect((await rowsLeft()).visits).toBe(0);
});
