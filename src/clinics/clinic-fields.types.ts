import { z } from 'zod';

// Pieces of what the routes take by which a clinic settles things.

const FIRST_DAY = '2000-01-01';
const LAST_DAY = '2199-12-31';

/** A day of the clinic. Whatever is outside of these years is a slip of the keyboard. */
export const calendarDay = z.iso
  .date({ abort: true })
  .refine((day) => FIRST_DAY <= day && day <= LAST_DAY, `must be within ${FIRST_DAY} and ${LAST_DAY}`)
  .meta({ example: '2026-12-24' });

/** Where a list by name goes on: text that the database can hold. */
export const namePlace = z.string().regex(/^[^\0\p{Cs}]*$/u);

/** A filter of a list, where absent means both. */
export const yesOrNo = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional();

/** A body that changes something: one without a field is a mistake. */
export const changeOf = <Shape extends z.ZodRawShape>(fields: Shape) =>
  z
    .strictObject(fields)
    .partial()
    .refine(
      (body) => Object.values(body).some((value) => value !== undefined),
      'expected at least one field to change',
    );
