import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { instantText, wallClockText } from '../time/wall-clock.policy.js';

// Every time in an answer stands there twice: as the instant, for programs, and as the clinic's clocks show it, for people.

type Told<Name extends string, Value> = Record<Name | `${Name}Local`, Value>;

const instant = z.iso.datetime().meta({ example: '2026-11-24T15:30:00Z' });
const local = z.iso
  .datetime({ offset: true })
  .meta({ example: '2026-11-24T09:30:00-06:00' })
  .describe("The same moment by the clinic's clocks, with their offset from UTC.");

/** The fields of a schema for times that are always there. */
export const wallTimes = <Name extends string>(...names: Name[]) =>
  shapeOf(names, instant, local) as Record<Name, typeof instant> & Record<`${Name}Local`, typeof local>;

/** The same for times that may not be: both fields are null then. */
export function wallTimesOrNull<Name extends string>(...names: Name[]) {
  const [instantOrNull, localOrNull] = [instant.nullable(), local.nullable()];
  return shapeOf(names, instantOrNull, localOrNull) as Record<Name, typeof instantOrNull> &
    Record<`${Name}Local`, typeof localOrNull>;
}

const shapeOf = (names: readonly string[], at: z.ZodType, there: z.ZodType) =>
  Object.fromEntries(
    names.flatMap((name) => [
      [name, at],
      [`${name}Local`, there],
    ]),
  );

/** The values of such fields. */
export const toWallTimes = <Name extends string>(
  timeZone: string,
  times: Record<Name, Temporal.Instant>,
): Told<Name, string> => toWallTimesOrNull(timeZone, times) as Told<Name, string>;

export const toWallTimesOrNull = <Name extends string>(
  timeZone: string,
  times: Record<Name, Temporal.Instant | null>,
): Told<Name, string | null> =>
  Object.fromEntries(
    Object.entries<Temporal.Instant | null>(times).flatMap(([name, at]) => [
      [name, at && instantText(at)],
      [`${name}Local`, at && wallClockText(at, timeZone)],
    ]),
  ) as Told<Name, string | null>;
