import { z } from 'zod';
import { cursorOf, encodeCursor } from './cursor.codec.js';

const MAX_LIMIT = 200;
const DEFAULT_LIMIT = 50;

/** The parameters that every list takes. `place` is what its cursors hold. */
export const pageParameters = <Place extends z.ZodType>(place: Place) => ({
  cursor: cursorOf(place).optional().describe('`nextCursor` of the page before.'),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT),
});

export interface Page<Item> {
  items: Item[];
  /** Null on the last page. */
  nextCursor: string | null;
}

/** What a list answers, for the document. */
export const pageSchema = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('Null on the last page.'),
  });

/** A page out of `limit + 1` rows, the last of which only tells that there is more. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  placeOf: (last: Row) => unknown,
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: last !== undefined && rows.length > limit ? encodeCursor(placeOf(last)) : null,
  };
}
