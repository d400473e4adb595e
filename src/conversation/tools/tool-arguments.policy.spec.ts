import { boundedArguments, parseArguments } from './tool-arguments.policy.js';

it.each([
  '',
  '{}',
  '{"when":"next Tuesday"}',
  '{"a":{"b":[1,2,{"c":[{}]}]}}',
  `{"message":"${'['.repeat(500)}"}`,
  String.raw`{"message":"she said \"[[[[[[[[[[[[\" and left"}`,
  'not json at all',
])('keeps what can be looked into: %s', (json) => {
  expect(boundedArguments(json)).toBe(json);
});

it.each([
  ['a text of a hundred thousand characters', JSON.stringify({ message: 'x'.repeat(100_000) })],
  ['a list of thousands', JSON.stringify({ slotId: Array.from({ length: 5000 }, (_, index) => index) })],
  ['lists in lists', '['.repeat(4000)],
  ['objects in objects', '{"a":'.repeat(1500) + '1' + '}'.repeat(1500)],
  ['more brackets than there is stack for', '['.repeat(1_000_000)],
])('looks into no %s', (_what, json) => {
  expect(boundedArguments(json)).toBe('null');
});

it('takes nothing for no arguments, and what is no JSON for none that fit', () => {
  expect([parseArguments(''), parseArguments('{"a":1}'), parseArguments('{"a"')]).toEqual([{}, { a: 1 }, undefined]);
});

it('takes out what no database can hold', () => {
  expect(parseArguments(String.raw`{"a":"x\u0000\ud800y","b":["\u0000"]}`)).toEqual({ a: 'xy', b: [''] });
});
