import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** The first of January 2200. Later ones are no row's, and some of them are written in a way that Postgres does not read. */
const LATEST_MS = 7_258_118_400_000;

/** An instant in a place of a list. */
export const placeMs = z.int().min(0).max(LATEST_MS);

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

/** Where a list by time goes on: the instant of its last row, and the row's id among those of the same instant. */
export const RowPlace = z.strictObject({ atMs: placeMs, id: z.uuid() });
export type RowPlace = z.infer<typeof RowPlace>;

export const rowPlace = (at: Temporal.Instant, id: string): RowPlace => ({ atMs: at.epochMilliseconds, id });

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}
