import { askedWords } from './asked-words.policy.js';

it('keeps what a question is about, and leaves out what is said around it', () => {
  expect(askedWords('Hi, I was just wondering whether you have parking at your office?', 'en')).toBe(
    'i was you parking at your',
  );
  expect(askedWords('Quisiera saber si tienen estacionamiento, por favor.', 'es')).toBe('estacionamiento');
});

it('is about nothing when somebody only says hello', () => {
  expect(askedWords('Hello, good morning.', 'en')).toBe('');
});

it('leaves no sign in the words that means something in a search', () => {
  expect(askedWords(`can't | & ! (brackets): <-> "quotes" 'x' \\ ñandú-3*`, 'en')).toBe(
    'cant brackets quotes x ñandú 3',
  );
});
