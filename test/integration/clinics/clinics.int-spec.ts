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
  clinics = new ClinicsService(new ClinicsRepository(), database.prisma, new ManualClock('2026-11-21T02:00:00Z'));
});
afterAll(() => database.close());

it('finds the clinic that is called under a number', async () => {
  const { clinicId } = await buildClinic(database.prisma, { number: '+15550109001', name: 'Elm Dental' });
  expect(await clinics.findByNumber('+15550109001')).toEqual({
    id: clinicId,
    name: 'Elm Dental',
    timeZone: 'America/New_York',
    address: '1 Test Street',
    directions: null,
    parking: null,
    acceptsCalls: true,
    overflow: 'message',
    afterHours: 'answer',
    deskAnswers: 'opening_hours',
    transferMode: 'cold',
    transferUnanswered: 'voicemail',
    recording: 'off',
    maxCallMinutes: 30,
    maxCallTools: 60,
    maxCallTokens: 2_000_000,
    maxConcurrentCalls: null,
    dialCountries: ['US', 'CA'],
    dialPrefixes: [],
    deskNumber: null,
    onCallNumber: null,
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

it('tells the hours that are valid today, and the days that are not like their weekday', async () => {
  const clinic = await buildClinic(database.prisma);
  const { clinicId } = clinic;
  const day = (date: string) => new Date(`${date}T00:00:00Z`);
  const hours = { clinicId, opensMinute: 480, closesMinute: 600 };
  await database.prisma.openingHours.deleteMany({ where: { clinicId } });
  await database.prisma.openingHours.createMany({
    data: [
      { ...hours, weekday: 1, validUntil: day('2026-11-19') },
      { ...hours, weekday: 2, validFrom: day('2026-11-21') },
      { ...hours, weekday: 3, validUntil: day('2026-11-20') },
      { ...hours, weekday: 4, validFrom: day('2026-11-20') },
    ],
  });
  const own = (date: string, startsMinute?: number, endsMinute?: number, providerId?: string) => ({
    ...{ clinicId, id: randomUUID(), day: day(date), startsMinute, endsMinute, providerId },
  });
  await database.prisma.hoursOverride.createMany({
    data: [
      own('2026-12-24', 660, 720),
      own('2026-11-19', 540, 600),
      own('2026-12-24', 540, 600),
      own('2026-11-20'),
      own('2026-12-22', 540, 600, clinic.providerIds[0]),
    ],
  });
  const profile = await clinics.profile(clinicId);
  expect(profile.openingHours.map(({ weekday }) => weekday)).toEqual([3, 4]);
  expect(profile.hoursChanges.map((one) => ({ ...one, from: one.from.toString() }))).toEqual([
    {
      from: '2026-11-21',
      weekdays: [
        { weekday: 2, hours: [{ startMinute: 480, endMinute: 600 }] },
        { weekday: 3, hours: [] },
      ],
    },
  ]);
  expect(profile.overrides.map((one) => ({ ...one, day: one.day.toString() }))).toEqual([
    { day: '2026-11-20', hours: [] },
    {
      day: '2026-12-24',
      hours: [
        { startMinute: 540, endMinute: 600 },
        { startMinute: 660, endMinute: 720 },
      ],
    },
  ]);
});

it('nobody is at the desk on a day that is off, though its weekday is worked', async () => {
  const { clinicId } = await buildClinic(database.prisma, { closesMinute: 1380 });
  await database.prisma.clinic.update({ where: { id: clinicId }, data: { deskNumber: '+15550100101' } });
  const deskAnswers = async () => clinics.deskAnswers(await clinics.get(clinicId));
  expect(await deskAnswers()).toBe(true);
  const today = new Date('2026-11-20T00:00:00Z');
  await database.prisma.hoursOverride.create({ data: { clinicId, id: randomUUID(), day: today } });
  expect(await deskAnswers()).toBe(false);
});
