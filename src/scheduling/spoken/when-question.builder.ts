import type { Temporal } from 'temporal-polyfill';
import { clockLabel } from '../../clinics/spoken-hours.builder.js';
import type { SlotWindow } from '../scheduling.types.js';
import { LOOK_AHEAD_DAYS } from './spoken-days.policy.js';
import { AT_MINUTES } from './spoken-time.policy.js';
import type { WhenReading } from './when.types.js';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
/** More days than these are said as a stretch. */
const MAX_DAYS_NAMED = 3;
/** Everything that was said without a day is looked for in as many. */
const ANY_DAY = 'any day';

/** Asks which of several windows was meant, with what is different about them only. */
export function questionAbout(
  windows: readonly SlotWindow[],
  today: Temporal.PlainDate,
): { question: string; readings: WhenReading[] } {
  const parts = windows.map((window) => ({ window, days: daysLabel(window, today), time: timeLabel(window) }));
  const labels = parts.map(({ days, time }) => wholeLabel(days, time));
  const same = (part: 'days' | 'time') => parts.every((one) => one[part] === parts[0]?.[part]);
  const asked = same('time')
    ? parts.map(({ days }) => wholeLabel(days, ''))
    : same('days')
      ? parts.map(({ time }) => time || 'at any time')
      : labels;
  const last = asked.at(-1) ?? '';
  const commas = asked.some((one) => one.includes(','));
  return {
    question: `Do you mean ${asked.slice(0, -1).join(', ')}${commas || asked.length > 2 ? ',' : ''} or ${last}?`,
    readings: windows.map((window, index) => ({ label: labels[index] ?? '', window })),
  };
}

const wholeLabel = (days: string, time: string): string =>
  days === ANY_DAY && time === '' ? 'the first available time' : `${days} ${time}`.trim();

function daysLabel({ from, to, weekdays }: SlotWindow, today: Temporal.PlainDate): string {
  const count = from.until(to).days + 1;
  const all = Array.from({ length: count }, (_, ahead) => from.add({ days: ahead }));
  const days = all.filter((date) => !weekdays || weekdays.includes(date.dayOfWeek));
  if (days.length <= MAX_DAYS_NAMED) return days.map((date) => dateLabel(date, today)).join(' or ');
  const ahead = today.until(to).days + 1;
  if (!weekdays && ahead === LOOK_AHEAD_DAYS && count >= LOOK_AHEAD_DAYS - 1) return ANY_DAY;
  const named = weekdays ? `${weekdays.map((weekday) => `${WEEKDAYS[weekday - 1] ?? ''}s`).join(' and ')} ` : '';
  return `${named}${monthDay(from, today)} to ${monthDay(to, today)}`;
}

/** "Friday, November 27"; of today that it is. */
const dateLabel = (date: Temporal.PlainDate, today: Temporal.PlainDate): string =>
  `${date.equals(today) ? 'today, ' : ''}${WEEKDAYS[date.dayOfWeek - 1] ?? ''}, ${monthDay(date, today)}`;

function monthDay(date: Temporal.PlainDate, today: Temporal.PlainDate): string {
  const withinAYear = today.until(date, { largestUnit: 'year' }).years === 0;
  return date.toLocaleString('en-US', {
    month: 'long',
    day: 'numeric',
    ...(withinAYear ? {} : { year: 'numeric' }),
  });
}

function timeLabel({ earliestMinute, latestMinute }: SlotWindow): string {
  if (earliestMinute === undefined) return latestMinute === undefined ? '' : `before ${clockLabel(latestMinute)}`;
  if (latestMinute === undefined) return `after ${clockLabel(earliestMinute)}`;
  if (latestMinute === earliestMinute + AT_MINUTES) return `at ${clockLabel(earliestMinute)}`;
  return `between ${clockLabel(earliestMinute)} and ${clockLabel(latestMinute)}`;
}
