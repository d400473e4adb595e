import { Temporal } from 'temporal-polyfill';

/** Where a calendar date meets the database driver, which speaks `Date` at midnight UTC. Repositories only. */
export const toDateColumn = (date: Temporal.PlainDate): Date => new Date(Date.UTC(date.year, date.month - 1, date.day));

export const fromDateColumn = (column: Date): Temporal.PlainDate =>
  Temporal.PlainDate.from(column.toISOString().slice(0, 10));
