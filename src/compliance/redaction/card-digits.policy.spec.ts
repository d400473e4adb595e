import { cardDigitPlaces, cardDigitsIn, holdsRestOfCard } from './card-digits.policy.js';
import type { SpokenTurn } from './redaction.types.js';

/** `A:` begins a turn of the agent. */
const turnsOf = (...lines: string[]): SpokenTurn[] =>
  lines.map((line) => ({ role: line.startsWith('A:') ? 'agent' : 'caller', text: line.replace(/^A: /, '') }));
const heard = (...lines: string[]) => cardDigitsIn(turnsOf(...lines));

describe('digits of a card', () => {
  it('have begun when eight of them can be no phone number', () => {
    expect(heard('4111 1111')).toBe('begun');
    expect(heard('four one one one', 'A: mhm', 'one one one one')).toBe('begun');
    expect(heard('A: Which card?', 'four two four two four two four two')).toBe('begun');
  });

  it('have not begun while they may be those of a phone', () => {
    expect(heard('four one five five five five one two')).toBe('none');
  });

  it.each(['What is your phone number?', 'Your member ID?', 'Your date of birth?'])(
    'have not begun in the answer to "%s"',
    (question) => {
      expect(heard(`A: ${question}`, '4111 1111 11')).toBe('none');
    },
  );

  it('are whole when the sum is right, over turns too', () => {
    expect(heard('4111 1111 1111 1111')).toBe('whole');
    expect(heard('4111 1111', 'A: go on', '1111 1111')).toBe('whole');
    expect(heard('4111 1111', 'A: Please stop.', '1111 1111')).toBe('whole');
  });

  it('are whole still while the caller murmurs, and none when the talk has gone on', () => {
    expect(heard('4111 1111 1111 1111', 'A: mhm', 'um okay')).toBe('whole');
    expect(heard('4111 1111 1111 1111', 'A: Please do not say that.', 'okay sorry')).toBe('none');
    expect(heard('4111 1111 1111 1111', 'and I have a toothache')).toBe('none');
  });

  it('are none in times, teeth and prices', () => {
    expect(heard('tooth 14, at 4:15, for 55 dollars')).toBe('none');
    expect(heard()).toBe('none');
  });
});

it('are found where they are, in every turn that they touch', () => {
  const placed = (...lines: string[]) =>
    cardDigitPlaces(turnsOf(...lines)).map(({ turn, from, to }) => lines[turn]?.slice(from, to));
  expect(placed('It is 4111 1111, okay?')).toEqual(['4111 1111']);
  expect(placed('So four one one one', 'A: mhm', 'one one one one')).toEqual(['four one one one', 'one one one one']);
  expect(placed('My number is 512 555 0143.')).toEqual([]);
});

describe('a turn behind a card that was begun', () => {
  const goesOn = (...lines: string[]) => holdsRestOfCard(turnsOf('4111 1111', 'A: Please do not say that.', ...lines));

  it('goes on with it, whatever was said in between', () => {
    expect(goesOn("A: I'm the clinic's AI assistant.", '1111 1111')).toBe(true);
    expect(goesOn("A: I'm the clinic's AI assistant.", '512 555 0143')).toBe(false);
  });

  it.each(['1111 1111', 'It expires 12 27.', 'The code is one two three.', 'and then five six seven eight'])(
    'goes on with it: %s',
    (text) => {
      expect(goesOn(text)).toBe(true);
    },
  );

  it.each([
    'Oh, sorry. A cleaning, please.',
    'Tuesday at 10:30, please.',
    'The fourteenth, at ten fifteen.',
    'It is tooth 14, and I am 35.',
    'I was born on March 4, 1985.',
    'My phone number is 512 555 0143.',
    'It was 120 dollars.',
  ])('is about something else: %s', (text) => {
    expect(goesOn(text)).toBe(false);
  });

  it('answers what was asked', () => {
    expect(goesOn('A: And your member number?', 'It is 883 204 417.')).toBe(false);
    expect(goesOn('A: Where can we reach you?', 'A: What is your phone number?', '512 555 0143')).toBe(false);
  });
});
