import { z } from 'zod';
import { InvalidInputError } from '../errors/domain.error.js';

export const IDEMPOTENCY_KEY_HEADER = 'Idempotency-Key';

const Key = z.string().regex(/^[\x21-\x7e]{1,100}$/, 'expected 1 to 100 printable characters');

/**
 * What a client names a request by, out of the header.
 *
 * @throws InvalidInputError
 */
export function readIdempotencyKey(header: string): string {
  const read = Key.safeParse(header);
  if (read.success) return read.data;
  throw new InvalidInputError(
    read.error.issues.map(({ message }) => ({ field: IDEMPOTENCY_KEY_HEADER, detail: message })),
  );
}
