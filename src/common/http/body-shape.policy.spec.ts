import { bodyShapeFault, MAX_BODY_DEPTH } from './body-shape.policy.js';

const nested = (depth: number, [open, close]: [string, string]): unknown =>
  JSON.parse(`${open.repeat(depth)}1${close.repeat(depth)}`);

const LIST: [string, string] = ['[', ']'];
const OBJECT: [string, string] = ['{"a":', '}'];

it.each([LIST, OBJECT])('lets %s be nested so far and no further, however deep that is', (...pair) => {
  expect(bodyShapeFault(nested(MAX_BODY_DEPTH, pair))).toBeNull();
  for (const depth of [MAX_BODY_DEPTH + 1, 5000, 30_000]) {
    expect(bodyShapeFault(nested(depth, pair))).toBe('is nested deeper than 32 levels');
  }
});

it('counts how deep a body is and not how wide', () => {
  expect(bodyShapeFault(Array.from({ length: 10_000 }, () => [{}]))).toBeNull();
});

it('knows no field that would be the kind of its object, wherever it stands', () => {
  for (const text of ['{"__proto__":{}}', '{"a":[{"__proto__":null}]}']) {
    expect(bodyShapeFault(JSON.parse(text))).toBe('has fields that are not known');
  }
});

it('has nothing against anything else', () => {
  for (const body of [undefined, null, '', 'text', 1, {}, [], { constructor: 1 }])
    expect(bodyShapeFault(body)).toBeNull();
});
