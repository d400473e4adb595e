import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { AppointmentId } from '../common/ids/ids.js';
import type { AppointmentStatus } from '../scheduling/scheduling.types.js';
import { recallFrom } from './recall.policy.js';
import type { RecallState, VisitOfType } from './recalls.types.js';

const NOW = Temporal.Instant.from('2026-11-20T15:00:00Z');
const TERMS = { typeMonths: 6, timeZone: 'America/New_York', now: NOW };

const LIVES: AppointmentStatus[][] = [
  ['scheduled', 'confirmed', 'arrived', 'seated', 'completed'],
  ['arrived', 'completed', 'seated', 'completed'], // a click too early
  ['completed', 'seated', 'arrived', 'scheduled', 'cancelled'], // a wrong one
  ['requested', 'scheduled', 'cancelled'],
  ['scheduled', 'no_show'],
  ['scheduled', 'rescheduled'],
  ['confirmed'],
];

/** A visit, and how far through its life it gets. */
const lifeArb = fc.record({
  daysFromNow: fc.integer({ min: -400, max: 60 }),
  life: fc.constantFrom(...LIVES),
  steps: fc.integer({ min: 1, max: 5 }),
});

/** Visits change one step at a time, in any order; after each change news may be heard or not, and twice. */
const historyArb = fc.record({
  lives: fc.array(lifeArb, { minLength: 1, maxLength: 5 }),
  order: fc.array(fc.nat(), { minLength: 25, maxLength: 25 }),
  heard: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 25, maxLength: 25 }),
});

it('whatever news of visits came, in whatever order and how often, the visits as they are at the end decide', () => {
  fc.assert(
    fc.property(historyArb, ({ lives, order, heard }) => {
      const visits: VisitOfType[] = [];
      const left = lives.map(({ life, steps, daysFromNow }, index) => ({
        id: `${index}` as AppointmentId,
        startsAt: NOW.add({ hours: 24 * daysFromNow + 1 }),
        life: life.slice(0, steps),
      }));
      // They have had a visit before, so that there is a recall whatever is taken back.
      visits.push({ id: 'first' as AppointmentId, startsAt: NOW.subtract({ hours: 24 * 500 }), status: 'completed' });
      let known: RecallState | null = null;
      for (let turn = 0; left.some(({ life }) => life.length > 0); turn++) {
        const open = left.filter(({ life }) => life.length > 0);
        const next = open[(order[turn % order.length] ?? 0) % open.length];
        const status = next?.life.shift();
        if (!next || !status) continue;
        visits.splice(0, visits.length, ...visits.filter(({ id }) => id !== next.id), { ...next, status });
        const times = heard[turn % heard.length] ?? 1;
        for (let time = 0; time < times; time++) known = recallFrom(known, visits, TERMS);
      }
      known = recallFrom(known, visits, TERMS); // the news of the last change comes in the end
      expect(known && summary(known)).toEqual(implied(visits));
    }),
    { numRuns: 2000 },
  );
});

const summary = ({ status, dueOn, appointmentId }: RecallState) => ({
  status,
  dueOn: dueOn.toString(),
  appointmentId,
});

/** The same in other words: of the visits alone. */
function implied(visits: readonly VisitOfType[]) {
  const days = visits
    .filter(({ status }) => status === 'completed')
    .map(({ startsAt }) => startsAt.toZonedDateTimeISO(TERMS.timeZone).toPlainDate().toString())
    .sort();
  const last = days.at(-1);
  if (!last) return null;
  const ahead = visits
    .filter(
      ({ status, startsAt }) =>
        ['arrived', 'seated'].includes(status) ||
        (['requested', 'scheduled', 'confirmed'].includes(status) &&
          startsAt.epochMilliseconds > NOW.epochMilliseconds),
    )
    .map(({ startsAt, id }) => ({ ms: startsAt.epochMilliseconds, id }))
    .sort((a, b) => a.ms - b.ms || Number(a.id) - Number(b.id));
  return {
    status: ahead[0] ? 'booked' : 'open',
    dueOn: Temporal.PlainDate.from(last).add({ months: 6 }).toString(),
    appointmentId: ahead[0]?.id ?? null,
  };
}
