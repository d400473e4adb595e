import { z } from 'zod';

/**
 * Cursors say where a list goes on: the place after the last row that was read. Opaque to clients, so that what they hold
 * can change; not secret, and no proof of anything, so every query still names its clinic.
 */
export const encodeCursor = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The `cursor` parameter of a list. A cursor that this list can't have given out is an invalid input. */
export const cursorOf = <Place extends z.ZodType>(place: Place) =>
  z
    .string()
    .max(500)
    .transform((text, context): z.output<Place> => {
      const read = place.safeParse(decode(text));
      if (read.success) return read.data;
      context.addIssue({ code: 'custom', message: 'not a cursor of this list' });
      return z.NEVER;
    });

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
