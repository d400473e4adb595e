import { createHash } from 'node:crypto';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';
import { InvalidInputError } from '../errors/domain.error.js';
import { PreconditionFailedError } from './http.errors.js';
import { ApiProblems } from './problem.decorators.js';

const DIGEST_CHARACTERS = 27;
const MAX_TAGS = 20;
/** RFC 9110 §8.8.3; weak ones never match where something is changed (§13.1.1), and we give none. */
const TAG_LIST = /^\s*(?:W\/)?"[\x21\x23-\x7e]*"(?:\s*,\s*(?:W\/)?"[\x21\x23-\x7e]*")*\s*$/;
const TAG = /(?:W\/)?"[^"]*"/g;

/** The strong tag of a body as it is sent. Express asks for it with every answer (`app.set('etag', …)`). */
export const etagOf = (body: string | Buffer): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, DIGEST_CHARACTERS)}"`;

/** What a change depends on: that the resource is still what its client has read. */
export class Precondition {
  /** Of a change that depends on nothing. */
  static readonly NONE = new Precondition(null);

  constructor(private readonly tags: readonly string[] | null) {}

  /**
   * To be called in the transaction of the change with the row locked, or two who have read the same both pass.
   *
   * @param item the resource as its `GET` shows it; null where there is none, which no tag names, nor does `*` (RFC 9110 §13.1.1).
   * @throws PreconditionFailedError
   */
  check(item: unknown): void {
    if (this.tags === null) return;
    if (item === null) throw new PreconditionFailedError();
    if (this.tags.includes('*')) return;
    if (!this.tags.includes(etagOf(JSON.stringify(item)))) throw new PreconditionFailedError();
  }
}

/** The `If-Match` header of a change, as a `Precondition`. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): Precondition => {
  const header = context.switchToHttp().getRequest<Request>().headers['if-match'];
  return header === undefined ? Precondition.NONE : preconditionOf(header);
});

/** Documents that a change may depend on what was read. */
export const TakesIfMatch = () =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: 'The `ETag` of what was read: the change is made only if it is still that.',
    }),
    ApiProblems(412),
  );

/** @throws InvalidInputError */
export function preconditionOf(header: string): Precondition {
  if (header.trim() === '*') return new Precondition(['*']);
  const tags = TAG_LIST.test(header) ? (header.match(TAG) ?? []) : [];
  if (tags.length > 0 && tags.length <= MAX_TAGS) return new Precondition(tags);
  throw new InvalidInputError([{ field: 'If-Match', detail: 'expected entity tags in quotes, or *' }]);
}
