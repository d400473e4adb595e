import { createHash, randomUUID } from 'node:crypto';
import { readIdempotencyKey } from '../common/http/idempotency-key.js';

/**
 * The key under which an order of the API is stored: keys of clients and keys of the product's own parts never meet. Clients
 * make theirs of what they have, such as a number or a name, so only a digest is kept.
 *
 * @throws InvalidInputError
 */
export function idempotencyKeyOf(header: string | undefined): string {
  if (header === undefined) return `api:${randomUUID()}`;
  return `api:${createHash('sha256').update(readIdempotencyKey(header)).digest('base64url')}`;
}
