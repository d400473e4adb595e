import fc from 'fast-check';
import type { JsonSchema } from '../../src/common/http/openapi/example.builder.js';

/** A schema with all that random values are made of. */
export interface RandomSchema extends Omit<JsonSchema, 'properties' | 'items' | 'anyOf' | 'oneOf' | 'allOf'> {
  properties?: Record<string, RandomSchema>;
  additionalProperties?: boolean | RandomSchema;
  items?: RandomSchema;
  anyOf?: RandomSchema[];
  oneOf?: RandomSchema[];
  allOf?: RandomSchema[];
  pattern?: string;
  maxLength?: number;
  maxItems?: number;
  exclusiveMaximum?: number;
}

export interface RandomSources {
  named: Readonly<Record<string, RandomSchema>>;
  /** Ids that exist, for fields that want one. */
  ids: readonly string[];
  /** Texts and times are such as nobody means, where a schema lets any stand. */
  odd?: boolean;
}

/** Values that fit a schema, and now and then at some place one that fits nothing. */
export function arbitraryOf(schema: RandomSchema, sources: RandomSources): fc.Arbitrary<unknown> {
  const fitting = fittingOf(schema, sources);
  return fc.oneof({ arbitrary: fitting, weight: 80 }, { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 });
}

function fittingOf(schema: RandomSchema, sources: RandomSources): fc.Arbitrary<unknown> {
  if (schema.$ref) return arbitraryOf(sources.named[schema.$ref.split('/').at(-1) ?? ''] ?? {}, sources);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return fc.oneof(...alternatives.map((one) => arbitraryOf(one, sources)));
  if (schema.allOf) {
    const parts = schema.allOf.map((part) => fittingOf(part, sources) as fc.Arbitrary<object>);
    return fc.tuple(...parts).map((values) => Object.assign({}, ...values) as unknown);
  }
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return fc.jsonValue({ maxDepth: 2 });
  return fc.oneof(...types.map((type) => ofType(type, schema, sources)));
}

function ofType(type: string, schema: RandomSchema, sources: RandomSources): fc.Arbitrary<unknown> {
  switch (type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer(boundsOf(schema));
    case 'number': {
      const { min, max } = boundsOf(schema);
      return fc.double({ min, max, noNaN: true });
    }
    case 'string':
      return textOf(schema, sources);
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}, sources), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, Math.max(4, schema.minItems ?? 0)),
      });
    default:
      return objectOf(schema, sources);
  }
}

function objectOf({ properties = {}, required = [] }: RandomSchema, sources: RandomSources): fc.Arbitrary<object> {
  const fields = Object.entries(properties).map(([name, property]) => [name, arbitraryOf(property, sources)]);
  const known = Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>;
  const fitting = fc.record(known, { requiredKeys: required.filter((name) => name in known), noNullPrototype: true });
  return fc.oneof(
    { arbitrary: fitting, weight: 40 },
    { arbitrary: fc.record(known, { requiredKeys: [], noNullPrototype: true }), weight: 1 },
  );
}

/** Written as days and moments are, and none of the calendar's or none that we keep. */
const IMPOSSIBLE_TIMES = [
  ...['2026-02-30', '2026-13-01', '0000-01-01', '-000001-01-01', '+275761-01-01', '9999-12-31', 'ge2026-02-30'],
  ...['2026-11-24T24:61:00Z', '2026-02-30T10:00:00Z', '2026-11-24T10:00:00+99:99', '0000-01-01T00:00:00Z'],
  ...['+275761-01-01T00:00:00Z', '2026-12-31T23:59:60Z', '2026-11-24T10:00:00.0000000001Z', '24:61', '-1:00'],
];

/** What no text of Postgres holds, what is not seen, what turns the order of what stands beside it, and names that objects have. */
const ODD_TEXTS = [
  '\0',
  '\ud83d',
  '\udfff',
  '\u0007',
  '\u009b',
  '\u202e',
  '\u2066',
  '\u200b',
  '__proto__',
  'x'.repeat(9000),
];

function oddTextOf(example: readonly string[]): fc.Arbitrary<string> {
  if (example.some((text) => /\d{4}-\d\d|\d\d:\d\d/.test(text)))
    return fc.constantFrom(...IMPOSSIBLE_TIMES, ...example);
  return fc.tuple(fc.constantFrom('', ...example), fc.constantFrom('', ...ODD_TEXTS)).map((parts) => parts.join(''));
}

function textOf(schema: RandomSchema, { ids, odd }: RandomSources) {
  const { format, pattern, minLength = 0, maxLength = 40, examples } = schema;
  const example = examples?.filter((value) => typeof value === 'string') ?? [];
  if (odd && (format !== 'uuid' || ids.length === 0))
    return oddTextOf(format?.startsWith('date') ? ['2026-11-24'] : example);
  // Twice as likely as anything else: what a client would really send.
  const texts = example.length > 0 ? [fc.constantFrom(...example), fc.constantFrom(...example)] : [];
  switch (format) {
    case 'uuid':
      texts.push(fc.uuid(), ...(ids.length > 0 ? [fc.constantFrom(...ids), fc.constantFrom(...ids)] : []));
      break;
    case 'date-time':
      texts.push(soon.map((date) => date.toISOString()));
      break;
    case 'date':
      texts.push(soon.map((date) => date.toISOString().slice(0, 10)));
      break;
    case 'email':
      texts.push(fc.emailAddress());
      break;
    default:
      // Properties of characters are of patterns that keep something out; any text may have it or not.
      if (pattern !== undefined && !/\\p\{/i.test(pattern)) texts.push(fc.stringMatching(new RegExp(pattern, 'u')));
      else texts.push(fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 40) }));
  }
  return fc.oneof(...texts);
}

/** Around the days of the demo clinic's schedule, and far from them. */
const soon = fc.oneof(
  { arbitrary: fc.date({ min: new Date('2026-11-01'), max: new Date('2027-02-01'), noInvalidDate: true }), weight: 5 },
  { arbitrary: fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), weight: 1 },
);

function boundsOf({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }: RandomSchema): {
  min: number;
  max: number;
} {
  const min = minimum ?? (exclusiveMinimum === undefined ? -1000 : exclusiveMinimum + 1);
  const max = maximum ?? (exclusiveMaximum === undefined ? Math.max(min, 1_000_000) : exclusiveMaximum - 1);
  return { min: Math.max(min, -2_147_483_648), max: Math.min(max, 2_147_483_647) };
}
