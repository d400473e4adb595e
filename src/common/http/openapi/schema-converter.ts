import { z } from 'zod';

/**
 * How a zod schema stands in the document: JSON Schema 2020-12, which OpenAPI 3.1 has in place of its own dialect. Where input is
 * transformed it is the input that is described.
 */
export function convertSchema(schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) {
  if (!(schema instanceof z.ZodType)) return undefined;
  const {
    $defs: components = {},
    $schema: _,
    ...converted
  } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: schemaType,
    unrepresentable: 'any',
  });
  return { schema: converted, components };
}
