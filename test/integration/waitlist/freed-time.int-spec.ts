import { randomUUID } from 'node:crypto';
import type { ProviderId } from '../../../src/common/ids/ids.js';
import type { Reserved } from '../../../src/scheduling/availability.types.js';
import { buildProvider } from '../../support/builders.js';
import { jobsOf } from '../scheduling/scheduling-harness.js';
import { DESK, WaitlistBench, type Person } from './waitlist-harness.js';

/** What time the list hears of, besides offers that come to nothing. */

let bench: WaitlistBench;
let ada: Person;
let dentist: ProviderId;

beforeAll(async () => {
  bench = await WaitlistBench.start();
});
afterAll(() => bench.close());
beforeEach(async () => {
  await bench.newClinic();
  ada = await bench.person();
  dentist = bench.clinic.providerIds[0] as ProviderId;
});

const staff = () => ({ clinicId: bench.clinic.clinicId, actor: DESK, now: bench.clock.now() });

const block = (from: string, to: string, resourceId: string = dentist, reserved: Reserved | null = null) => {
  const time = { startsAt: bench.instant(from), endsAt: bench.instant(to) };
  return bench.blockouts.block({ ...staff(), ...time, resourceId, reason: 'meeting', reserved });
};

/** By provider and time, on the clinic's clock. */
const freed = async () =>
  (await jobsOf(bench.database, bench.clinic.clinicId))
    .filter(({ name }) => name === 'schedule_time_freed')
    .map(({ data: { providerId, startsAt, endsAt } }) => {
      const [from, to] = [startsAt, endsAt].map((at) => bench.local(new Date(at as string)));
      return `${providerId === dentist ? 'dentist' : 'other'} ${from} ${to}`;
    })
    .sort();

it('offers the time of a blockout that is removed', async () => {
  const { id } = await block('2026-11-24T09:00', '2026-11-24T17:00');
  await bench.waits(ada);
  expect(await bench.blockouts.remove({ ...staff(), id })).toBe(true);
  expect(bench.local((await bench.offered(ada)).startsAt)).toBe('2026-11-24T09:00');
  expect(await bench.blockouts.remove({ ...staff(), id })).toBe(false);
  expect(await freed()).toEqual(['dentist 2026-11-24T09:00 2026-11-24T17:00']);
});

it('hears of what is free of it alone, and still to come', async () => {
  const { id } = await block('2026-11-20T08:00', '2026-11-20T17:00'); // it is ten
  await block('2026-11-20T12:00', '2026-11-20T13:00');
  await bench.blockouts.remove({ ...staff(), id });
  expect(await freed()).toEqual([
    'dentist 2026-11-20T10:00 2026-11-20T12:00',
    'dentist 2026-11-20T13:00 2026-11-20T17:00',
  ]);
});

it('does not hear of chairs, of kept time, and of what is over', async () => {
  const kept = { for: [bench.clinic.typeId], releaseMinutes: 0 };
  for (const one of [
    await block('2026-11-24T09:00', '2026-11-24T10:00', bench.clinic.operatoryIds[0]),
    await block('2026-11-24T09:00', '2026-11-24T10:00', dentist, kept),
    await block('2026-11-20T08:00', '2026-11-20T10:00'),
  ]) {
    expect(await bench.blockouts.remove({ ...staff(), id: one.id })).toBe(true);
  }
  expect(await freed()).toEqual([]);
});

it('offers what a calendar outside no longer takes', async () => {
  const { clinicId } = bench.clinic;
  const importId = randomUUID();
  await bench.prisma.calendarImport.create({
    data: {
      clinicId,
      id: importId,
      providerId: dentist,
      url: `https://example.com/${importId}`,
      createdAt: new Date(0),
    },
  });
  const ms = (local: string) => bench.instant(local).epochMilliseconds;
  const event = (key: string, from: string, to: string) => ({ key, fromMs: ms(from), toMs: ms(to) });
  const span = { fromMs: ms('2026-11-20T00:00'), toMs: ms('2026-12-20T00:00') };
  const owner = { clinicId, providerId: dentist };
  const read = (...events: ReturnType<typeof event>[]) =>
    bench.prisma.inClinic(bench.clinic.clinicId, async (tx) => {
      await bench.outsideBusy.takeTurn(tx, owner);
      await bench.outsideBusy.apply(tx, { ...owner, importId, span, events, now: bench.clock.now() });
    });
  await read(event('a', '2026-11-24T09:00', '2026-11-24T11:00'), event('b', '2026-11-25T09:00', '2026-11-25T17:00'));
  await read(event('a2', '2026-11-24T09:00', '2026-11-24T11:00'), event('b', '2026-11-25T09:00', '2026-11-25T17:00'));
  expect(await freed()).toEqual([]); // the same time under another key
  await read(event('b', '2026-11-25T12:00', '2026-11-25T18:00'));
  const first = ['dentist 2026-11-24T09:00 2026-11-24T11:00', 'dentist 2026-11-25T09:00 2026-11-25T12:00'];
  expect(await freed()).toEqual(first);
  await bench.waits(ada, { weekdays: [3], earliestMinute: 720 });
  await bench.prisma.inClinic(bench.clinic.clinicId, async (tx) => {
    await bench.outsideBusy.takeTurn(tx, owner);
    await bench.outsideBusy.free(tx, owner, importId, bench.clock.now());
  });
  expect(await freed()).toEqual([...first, 'dentist 2026-11-25T12:00 2026-11-25T18:00']);
  expect(bench.local((await bench.offered(ada)).startsAt)).toBe('2026-11-25T12:00');
});

it('hears of everybody whose time a visit took', async () => {
  const visit = await bench.book(ada, '2026-11-24T10:00');
  const { clinicId } = bench.clinic;
  const helper = await buildProvider(bench.prisma, bench.clinic, { name: 'Helper', role: 'assistant' });
  await bench.prisma.$executeRaw`
    INSERT INTO allocations (clinic_id, id, resource_id, during, appointment_id)
    VALUES (${clinicId}::uuid, ${randomUUID()}::uuid, ${helper}::uuid,
      tstzrange(${visit.startsAt.toString()}::timestamptz, ${visit.startsAt.add({ minutes: 20 }).toString()}::timestamptz),
      ${visit.id}::uuid)`;
  await bench.cancel(visit);
  expect(await freed()).toEqual([
    'dentist 2026-11-24T10:00 2026-11-24T11:00',
    'other 2026-11-24T10:00 2026-11-24T10:20',
  ]);
});
