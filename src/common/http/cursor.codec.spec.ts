import fc from 'fast-check';
import { z } from 'zod';
import { cursorOf, encodeCursor } from './cursor.codec.js';

const Place = z.object({ at: z.int(), id: z.string() });
const cursor = cursorOf(Place);

it('reads what it wrote, in characters that a URL carries as they are', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.string({ maxLength: 60 }), (at, id) => {
      const text = encodeCursor({ at, id });
      expect(text).toMatch(/^[\w-]+$/);
      expect(cursor.parse(text)).toEqual({ at, id });
    }),
  );
});

it('refuses whatever it did not write, and never throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.json().map((json) => encodeCursor(json)),
      ),
      (text) => {
        expect(cursor.safeParse(text).success).toBe(false);
      },
    ),
  );
});
