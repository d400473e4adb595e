import { countWords, plainWords } from './words.policy.js';

describe('plainWords', () => {
  it.each([
    ['Hello,  Maria!', 'hello maria'],
    ['You’re booked.', "you're booked"],
    ['"Tuesday" at 10:30 AM — or later?', 'tuesday at 10:30 am or later'],
    ['a check-up (short)', 'a check-up short'],
    ['what … is', 'what … is'],
    ['¡José, mañana!', 'josé mañana'],
    ['', ''],
  ])('makes of %j: %j', (text, plain) => {
    expect(plainWords(text)).toBe(plain);
  });
});

describe('countWords', () => {
  it('counts none in nothing', () => {
    expect([countWords(''), countWords('one'), countWords('one two')]).toEqual([0, 1, 2]);
  });
});
