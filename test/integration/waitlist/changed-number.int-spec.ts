import type { Appointment } from '../../../src/scheduling/scheduling.types.js';
import { WaitlistBench, type Person } from './waitlist-harness.js';

/** Who waits gives another number while an offer is out to the one they gave before. */

const FREED = '2026-11-24T10:00';
const OWN = '2026-12-08T15:00';
let bench: WaitlistBench;
let asked: Person;
let moved: Person;
let own: Appointment;

beforeAll(async () => {
  bench = await WaitlistBench.start();
});
afterAll(() => bench.close());

beforeEach(async () => {
  await bench.newClinic();
  asked = await bench.person();
  own = await bench.book(asked, OWN);
  const entryId = await bench.waits(asked, { appointmentId: own.id });
  await bench.offer(bench.freed(FREED));
  await bench.offered(asked);
  await bench.haveReached(asked);
  moved = { id: asked.id, phone: (await bench.person()).phone };
  expect(await bench.waits(moved, { appointmentId: own.id })).toBe(entryId);
});

it('YES from the number that was asked takes the time, and confirms nothing else', async () => {
  await bench.say(asked, 'YES');
  expect(await bench.visits(asked)).toEqual([`${FREED} scheduled`, `${OWN} rescheduled`]);
  expect((await bench.offered(asked, 'accepted')).phone).toBe(asked.phone);
});

it('the new number can’t answer what it was not told', async () => {
  await bench.say(moved, 'NO');
  await bench.say(moved, 'YES');
  expect((await bench.offers(asked))[0]?.status).toBe('open');
  expect(await bench.texts(moved)).not.toContainEqual(expect.objectContaining({ kind: 'confirmation' }));
});

it('the number that was asked is not asked again before it has answered', async () => {
  const child = await bench.person('Bea');
  await bench.waits({ ...child, phone: asked.phone });
  await bench.offer(bench.freed('2026-11-25T14:00'));
  expect(await bench.offers(child)).toEqual([]);
});
