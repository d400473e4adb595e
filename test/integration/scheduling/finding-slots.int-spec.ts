import pg from 'pg';
import { openSlots } from '../../../src/scheduling/availability.policy.js';
import { ScheduleRepository } from '../../../src/scheduling/schedule.repository.js';
import { FindingService } from '../../../src/scheduling/finding.service.js';
import { buildBlockout, buildClinic, buildOperatory, buildProvider } from '../../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { day, NOW } from './scheduling-harness.js';

let database: TestDatabase;
let finding: FindingService;

beforeAll(async () => {
  database = await openTestDatabase();
  finding = new FindingService(new ScheduleRepository(), database.prisma);
});
afterAll(() => database.close());

/** Statements that reached the server while something ran. */
async function countQueries(work: () => Promise<unknown>): Promise<number> {
  const sent = jest.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return sent.mock.calls.length;
  } finally {
    sent.mockRestore();
  }
}

// Field report: a query for each provider and day made a search take twenty seconds.
it('asks the database as often for one dentist and a day as for ten and ninety days', async () => {
  const small = await buildClinic(database.prisma);
  const large = await buildClinic(database.prisma, { dentists: 10, operatories: 10, horizonDays: 90 });
  const search = (clinic: typeof small, to: string) => () =>
    finding.findSlots({
      clinicId: clinic.clinicId,
      typeId: clinic.typeId,
      window: day('2026-11-20', to),
      now: NOW,
      limit: 100_000,
    });
  const forSmall = await countQueries(search(small, '2026-11-20'));
  const forLarge = await countQueries(search(large, '2027-02-18'));
  expect(forLarge).toBe(forSmall);
  expect(forLarge).toBeLessThanOrEqual(4);
  expect((await search(large, '2027-02-18')()).length).toBeGreaterThan(20_000);
});

it('counts only active providers of the role and rooms of the kind, of this clinic', async () => {
  const clinic = await buildClinic(database.prisma, { dentists: 1, operatories: 1 });
  await buildProvider(database.prisma, clinic, { name: 'A hygienist', role: 'hygienist' });
  await buildProvider(database.prisma, clinic, { name: 'Who has left', active: false });
  await buildOperatory(database.prisma, clinic, { name: 'A hygiene room', kind: 'hygiene' });
  await buildClinic(database.prisma, { dentists: 3 });
  const schedule = await new ScheduleRepository().find(database.prisma, clinic.clinicId, clinic.typeId, NOW);
  expect(schedule?.providers.map(({ name }) => name)).toEqual(['Dr. 1']);
  expect(schedule?.operatories.map(({ name }) => name)).toEqual(['Room 1']);
});

it('reads hours, closures and rules as they are stored', async () => {
  const clinic = await buildClinic(database.prisma, { timeZone: 'Australia/Lord_Howe', minNoticeMinutes: 90 });
  const closure = { clinicId: clinic.clinicId, name: 'Holiday' };
  await database.prisma.closure.createMany({
    data: [
      {
        ...closure,
        id: '00000000-0000-4000-8000-000000000001',
        startsOn: new Date('2026-11-20'),
        endsOn: new Date('2026-11-20'),
      },
      {
        ...closure,
        id: '00000000-0000-4000-8000-000000000002',
        startsOn: new Date('2026-12-24'),
        endsOn: new Date('2026-12-26'),
      },
    ],
  });
  const schedule = await new ScheduleRepository().find(database.prisma, clinic.clinicId, clinic.typeId, NOW);
  expect(schedule).toMatchObject({
    timeZone: 'Australia/Lord_Howe',
    type: { id: clinic.typeId, durationMinutes: 60, minNoticeMinutes: 90, horizonDays: 60 },
  });
  // NOW is already the 21st there, so the closure of the 20th is over.
  expect(schedule?.closures.map(({ startsOn, endsOn }) => `${startsOn.toString()} ${endsOn.toString()}`)).toEqual([
    '2026-12-24 2026-12-26',
  ]);
  expect(schedule?.openingHours).toHaveLength(7);
  expect(schedule?.providers[0]?.hours).toContainEqual(expect.objectContaining({ weekday: 3, startMinute: 540, endMinute: 1020, validUntil: null }));
});

it('leaves out what is taken, whether they begin or end outside the window', async () => {
  const clinic = await buildClinic(database.prisma);
  const [dentist] = clinic.providerIds;
  await buildBlockout(database.prisma, clinic, dentist ?? '', '2026-11-22T00:00Z', '2026-11-24T15:00Z');
  await buildBlockout(database.prisma, clinic, dentist ?? '', '2026-11-24T16:00:00Z', '2026-11-24T17:00:00Z');
  await buildBlockout(database.prisma, clinic, clinic.operatoryIds[0] ?? '', '2026-11-24T18:00Z', '2026-12-30T00:00Z');
  const found = await finding.findSlots({
    clinicId: clinic.clinicId,
    typeId: clinic.typeId,
    window: day('2026-11-24'),
    now: NOW,
    limit: 100,
  });
  expect(found.map((slot) => slot.startsAt.toString())).toEqual(['2026-11-24T15:00:00Z', '2026-11-24T17:00:00Z']);
});

it('stops at the limit, soonest first', async () => {
  const clinic = await buildClinic(database.prisma);
  const query = { clinicId: clinic.clinicId, typeId: clinic.typeId, window: day('2026-11-23', '2026-11-27'), now: NOW };
  const all = await finding.findSlots({ ...query, limit: 1000 });
  expect(await finding.findSlots({ ...query, limit: 5 })).toEqual(all.slice(0, 5));
  const schedule = await new ScheduleRepository().find(database.prisma, clinic.clinicId, clinic.typeId, NOW);
  if (!schedule) throw new Error('the clinic has a schedule');
  expect(all).toEqual([...openSlots(schedule, [], query)]);
});

it('finds nothing in a window that is over or beyond the horizon', async () => {
  const clinic = await buildClinic(database.prisma);
  const query = { clinicId: clinic.clinicId, typeId: clinic.typeId, now: NOW, limit: 10 };
  expect(await finding.findSlots({ ...query, window: day('2026-11-01', '2026-11-19') })).toEqual([]);
  expect(await finding.findSlots({ ...query, window: day('2027-11-01', '2027-11-19') })).toEqual([]);
});
