import { Temporal } from 'temporal-polyfill';
import type { Scenario } from '../../../simulation/caller/scenario.types.js';

const GIVEN = ['Anna', 'Boris', 'Clara', 'David', 'Elena', 'Frank', 'Grace', 'Henry', 'Irene', 'Jonas'];
const FAMILY = ['Adler', 'Baker', 'Carter', 'Dixon', 'Evans'];
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
/** Beyond the weeks in which the demo's clinic is busy. */
const FIRST_DAY = 35;
/** As far as it is looked for free time, less a margin. */
const WORKING_DAYS = 25;

/** The scenario, called by somebody of their own, who wants a time of their own: no call is about another one. */
export function scenarioOfCaller(scenario: Scenario, callIndex: number, now: Temporal.Instant): Scenario {
  const wish = wishOf(callIndex, now);
  return {
    ...scenario,
    caller: {
      ...scenario.caller,
      name: `${GIVEN[callIndex % GIVEN.length]} ${FAMILY[Math.floor(callIndex / GIVEN.length) % FAMILY.length]}`,
      number: `+1512555${1000 + callIndex}`,
    },
    rules: scenario.rules.map((rule) =>
      rule.say === undefined ? rule : { ...rule, say: rule.say.replace(/some time next week|on Saturday/i, wish) },
    ),
  };
}

/** As callers name it: "on December 3 in the morning". */
function wishOf(callIndex: number, now: Temporal.Instant): string {
  let day = now.toZonedDateTimeISO('UTC').toPlainDate().add({ days: FIRST_DAY });
  for (let workingDay = 0; ; day = day.add({ days: 1 })) {
    if (day.dayOfWeek > 4) continue; // on Fridays it closes at two
    if (workingDay === Math.floor(callIndex / 2) % WORKING_DAYS) break;
    workingDay++;
  }
  return `on ${MONTHS[day.month - 1]} ${day.day} in the ${callIndex % 2 === 0 ? 'morning' : 'afternoon'}`;
}
