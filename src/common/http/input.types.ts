import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { normalisePhone } from '../validation/phone.js';

// What parameters and bodies of many routes are made of.

const EARLIEST_YEAR = 1900;
const LATEST_YEAR = 2199;

/** An instant with its offset. Years that no clinic means are refused, since not everything that stores times can hold them. */
export const instantInput = z.iso
  .datetime({ offset: true })
  .refine((text) => yearOf(text) >= EARLIEST_YEAR && yearOf(text) <= LATEST_YEAR, 'expected a year from 1900 to 2199')
  .transform((text) => Temporal.Instant.from(text));

/** Printable words on one line. */
export const lineInput = (maxCharacters: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxCharacters)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'control characters are not allowed');

/** Printable words on one line or several. */
export const wordsInput = (maxCharacters: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maxCharacters)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|\n)*$/u, 'control characters are not allowed, but for line breaks');

/** A phone number, as E.164 and in no other form. */
export const phoneInput = z
  .string()
  .max(20)
  .refine((text) => normalisePhone(text) === text, 'expected a phone number in E.164, such as +15125550143')
  .meta({ example: '+15125550143' });

const yearOf = (text: string): number => Number(text.slice(0, 4));
