import { Temporal } from 'temporal-polyfill';
import type { PatientId } from '../common/ids/ids.js';
import { claimedBy, isMinor, mayActFor, onlyOne } from './proof.policy.js';

const TODAY = Temporal.PlainDate.from('2026-11-20');
const date = (text: string) => Temporal.PlainDate.from(text);

it.each([
  ['2008-11-21', true],
  ['2008-11-20', false], // the eighteenth birthday itself
  ['2026-11-20', true],
  ['1950-01-01', false],
])('takes whoever was born on %s for under age: %s', (birthDate, expected) => {
  expect(isMinor(date(birthDate), TODAY)).toBe(expected);
});

it('makes those who were born on a leap day wait for the first of March', () => {
  expect(isMinor(date('2008-02-29'), date('2026-02-28'))).toBe(true);
  expect(isMinor(date('2008-02-29'), date('2026-03-01'))).toBe(false);
});

const patient = (givenName: string, familyName: string, birthDate: string | null = '1985-03-04') => ({
  id: givenName as PatientId,
  givenName,
  familyName,
  phone: null,
  birthDate: birthDate === null ? null : date(birthDate),
});

it.each(['María López-Vega', 'maria lopez vega', 'Lopez Vega Maria', 'LÓPEZ-VEGA, MARÍA', 'Maria Lopezvega'])(
  'knows her as %s',
  (said) => {
    expect(claimedBy(said, [patient('María', 'López-Vega')], TODAY)).toHaveLength(1);
  },
);

it.each(['Maria Lopez', 'Maria Vega', 'Mario Lopez-Vega', 'Maria', '', '?'])('knows nobody as "%s"', (said) => {
  expect(claimedBy(said, [patient('María', 'López-Vega')], TODAY)).toEqual([]);
});

it('takes the word of nobody under age, or whose birth date is not on file', () => {
  const born = [patient('Leo', 'Marsh', '2017-06-01'), patient('Leo', 'Marsh', null)];
  expect(claimedBy('Leo Marsh', born, TODAY)).toEqual([]);
});

it('picks one, and none of two', () => {
  expect(onlyOne([1])).toBe(1);
  expect(onlyOne([])).toBeNull();
  expect(onlyOne([1, 2])).toBeNull();
});

it.each([
  ['guardian', '2008-11-21', true],
  ['guardian', '2008-11-20', false],
  ['guardian', null, false],
  ['authorised', '1950-01-01', true],
  ['authorised', null, true],
] as const)('lets a representative (%s) act for somebody born on %s: %s', (relation, birthDate, expected) => {
  expect(mayActFor(relation, birthDate === null ? null : date(birthDate), TODAY)).toBe(expected);
});
