import { z } from 'zod';
import { normalisePhone } from '../validation/phone.js';

// What parameters and bodies of many routes are made of.

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
