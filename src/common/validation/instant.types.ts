import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

const EARLIEST = Temporal.Instant.from('1900-01-01T00:00:00Z');
const LATEST = Temporal.Instant.from('2200-01-01T00:00:00Z');

/** A moment with its offset, to the millisecond, of a time that the database can hold. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text, context): Temporal.Instant => {
    const at = parsed(text);
    if (at && Temporal.Instant.compare(EARLIEST, at) <= 0 && Temporal.Instant.compare(at, LATEST) < 0) {
      return Temporal.Instant.fromEpochMilliseconds(at.epochMilliseconds);
    }
    context.addIssue({ code: 'custom', message: 'expected an instant with its offset, 1900 to 2199' });
    return z.NEVER;
  })
  .meta({ example: '2026-11-24T15:30:00Z' });

function parsed(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text);
  } catch {
    // More digits of a second than nine.
    return null;
  }
}
