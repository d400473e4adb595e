import { z } from 'zod';
import { encodeCursor } from './cursor.codec.js';
import { pageOf, pageParameters } from './page.types.js';

const page = (rows: number[], limit: number) =>
  pageOf(
    rows,
    limit,
    (last) => last,
    (row) => `row ${row}`,
  );

it('goes on after the last row that is shown', () => {
  expect(page([1, 2, 3], 2)).toEqual({ items: ['row 1', 'row 2'], nextCursor: encodeCursor(2) });
});

it('has no next cursor on the last page, be it full or empty', () => {
  expect(page([1, 2], 2)).toEqual({ items: ['row 1', 'row 2'], nextCursor: null });
  expect(page([], 2)).toEqual({ items: [], nextCursor: null });
});

it('takes fifty rows when no limit is given, and at most two hundred', () => {
  const query = z.object(pageParameters(z.int()));
  expect(query.parse({})).toEqual({ limit: 50 });
  expect(query.parse({ limit: '200', cursor: encodeCursor(7) })).toEqual({ limit: 200, cursor: 7 });
  for (const limit of ['0', '201', '-1', '1.5', 'ten', '']) expect(query.safeParse({ limit }).success).toBe(false);
});
