import { dateInWords, phoneInWords } from './spoken-facts.policy.js';

it.each([
  ['1985-03-04', 'March fourth, nineteen eighty-five'],
  ['2017-06-01', 'June first, twenty seventeen'],
  ['2009-12-31', 'December thirty-first, two thousand nine'],
  ['1900-01-12', 'January twelfth, nineteen hundred'],
  ['1907-08-23', 'August twenty-third, nineteen oh seven'],
  ['2000-11-20', 'November twentieth, two thousand'],
])('says the date %s', (iso, said) => {
  expect(dateInWords(iso)).toBe(said);
});

it('says a number in the groups in which it is written', () => {
  expect(phoneInWords('+15125550143')).toBe('five one two, five five five, zero one four three');
});
