import { z } from 'zod';
import { cursorOf } from '../common/http/cursor.codec.js';
import { readSearchDate, type SearchDate } from './search-date.policy.js';

// Search parameters of FHIR. A parameter that is not known is refused: what a client believes to have filtered by would be shown to it.

const MAX_COUNT = 200;
const FORMATS = ['json', 'application/json', 'application/fhir+json'];

export const pageOfSearch = <Place extends z.ZodType>(place: Place) => ({
  _count: z.coerce.number().int().min(1).max(MAX_COUNT).default(50).describe('How many at a time.'),
  _cursor: cursorOf(place).optional().describe('Where the page begins; from the link to the next one.'),
  _format: z
    .string()
    .max(40)
    // Many clients forget to escape the plus, which stands for a space in a query.
    .refine((format) => FORMATS.includes(format.replace(' ', '+')), `expected one of ${FORMATS.join(', ')}`)
    .optional()
    .describe('JSON; there is no other.')
    .meta({ example: 'json' }),
});

const searchDate = z.string().transform((text, context): SearchDate => {
  const read = readSearchDate(text);
  if (read) return read;
  context.addIssue({
    code: 'custom',
    message: 'expected eq, ge, gt, le or lt and a date (ge2026-11-24) or an instant with its offset, 1901 to 2198',
  });
  return z.NEVER;
});

/** One or two of them, such as a beginning and an end. */
export const searchDates = z
  .union([searchDate, z.array(searchDate).min(1).max(2)])
  .transform((dates) => [dates].flat())
  .describe('A day of the clinic, or an instant with its offset, with a prefix: eq, ge, gt, le, lt.')
  .meta({ example: 'ge2026-11-24' });

/** `free`, or several with commas. */
export const codesOf = <Code extends string>(codes: readonly Code[]) =>
  z
    .string()
    .max(200)
    .transform((text, context): Code[] => {
      const named = text.split(',');
      const known = codes.filter((code) => named.includes(code));
      if (named.length > 0 && named.every((name) => known.some((code) => code === name))) return known;
      context.addIssue({ code: 'custom', message: `expected ${codes.join(', ')}` });
      return z.NEVER;
    })
    .meta({ example: codes[0] });
