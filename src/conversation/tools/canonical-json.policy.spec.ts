import fc from 'fast-check';
import { canonicalJson } from './canonical-json.policy.js';

it('is the same for the same value, whatever the order of keys and the white space', () => {
  expect(canonicalJson('{ "b": [ { "d": 1, "c": null } ], "a": "x" }')).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
  expect(canonicalJson('')).toBe(canonicalJson('{}'));
});

it('keeps values apart, and leaves alone what is no JSON', () => {
  expect(canonicalJson('[1,2]')).not.toBe(canonicalJson('[2,1]'));
  expect(canonicalJson('{oops')).toBe('{oops');
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
