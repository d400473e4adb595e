import { leftToSay } from './left-to-say.policy.js';

const SECOND = 8000;
const OFFER = 'I have Monday, March 8 at 9:00 AM with Dr. Amara Osei. Which one would you like?';

it('is all of a text that had hardly begun', () => {
  expect(leftToSay(OFFER, 160)).toBe(OFFER);
});

it('begins with the sentence that was being said, not at an abbreviation in it', () => {
  expect(leftToSay(OFFER, 4 * SECOND)).toBe(OFFER);
  expect(leftToSay(OFFER, 6 * SECOND)).toBe('Which one would you like?');
});

it('is nothing when even a slow voice would have said it', () => {
  expect(leftToSay(OFFER, 8 * SECOND)).toBe('');
  expect(leftToSay('', 0)).toBe('');
});
