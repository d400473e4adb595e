import pg from 'pg';
import { openSlots } from '../../../src/scheduling/availability.policy.js';
import { ScheduleRepository } from '../../../src/scheduling/schedule.repository.js';
import { FindingService } from '../../../src/scheduling/finding.service.js';
import type { AppointmentTypeId } from '../../../src/common/ids/ids.js';
import type { SlotQuery } from '../../../src/scheduling/scheduling.types.js';
import {
  buildAppointmentType,
  buildBlockout,
  buildClinic,
  buildOperatory,
  buildProvider,
  type BuiltClinic,
} from '../../support/builders.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { day, NOW } from './scheduling-harness.js';

let database: TestDatabase;
let finding: FindingService;

beforeAll(async () => {
  database = await openTestDatabase();
  finding = new FindingService(new ScheduleRepository(), database.prisma);
});
afterAll(() => database.close());

const scheduleOf = ({ clinicId, typeId }: BuiltClinic) =>
  database.prisma.inClinic(clinicId, (tx) => new ScheduleRepository().find(tx, clinicId, typeId, NOW));

/** Its beginning, its clinic, and its end. */
const AROUND_A_TRANSACTION = 3;

/** Statements that reached the server while something ran in one transaction, but for those around it. */
async function countQueries(work: () => Promise<unknown>): Promise<number> {
  const sent = jest.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return sent.mock.calls.length - AROUND_A_TRANSACTION;
  } finally {
    sent.mockRestore();
  }
}

// Field report: a query for each provider and day made a search take twenty seconds.
describe('of two dentists and a day, and of twenty and a quarter', () => {
  const sizes = [
    { dentists: 2, operatories: 2, to: '2026-11-23' },
    { dentists: 20, operatories: 20, to: '2027-02-18' },
  ];

  /** How many statements a search of each size sends. */
  async function queriesOf(
    search: (query: Omit<SlotQuery, 'limit'>, clinic: BuiltClinic) => Promise<unknown>,
    prepare: (clinic: BuiltClinic) => Promise<unknown> = () => Promise.resolve(),
  ): Promise<number[]> {
    const counts: number[] = [];
    for (const { to, ...size } of sizes) {
      const clinic = await buildClinic(database.prisma, { ...size, horizonDays: 365 });
      await prepare(clinic);
      const window = day('2026-11-20', to);
      const query = { clinicId: clinic.clinicId, typeId: clinic.typeId, window, now: NOW };
      counts.push(await countQueries(() => search(query, clinic)));
    }
    return counts;
  }

  /** Nobody is there between two days. */
  const away = (from: string, to: string) => async (clinic: BuiltClinic) => {
    for (const id of clinic.providerIds) await buildBlockout(database.prisma, clinic, id, from, to);
  };

  it('a search asks the database once', async () => {
    expect(await queriesOf((query) => finding.findSlots({ ...query, limit: 100_000 }))).toEqual([1, 1]);
  });

  it('offers take one query, and three when they lie far behind the window', async () => {
    expect(await queriesOf((query) => finding.findOffers({ ...query, offers: 3 }))).toEqual([1, 1]);
    const outcomes = new Set<string>();
    const search = async (query: Omit<SlotQuery, 'limit'>) => {
      outcomes.add((await finding.findOffers({ ...query, offers: 3 })).kind);
    };
    expect(await queriesOf(search, away('2026-11-20T00:00Z', '2027-09-01T00:00Z'))).toEqual([3, 3]);
    expect([...outcomes]).toEqual(['later']);
  });

  it('a family of four takes one query, each with a type of their own', async () => {
    const types: AppointmentTypeId[] = [];
    const sent = await queriesOf(
      (query, { typeId }) => {
        const members = [typeId, ...types.splice(0)].map((id) => ({ typeId: id }));
        return finding.findFamilySlots({ ...query, members, how: 'back_to_back', limit: 3 });
      },
      async (clinic) => {
        for (const typeName of ['Crown', 'Consultation', 'X-ray'])
          types.push(await buildAppointmentType(database.prisma, clinic, { typeName }));
      },
    );
    expect(sent).toEqual([1, 1]);
  });

  it('alternatives take two queries when there is nothing near', async () => {
    const startsAt = NOW.add({ hours: 24 * 20 });
    const sent = await queriesOf(
      (query, { typeId, providerIds: [providerId] }) => {
        if (!providerId) throw new Error('dentists were built');
        return finding.alternativesTo({ ...query, slot: { typeId, providerId, startsAt } });
      },
      away('2026-12-08T00:00Z', '2026-12-14T00:00Z'),
    );
    expect(sent).toEqual([2, 2]);
  });
});

it('counts only active providers of the role and rooms of the kind, of this clinic', async () => {
  const clinic = await buildClinic(database.prisma, { dentists: 1, operatories: 1 });
  await buildProvider(database.prisma, clinic, { name: 'A hygienist', role: 'hygienist' });
  await buildProvider(database.prisma, clinic, { name: 'Who has left', active: false });
  await buildOperatory(database.prisma, clinic, { name: 'A hygiene room', kind: 'hygiene' });
  await buildClinic(database.prisma, { dentists: 3 });
  const schedule = await scheduleOf(clinic);
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
  const schedule = await scheduleOf(clinic);
  expect(schedule).toMatchObject({
    timeZone: 'Australia/Lord_Howe',
    type: { id: clinic.typeId, durationMinutes: 60, minNoticeMinutes: 90, horizonDays: 60 },
  });
  // NOW is already the 21st there, so the closure of the 20th is over.
  expect(schedule?.closures.map(({ startsOn, endsOn }) => `${startsOn.toString()} ${endsOn.toString()}`)).toEqual([
    '2026-12-24 2026-12-26',
  ]);
  expect(schedule?.openingHours).toHaveLength(7);
  expect(schedule?.providers[0]?.hours).toContainEqual(
    expect.objectContaining({ weekday: 3, startMinute: 540, endMinute: 1020, validUntil: null }),
  );
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
  const schedule = await scheduleOf(clinic);
  if (!schedule) throw new Error('the clinic has a schedule');
  expect(all).toEqual([...openSlots(schedule, [], query)]);
});

it('finds nothing in a window that is over or beyond the horizon', async () => {
  const clinic = await buildClinic(database.prisma);
  const query = { clinicId: clinic.clinicId, typeId: clinic.typeId, now: NOW, limit: 10 };
  expect(await finding.findSlots({ ...query, window: day('2026-11-01', '2026-11-19') })).toEqual([]);
  expect(await finding.findSlots({ ...query, window: day('2027-11-01', '2027-11-19') })).toEqual([]);
});

it('keeps blocked time taken also where a visit that was in it has just been given up', async () => {
  const clinic = await buildClinic(database.prisma);
  const dentist = clinic.providerIds[0] ?? '';
  const query = { clinicId: clinic.clinicId, typeId: clinic.typeId, window: day('2026-11-24'), now: NOW, limit: 99 };
  expect(await finding.findSlots(query)).not.toEqual([]);
  await buildBlockout(database.prisma, clinic, dentist, '2026-11-24T00:00Z', '2026-11-25T12:00Z');
  await database.prisma.allocation.deleteMany({ where: { clinicId: clinic.clinicId } });
  expect(await finding.findSlots(query)).toEqual([]);
});
