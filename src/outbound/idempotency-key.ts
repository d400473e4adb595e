import { createHash, randomUUID } from 'node:crypto';
import { ApiHeader } from '@nestjs/swagger';
import { InvalidInputError } from '../common/errors/domain.error.js';
import { IdempotencyKey } from './outbound.types.js';

/** Documents the header that names an order. */
export const TakesIdempotencyKey = () =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same order with the same key is one order.',
  });

/**
 * The key under which an order of the API is stored: keys of clients and keys of the product's own parts never meet. Clients
 * make theirs of what they have, such as a number or a name, so only a digest is kept.
 *
 * @throws InvalidInputError
 */
export function idempotencyKeyOf(header: string | undefined): string {
  if (header === undefined) return `api:${randomUUID()}`;
  const read = IdempotencyKey.safeParse(header);
  if (read.success) return `api:${createHash('sha256').update(read.data).digest('base64url')}`;
  throw new InvalidInputError(read.error.issues.map(({ message }) => ({ field: 'Idempotency-Key', detail: message })));
}
