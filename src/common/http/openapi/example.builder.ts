/** A schema as JSON Schema 2020-12 has it; only what examples are made of. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  const?: unknown;
  enum?: unknown[];
  example?: unknown;
  examples?: unknown[];
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
}

/** By name, for schemas that refer to them. */
export type NamedSchemas = Readonly<Record<string, JsonSchema>>;

const OF_FORMAT: Readonly<Record<string, string>> = {
  uuid: '0d9a3c1e-6b7f-4c2a-9e51-2f8b7d4a6c10',
  'date-time': '2026-11-24T15:30:00Z',
  date: '2026-11-24',
  email: 'ana.rivera@clinic.example',
  uri: 'https://clinic.example/hooks/crownline',
};

/**
 * An example made of those of the fields, so that each is written once, where the field is. What can't be guessed (a pattern, a
 * meaning) has an example of its own; a test compares all of them with their schemas.
 */
export function exampleOf(schema: JsonSchema, named: NamedSchemas): unknown {
  if (schema.$ref) return exampleOf(named[schema.$ref.replace('#/components/schemas/', '')] ?? {}, named);
  const given = [schema.example, schema.examples?.[0], schema.const, schema.enum?.[0], schema.default];
  const first = given.find((value) => value !== undefined);
  if (first !== undefined) return first;
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return exampleOf(alternatives.find(({ type }) => type !== 'null') ?? { type: 'null' }, named);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part, named))) as unknown;
  return exampleOfType(schema, named);
}

function exampleOfType(schema: JsonSchema, named: NamedSchemas): unknown {
  const type = [schema.type].flat().find((name) => name !== 'null');
  switch (type) {
    case 'object':
      return exampleOfObject(schema, named);
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, () => exampleOf(schema.items ?? {}, named));
    case 'string':
      return OF_FORMAT[schema.format ?? ''] ?? 'text'.padEnd(schema.minLength ?? 0, '.');
    case 'integer':
    case 'number':
      return exampleOfNumber(schema);
    case 'boolean':
      return true;
    default:
      return null;
  }
}

/** With what may be left out only where its field says how it looks: two such fields may exclude each other. */
function exampleOfObject({ properties = {}, required = [] }: JsonSchema, named: NamedSchemas): object {
  const shown = Object.entries(properties).filter(
    ([name, { example }]) => required.includes(name) || example !== undefined,
  );
  return Object.fromEntries(shown.map(([name, property]) => [name, exampleOf(property, named)]));
}

function exampleOfNumber({ minimum, exclusiveMinimum, maximum }: JsonSchema): number {
  const least = minimum ?? (exclusiveMinimum === undefined ? -Infinity : exclusiveMinimum + 1);
  return Math.min(Math.max(least, 1), maximum ?? Infinity);
}
