import { Temporal } from 'temporal-polyfill';

export interface Holiday {
  name: string;
  date: Temporal.PlainDate;
}

const [MON, THU] = [1, 4];

/** The next holiday on which a clinic in the United States is shut, after `today`, on one of the given weekdays. */
export function nextHoliday(today: Temporal.PlainDate, weekdays: readonly number[]): Holiday {
  const candidates = [today.year, today.year + 1, today.year + 2].flatMap(holidaysOf);
  const next = candidates.find(
    ({ date }) => Temporal.PlainDate.compare(date, today) > 0 && weekdays.includes(date.dayOfWeek),
  );
  if (!next) throw new Error('no holiday on those weekdays');
  return next;
}

/** In the order of the year. */
function holidaysOf(year: number): Holiday[] {
  const on = (month: number, day: number) => Temporal.PlainDate.from({ year, month, day });
  return [
    { name: "New Year's Day", date: on(1, 1) },
    { name: 'Martin Luther King Jr. Day', date: nth(on(1, 1), MON, 3) },
    { name: "Presidents' Day", date: nth(on(2, 1), MON, 3) },
    { name: 'Memorial Day', date: nth(on(5, 25), MON, 1) },
    { name: 'Juneteenth', date: on(6, 19) },
    { name: 'Independence Day', date: on(7, 4) },
    { name: 'Labor Day', date: nth(on(9, 1), MON, 1) },
    { name: 'Thanksgiving Day', date: nth(on(11, 1), THU, 4) },
    { name: 'Christmas Day', date: on(12, 25) },
  ];
}

/** The nth such weekday from a date on. */
const nth = (from: Temporal.PlainDate, weekday: number, count: number): Temporal.PlainDate =>
  from.add({ days: ((weekday - from.dayOfWeek + 7) % 7) + 7 * (count - 1) });
