import type { Appointment } from '../../../src/scheduling/scheduling.types.js';
import { overlaps } from '../scheduling/scheduling-harness.js';
import { until } from '../../support/until.js';
import { WaitlistBench, type Person } from './waitlist-harness.js';

/** Everything at once: cancellations, answers, deadlines and jobs that run twice. */

const MORNING = ['09:00', '10:00', '11:00', '12:00'];
let bench: WaitlistBench;

beforeAll(async () => {
  bench = await WaitlistBench.start();
  await bench.newClinic();
});
afterAll(() => bench.close());

const allAsked = (count: number) =>
  until(
    () => bench.offers(),
    (offers) => offers.filter(({ status }) => status === 'open').length === count,
  );

it('whoever says yes has the time and no other visit, and nobody has been asked twice or left between two times', async () => {
  const crowd: { person: Person; own: Appointment }[] = [];
  for (let index = 0; index < 8; index++) {
    const person = await bench.person();
    const own = await bench.book(person, `2026-12-0${1 + index}T15:00`);
    await bench.waits(person, { appointmentId: own.id });
    crowd.push({ person, own });
  }
  const neighbour = await bench.person('Zed');
  const visits = [];
  for (const time of MORNING) visits.push(await bench.book(neighbour, `2026-11-24T${time}`));
  await Promise.all([
    ...visits.map((visit) => bench.cancel(visit)),
    ...MORNING.map((time) => bench.offer(bench.freed(`2026-11-24T${time}`))),
  ]);
  await allAsked(4);
  const asked = await bench.offers();
  // The first four say yes, twice; the others have not been asked, and say it all the same.
  await Promise.all(crowd.flatMap(({ person }) => [bench.say(person, 'YES'), bench.say(person, 'YES')]));
  await Promise.all(asked.map((offer) => bench.expire(offer)));

  const offers = await bench.offers();
  const accepted = offers.filter(
    ({ status, startsAt }) => status === 'accepted' && bench.local(startsAt).startsWith('2026-11-24'),
  );
  expect(accepted).toHaveLength(4);
  for (const [index, { person }] of crowd.entries()) {
    const live = (await bench.visits(person)).filter(
      (visit) => /scheduled$|confirmed$/.test(visit) && !/re/.test(visit),
    );
    expect(live).toEqual([expect.stringMatching(index < 4 ? /^2026-11-24T/ : /^2026-12-0/)]);
  }
  expect(new Set(accepted.map(({ startsAt }) => startsAt.getTime())).size).toBe(4);
  expect(new Set(accepted.map(({ entryId }) => entryId)).size).toBe(4);
  expect(await overlaps(bench.database.url)).toBe(0);
});
