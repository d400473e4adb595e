import { Temporal } from 'temporal-polyfill';
import { InvalidInputError } from '../../common/errors/domain.error.js';

/** The days of a list: from today on when it does not say from when; `to` is included, null is without end. */
export function dayRange(
  { from, to }: { from?: Temporal.PlainDate | undefined; to?: Temporal.PlainDate | undefined },
  today: Temporal.PlainDate,
): { from: Temporal.PlainDate; to: Temporal.PlainDate | null } {
  const range = { from: from ?? today, to: to ?? null };
  if (range.to && Temporal.PlainDate.compare(range.from, range.to) > 0) {
    const detail = 'the range ends before it begins; it begins today unless `from` says otherwise';
    throw new InvalidInputError([{ field: 'to', detail }]);
  }
  return range;
}
