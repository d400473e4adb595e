import { Temporal } from 'temporal-polyfill';
import { buildAppointmentType, buildProvider } from '../../support/builders.js';
import { until } from '../../support/until.js';
import { WaitlistBench, type Person } from './waitlist-harness.js';

/** Who is offered time that becomes free. */

const TUESDAY = '2026-11-24';
let bench: WaitlistBench;

beforeAll(async () => {
  bench = await WaitlistBench.start();
});
afterAll(() => bench.close());
beforeEach(() => bench.newClinic());

/** Somebody's visit on Tuesday at ten, which is cancelled. */
const tuesdayAtTenIsCancelled = async () => {
  const someone = await bench.person('Zed');
  await bench.cancel(await bench.book(someone, `${TUESDAY}T10:00`));
};

const advanceTo = (local: string) => bench.clock.advance(bench.instant(local).epochMilliseconds - bench.clock.nowMs());

const askedAt = async (person: Person) =>
  (await bench.offers(person)).map(({ startsAt }) => bench.local(startsAt)).sort();

it('asks whoever came first, holds the time for them, and says until when', async () => {
  const [first, second] = [await bench.person(), await bench.person()];
  const later = await bench.book(first, '2026-12-08T15:00');
  const entryId = await bench.waits(first, { appointmentId: later.id });
  await bench.waits(second);
  await tuesdayAtTenIsCancelled();
  const offer = await bench.offered(first);
  expect(offer).toMatchObject({ entryId, providerId: bench.clinic.providerIds[0], closedAt: null });
  expect(bench.local(offer.startsAt)).toBe(`${TUESDAY}T10:00`);
  expect(offer.answerBy.getTime() - offer.offeredAt.getTime()).toBe(30 * 60_000);
  expect((await bench.entry(entryId)).status).toBe('offered');
  expect(await bench.texts(first)).toMatchObject([
    {
      kind: 'waitlist_offer',
      body: 'Test Dental: an earlier time is free: Tue, Nov 24 at 10:00 AM. Reply YES by 10:30 AM to take it, or NO.',
    },
  ]);
  expect(await bench.isFree(`${TUESDAY}T10:00`)).toBe(false);
  expect(await bench.offers(second)).toEqual([]);
});

it('asks one person, however often and at once the job runs', async () => {
  const people = [await bench.person(), await bench.person(), await bench.person()];
  for (const person of people) await bench.waits(person);
  const freed = bench.freed(`${TUESDAY}T10:00`);
  await Promise.all([bench.offer(freed), bench.offer(freed), bench.offer(freed)]);
  await bench.offer(freed);
  expect(await bench.offers()).toHaveLength(1);
  expect(await bench.texts(people[0] as Person)).toHaveLength(1);
});

it('asks two when two visits are cancelled at once', async () => {
  const people = [await bench.person(), await bench.person(), await bench.person()];
  for (const person of people) await bench.waits(person);
  const someone = await bench.person('Zed');
  const visits = [await bench.book(someone, `${TUESDAY}T10:00`), await bench.book(someone, '2026-11-25T14:00')];
  await Promise.all(visits.map((visit) => bench.cancel(visit)));
  await until(
    () => bench.offers(),
    ({ length }) => length === 2,
  );
  const starts = [await askedAt(people[0] as Person), await askedAt(people[1] as Person)];
  expect(starts.flat().sort()).toEqual([`${TUESDAY}T10:00`, '2026-11-25T14:00']);
  expect(starts.every(({ length }) => length === 1)).toBe(true);
});

it('gives what is left of a long time to the next', async () => {
  const short = await buildAppointmentType(bench.prisma, bench.clinic, { typeName: 'Check', durationMinutes: 30 });
  const people = [await bench.person(), await bench.person(), await bench.person()];
  for (const person of people) await bench.waits(person, { typeId: short });
  const neighbour = await bench.person('Zed');
  await bench.book(neighbour, `${TUESDAY}T09:00`);
  await bench.book(neighbour, `${TUESDAY}T11:00`);
  await bench.offer(bench.freed(`${TUESDAY}T10:00`));
  expect(await Promise.all(people.map(askedAt))).toEqual([[`${TUESDAY}T10:00`], [`${TUESDAY}T10:30`], []]);
});

it('takes time that was free before together with what has become free, when a visit needs both', async () => {
  const long = await buildAppointmentType(bench.prisma, bench.clinic, { typeName: 'Crown', durationMinutes: 90 });
  const person = await bench.person();
  await bench.waits(person, { typeId: long });
  const neighbour = await bench.person('Zed');
  await bench.book(neighbour, `${TUESDAY}T11:00`);
  await bench.offer(bench.freed(`${TUESDAY}T10:00`));
  expect(await askedAt(person)).toEqual([`${TUESDAY}T09:00`]);
});

describe('passes over somebody', () => {
  const NOBODY = Temporal.PlainDate.from('2026-11-25');

  it.each([
    ['who wants later days', { fromDay: NOBODY }],
    ['who wants earlier days', { untilDay: Temporal.PlainDate.from('2026-11-23') }],
    ['who wants other weekdays', { weekdays: [1, 3, 4, 5] }],
    ['who comes after ten only', { earliestMinute: 601 }],
    ['who comes before ten only', { latestMinute: 600 }],
    ['who needs more notice', { minNoticeMinutes: 5 * 24 * 60 }],
  ])('%s', async (_, wish) => {
    const [passedOver, next] = [await bench.person(), await bench.person()];
    await bench.waits(passedOver, wish);
    await bench.waits(next);
    // All day else is taken, so that no neighbouring time suits them either.
    const neighbour = await bench.person('Zed');
    await bench.book(neighbour, `${TUESDAY}T09:00`);
    await bench.book(neighbour, `${TUESDAY}T11:00`);
    await bench.offer(bench.freed(`${TUESDAY}T10:00`));
    expect(await askedAt(passedOver)).toEqual([]);
    expect(await askedAt(next)).toEqual([`${TUESDAY}T10:00`]);
  });

  it('who wants another provider', async () => {
    const [passedOver, next] = [await bench.person(), await bench.person()];
    await bench.waits(passedOver, { providerId: await buildProvider(bench.prisma, bench.clinic, { name: 'Dr. 2' }) });
    await bench.waits(next, { providerId: bench.clinic.providerIds[0] ?? null });
    await bench.offer(bench.freed(`${TUESDAY}T10:00`));
    expect([await askedAt(passedOver), await askedAt(next)]).toEqual([[], [`${TUESDAY}T10:00`]]);
  });

  it('whose own visit is earlier, or who has to be elsewhere in the clinic then', async () => {
    const [early, busy, next] = [await bench.person(), await bench.person(), await bench.person()];
    const other = await buildAppointmentType(bench.prisma, bench.clinic, { typeName: 'Consultation' });
    await buildProvider(bench.prisma, bench.clinic, { name: 'Dr. 2' });
    const visit = await bench.book(early, '2026-11-23T09:00');
    await bench.waits(early, { appointmentId: visit.id });
    await bench.waits(busy, { typeId: other });
    await bench.prisma.appointment.create({
      data: {
        ...{ clinicId: bench.clinic.clinicId, id: '00000000-0000-4000-8000-000000000001', patientId: busy.id },
        ...{ typeId: bench.clinic.typeId, providerId: visit.providerId, operatoryId: visit.operatoryId },
        startsAt: new Date(bench.instant(`${TUESDAY}T08:30`).epochMilliseconds),
        endsAt: new Date(bench.instant(`${TUESDAY}T17:00`).epochMilliseconds),
        ...{ status: 'scheduled', createdAt: new Date(0), changedAt: new Date(0) },
      },
    });
    await bench.waits(next);
    await bench.offer(bench.freed(`${TUESDAY}T10:00`));
    expect(await Promise.all([early, busy, next].map(askedAt))).toEqual([[], [], [`${TUESDAY}T10:00`]]);
  });

  it('who has been asked and not answered, also under the number of somebody of the family', async () => {
    const [first, child, next] = [await bench.person(), await bench.person(), await bench.person()];
    await bench.waits(first);
    await bench.waits({ ...child, phone: first.phone });
    await bench.waits(next);
    await bench.offer(bench.freed(`${TUESDAY}T10:00`));
    await bench.offer(bench.freed('2026-11-25T14:00'));
    expect(await Promise.all([first, child, next].map(askedAt))).toEqual([
      [`${TUESDAY}T10:00`],
      [],
      ['2026-11-25T14:00'],
    ]);
  });

  it('who has said no to this time, or to one that overlaps it', async () => {
    const [first, next] = [await bench.person(), await bench.person()];
    await bench.waits(first);
    await bench.waits(next);
    await bench.offer(bench.freed(`${TUESDAY}T10:00`));
    await bench.say(first, 'NO');
    await bench.offered(next);
    await bench.say(next, 'NO');
    await bench.offered(next, 'declined');
    for (const start of ['10:00', '10:30', '09:30']) await bench.offer(bench.freed(`${TUESDAY}T${start}`));
    expect(await askedAt(first)).toEqual([`${TUESDAY}T10:00`, `${TUESDAY}T11:00`]);
    expect(await askedAt(next)).toEqual([`${TUESDAY}T09:00`, `${TUESDAY}T10:00`]);
  });

  it('who leaves the list at that moment', async () => {
    const [leaves, next] = [await bench.person(), await bench.person()];
    const entryId = await bench.waits(leaves);
    await bench.waits(next);
    let offering: Promise<void> = Promise.resolve();
    await bench.prisma.$transaction(async (tx) => {
      await tx.waitlistEntry.updateMany({ where: { id: entryId }, data: { status: 'removed', closedAt: new Date() } });
      offering = bench.offer(bench.freed(`${TUESDAY}T10:00`));
      await bench.waiting('%waitlist_entries%FOR NO KEY UPDATE%');
    });
    await offering;
    expect([await askedAt(leaves), await askedAt(next)]).toEqual([[], [`${TUESDAY}T10:00`]]);
  });

  it('who wants no texts', async () => {
    const [silent, next] = [await bench.person(), await bench.person()];
    await bench.say(silent, 'STOP');
    await bench.waits(silent);
    await bench.waits(next);
    await bench.offer(bench.freed(`${TUESDAY}T10:00`));
    expect([await askedAt(silent), await askedAt(next)]).toEqual([[], [`${TUESDAY}T10:00`]]);
  });
});

it('makes nothing of time that is over, or of a clinic that can’t text', async () => {
  const person = await bench.person();
  await bench.waits(person);
  await bench.offer(bench.freed('2026-11-20T09:00'));
  expect(await bench.offers()).toEqual([]);
  await bench.prisma.phoneNumber.deleteMany({ where: { clinicId: bench.clinic.clinicId } });
  await bench.offer(bench.freed(`${TUESDAY}T10:00`));
  expect(await bench.offers()).toEqual([]);
  expect(await bench.isFree(`${TUESDAY}T10:00`)).toBe(true);
});

it('asks nobody when a caller was faster', async () => {
  const person = await bench.person();
  await bench.waits(person);
  await bench.book(await bench.person('Zed'), `${TUESDAY}T09:00`);
  await bench.book(await bench.person('Zed'), `${TUESDAY}T10:00`);
  await bench.book(await bench.person('Zed'), `${TUESDAY}T11:00`);
  await bench.offer(bench.freed(`${TUESDAY}T10:00`));
  expect(await bench.offers()).toEqual([]);
});

it('asks nobody at night, nor just before: the time is anybody’s until the morning', async () => {
  const person = await bench.person();
  await bench.waits(person);
  advanceTo('2026-11-20T18:51'); // nine minutes before the end
  await bench.offer(bench.freed(`${TUESDAY}T10:00`));
  expect(await bench.offers()).toEqual([]);
  expect(await bench.isFree(`${TUESDAY}T10:00`)).toBe(true);
  const [job] = await bench.prisma.$queryRaw<{ waitSeconds: number }[]>`
    SELECT extract(epoch FROM start_after - created_on)::int AS "waitSeconds" FROM pgboss.job
    WHERE name = 'schedule_time_freed' AND state = 'created' AND data->>'clinicId' = ${bench.clinic.clinicId}`;
  expect(job?.waitSeconds).toBe((14 * 60 + 9) * 60);
  advanceTo('2026-11-21T09:00');
  await bench.offer(bench.freed(`${TUESDAY}T10:00`));
  expect(await askedAt(person)).toEqual([`${TUESDAY}T10:00`]);
});
