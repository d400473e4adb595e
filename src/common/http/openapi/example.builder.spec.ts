import { exampleOf } from './example.builder.js';

it('takes what a field says of itself before it makes something up', () => {
  const schema = {
    type: 'object',
    required: ['name', 'kind', 'limit', 'startsAt', 'note', 'tags'],
    properties: {
      name: { type: 'string', examples: ['Dr. Rivera'] },
      kind: { type: 'string', enum: ['busy', 'reserved'] },
      limit: { type: 'integer', default: 50 },
      startsAt: { type: 'string', format: 'date-time' },
      note: { anyOf: [{ type: 'null' }, { type: 'string' }] },
      tags: { type: 'array', minItems: 2, items: { type: 'boolean' } },
    },
  };
  expect(exampleOf(schema, {})).toEqual({
    name: 'Dr. Rivera',
    kind: 'busy',
    limit: 50,
    startsAt: '2026-11-24T15:30:00Z',
    note: 'text',
    tags: [true, true],
  });
});

it('leaves out what may be left out, unless its field says how it looks', () => {
  const properties = { holdId: { type: 'string' }, reason: { type: 'string', example: 'Moved away' } };
  expect(exampleOf({ type: 'object', properties }, {})).toEqual({ reason: 'Moved away' });
});

it('follows names, joins parts and keeps within bounds', () => {
  const named = { Minutes: { type: 'integer', minimum: 5 } };
  const part = {
    type: 'object',
    required: ['minutes'],
    properties: { minutes: { $ref: '#/components/schemas/Minutes' } },
  };
  expect(exampleOf({ allOf: [part, { type: 'object' }] }, named)).toEqual({ minutes: 5 });
  expect(exampleOf({ type: 'integer', exclusiveMinimum: 3 }, {})).toBe(4);
  expect(exampleOf({ type: 'integer', maximum: 0 }, {})).toBe(0);
  expect(exampleOf({ type: 'string', minLength: 10 }, {})).toHaveLength(10);
});
