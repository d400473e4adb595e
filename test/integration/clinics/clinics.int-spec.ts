import { randomUUID } from 'node:crypto';
import { ClinicsRepository } from '../../../src/clinics/clinics.repository.js';
import { ClinicsService } from '../../../src/clinics/clinics.service.js';
import type { ClinicId } from '../../../src/common/ids/ids.js';
import { buildAppointmentType, buildClinic, buildProvider } from '../../support/builders.js';
import { ManualClock } from '../../support/manual-clock.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let clinics: ClinicsService;

beforeAll(async () => {
  database = await openTestDatabase();
  // Already Saturday in UTC, still Friday in New York.
  clinics = new ClinicsService(new ClinicsRepository(database.prisma), new ManualClock('2026-11-21T02:00:00Z'));
});
afterAll(() => database.close());

it('finds the clinic that is called under a number', async () => {
  const { clinicId } = await buildClinic(database.prisma, { number: '+15550109001', name: 'Elm Dental' });
  expect(await clinics.findByNumber('+15550109001')).toEqual({
    id: clinicId,
    name: 'Elm Dental',
    timeZone: 'America/New_York',
    address: '1 Test Street',
    acceptsCalls: true,
    overflow: 'message',
    afterHours: 'answer',
    deskAnswers: 'opening_hours',
    transferMode: 'cold',
    transferUnanswered: 'voicemail',
    recording: 'off',
    maxCallMinutes: 30,
    maxConcurrentCalls: null,
    deskNumber: null,
  });
});

it('knows nobody under any other number', async () => {
  expect(await clinics.findByNumber('+15550109002')).toBeNull();
});

it('fails by name for an id that is none', async () => {
  await expect(clinics.get(randomUUID() as ClinicId)).rejects.toMatchObject({ code: 'clinics/not_found' });
});

it('tells the receptionist what callers may hear, and nothing that is over, gone, or not for the phone', async () => {
  const clinic = await buildClinic(database.prisma, { dentists: 2 });
  const { clinicId } = clinic;
  await buildProvider(database.prisma, clinic, { name: 'Who has left', active: false });
  await buildAppointmentType(database.prisma, clinic, { typeName: 'Cleaning' });
  await buildAppointmentType(database.prisma, clinic, { typeName: 'Root canal', phoneBooking: 'no' });
  const closure = (name: string, date: string) => ({
    clinicId,
    id: randomUUID(),
    name,
    startsOn: new Date(date),
    endsOn: new Date(date),
  });
  await database.prisma.closure.createMany({
    data: [closure('Later', '2026-12-25'), closure('Over', '2026-11-19'), closure('Today', '2026-11-20')],
  });
  const profile = await clinics.profile(clinicId);
  expect(profile.id).toBe(clinicId);
  expect(profile.openingHours.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(profile.openingHours[0]).toEqual({ weekday: 1, startMinute: 540, endMinute: 1020 });
  expect(profile.closures.map(({ name, startsOn }) => `${name} ${startsOn.toString()}`)).toEqual([
    'Today 2026-11-20',
    'Later 2026-12-25',
  ]);
  expect(profile.providers.map(({ name, role }) => `${name} ${role}`)).toEqual(['Dr. 1 dentist', 'Dr. 2 dentist']);
  expect(profile.appointmentTypes.map(({ name, durationMinutes }) => [name, durationMinutes])).toEqual([
    ['Cleaning', 60],
    ['Filling', 60],
  ]);
});
