import { Temporal } from 'temporal-polyfill';

/** Where an instant meets the database driver, which speaks `Date`. Repositories only. */
export const toDate = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds);

export const fromDate = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());
