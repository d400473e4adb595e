import type { Temporal } from 'temporal-polyfill';

/** Start times of the day: [earliestMinute, latestMinute), minutes since local midnight. */
export interface MinuteRange {
  earliestMinute: number;
  latestMinute: number;
}

/** How words about days are taken. */
export interface DayHearing {
  /** The clinic's local date. */
  today: Temporal.PlainDate;
  /** Nobody is seen any more today. */
  late: boolean;
  /** Of two days that may be meant, the later one is. */
  far: boolean;
}

/** How words about times of day are taken. */
export interface TimeHearing {
  /** When the house opens and closes, at its widest: [openFrom, openTo), minutes since local midnight. */
  openFrom: number;
  openTo: number;
  /** What an hour is when the house is open at both. */
  half: 'am' | 'pm';
}
