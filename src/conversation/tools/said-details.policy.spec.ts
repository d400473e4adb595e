import { Temporal } from 'temporal-polyfill';
import { birthDateOf, codeOf, splitName } from './said-details.policy.js';

const TODAY = Temporal.PlainDate.from('2026-11-20');

it.each([
  ['Ada Marsh', { givenName: 'Ada', familyName: 'Marsh' }],
  ['  Mary  Ann Lee ', { givenName: 'Mary Ann', familyName: 'Lee' }],
  ['Ada', null],
  ['', null],
])('splits "%s" into %j', (full, expected) => {
  expect(splitName(full)).toEqual(expected);
});

it.each([
  ['1985-03-04', '1985-03-04'],
  [' 1985-03-04 ', '1985-03-04'],
  ['2026-11-20', '2026-11-20'],
  ['2026-11-21', null], // tomorrow
  ['1899-12-31', null],
  ['1985-02-30', null],
  ['03/04/1985', null],
  ['keyed', '1990-12-24'],
  ['Keyed', '1990-12-24'],
])('reads the birth date %s as %s', (given, expected) => {
  expect(birthDateOf(given, { birth_date: '1990-12-24' }, TODAY)?.toString() ?? null).toBe(expected);
});

it('has no birth date or code when nothing was keyed in', () => {
  expect(birthDateOf('keyed', {}, TODAY)).toBeNull();
  expect(codeOf('keyed', {})).toBeNull();
});

it.each([
  ['048213', '048213'],
  ['0 4 8, 2 1 3', '048213'],
  ['048-213', '048213'],
  ['48213', null],
  ['0482134', null],
  ['zero four', null],
  ['keyed', '111222'],
])('reads the code %s as %s', (given, expected) => {
  expect(codeOf(given, { code: '111222' })).toBe(expected);
});
