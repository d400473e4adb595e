import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { normalisePhone } from './phone.js';

// Fields of requests that several resources take.

// No control characters, and no half of a surrogate pair, which no Postgres text can hold.
const ONE_LINE = /^[^\p{Cc}\p{Cs}]*$/u;
const LINES = /^(?:[^\p{Cc}\p{Cs}]|\n)*$/u;
const NO_NUMBER = 'expected a phone number in E.164, such as +15125550143';
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** May be empty. */
export const optionalText = (maxLength: number) =>
  z.string().trim().max(maxLength).regex(ONE_LINE, 'expected printable characters on one line');

/** What a person or a thing is called, or a short remark, on one line. */
export const shortText = (maxLength: number) => optionalText(maxLength).min(1);

/** One line or several. */
export const longText = (maxLength: number) =>
  z.string().trim().min(1).max(maxLength).regex(LINES, 'expected printable characters and line breaks');

/** E.164 and nothing else: a number without its country code would be somebody else's elsewhere. */
export const phoneNumber = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, { error: NO_NUMBER, abort: true })
  .refine((text) => normalisePhone(text) === text, NO_NUMBER)
  .meta({ example: '+15125550143' });

/** A day of the calendar. */
export const day = z.iso
  .date('expected a day such as 2026-11-24')
  .transform((text) => Temporal.PlainDate.from(text))
  .refine(({ year }) => year >= FIRST_YEAR && year <= LAST_YEAR, `expected a day from ${FIRST_YEAR} to ${LAST_YEAR}`)
  .meta({ example: '2026-11-24' });
