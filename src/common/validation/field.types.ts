import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { normalisePhone } from './phone.js';

// Fields of requests that several resources take.

// No control characters, no half of a surrogate pair, which no Postgres text can hold, and nothing that turns the order of what stands
// around it. A name has nothing in it either that can't be seen: two that look alike would be two. What joins letters or emoji stays.
const ONE_LINE = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_C}\u00ad\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb]*$/u;
const LINES = /^(?:[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]|[\n\t])*$/u;
const NO_NUMBER = 'expected a phone number in E.164, such as +15125550143';
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** Joins nothing that is written so, and can't be seen. */
const STRAY_JOINER =
  /(?:^|[\s\p{ASCII}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\u200c\u200d]|[\u200c\u200d]$/u;
const NOT_ONE_LINE = 'expected printable characters on one line';

/** May be empty. */
export const optionalText = (maxLength: number) =>
  z
    .string()
    .trim()
    .max(maxLength)
    .regex(ONE_LINE, NOT_ONE_LINE)
    .refine((text) => !STRAY_JOINER.test(text), NOT_ONE_LINE);

/** What a person or a thing is called, or a short remark, on one line. */
export const shortText = (maxLength: number) => optionalText(maxLength).min(1);

/** One line or several. */
export const longText = (maxLength: number) =>
  z.string().trim().min(1).max(maxLength).regex(LINES, 'expected printable characters, line breaks and tabs');

/**
 * For a rule about several fields. Without it zod asks the rule although one of them was refused, with what was sent in the place of what
 * that would have been turned into: a text where there should be a day.
 */
export const whenRead = { when: ({ issues }: { issues: readonly unknown[] }) => issues.length === 0 };

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
