import { Injectable, StandardSchemaValidationPipe, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { InvalidInputError } from '../errors/domain.error.js';

type PathSegment = PropertyKey | { readonly key: PropertyKey };

/**
 * Parses what a parameter's `schema` describes (`@Query({ schema })`), and names every field that is wrong: by JSON
 * pointer in a body, by name in a query or path.
 */
@Injectable()
export class InputValidationPipe implements PipeTransform {
  transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const pipe = new PlainSchemaPipe({
      exceptionFactory: (issues) =>
        new InvalidInputError(
          issues.map((issue) => ({ field: fieldName(issue.path ?? [], metadata), detail: detailOf(issue) })),
        ),
    });
    return pipe.transform(value, metadata);
  }
}

/** Nest's own takes `__proto__` away, and then nobody sees that it was there. Schemas refuse it as any field that they don't know. */
class PlainSchemaPipe extends StandardSchemaValidationPipe {
  protected override stripProtoKeys(): void {}
}

/** zod quotes the names of fields that it does not know, and those are whatever the request says. */
const detailOf = (issue: { message: string; code?: unknown }): string =>
  issue.code === 'unrecognized_keys' ? 'has fields that are not known' : issue.message;

function fieldName(path: readonly PathSegment[], { type, data }: ArgumentMetadata): string {
  const keys = path.map((segment) => String(typeof segment === 'object' ? segment.key : segment));
  if (type === 'body') return keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return [...(data ? [data] : []), ...keys].join('.');
}
