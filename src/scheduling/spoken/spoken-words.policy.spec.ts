import { ordinal, plainWords } from './spoken-words.policy.js';

it.each([
  ['Next TUESDAY, please!', 'next tuesday please'],
  ['the twenty fourth', 'the 24th'],
  ['twenty-first of May', '21st of may'],
  ['thirty-one', '31'],
  ['half past nine', '9:30'],
  ['a quarter to one', '12:45'],
  ['quarter past eleven', '11:15'],
  ['nine thirty a.m.', '9:30 am'],
  ["five o'clock", '5 oclock'],
  ['at noon', 'at 12:00 pm'],
  ['Mon-Fri', 'mon to fri'],
  ['9–11', '9 to 11'],
  ['Nov. 24', 'nov 24'],
  ['24.11.2026', '24.11.2026'],
  ['@2026-11-24', '2026-11-24'],
])('reads "%s" as "%s"', (text, expected) => {
  expect(plainWords(text)).toBe(expected);
});

it('knows the endings of ordinals', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 30, 31].map(ordinal).join(' ')).toBe(
    '1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 23rd 30th 31st',
  );
});
