import { findIdentifiers, redactText, redactTurns } from './redaction.policy.js';
import type { SpokenTurn } from './redaction.types.js';

/** `A:` begins a turn of the agent, everything else is one of the caller. */
const turns = (...lines: string[]): SpokenTurn[] =>
  lines.map((line) => ({ role: line.startsWith('A:') ? 'agent' : 'caller', text: line.replace(/^A: /, '') }));
const leaving = (...lines: string[]): string[] => redactTurns(turns(...lines), 'leaving');

describe('what leaves the clinic', () => {
  it.each([
    [
      'four one one one um my glasses one one one one hang on honey one one one one and one one one one',
      '[card number]',
    ],
    ['forty-one eleven, eleven eleven, triple one one, double one eleven', '[card number]'],
    ['Four, one, one, one. One, one, one, one. One one one one. One one one one.', '[card number].'],
    ['4111-1111-1111-1111 exp 05/27 cvv 123', '[card number] exp [card number] cvv [card number]'],
    [
      'mi tarjeta es cuatro uno uno uno, uno uno uno uno, eh, uno uno uno uno, uno uno uno uno',
      'mi tarjeta es [card number]',
    ],
    ['for one one one, one one one one, um, one one one one, one one one one', '[card number]'],
    ['four one one one one one one one one one one one one one one won, thanks', '[card number], thanks'],
    ['my card is for one one one one one one one', 'my card is [card number]'],
    ['one to to one five five five oh one three four', '[phone number]'],
    ['my social is ate one two, three four, five six seven eight', 'my social is [social security number]'],
    ['４１１１－１１１１－１１１１－１１１１', '[card number]'],
    ['card ٤١١١ ١١١١ ١١١١ ١١١١ or ۴۱۱۱۱۱۱۱۱۱۱۱۱۱۱۱', 'card [card number] or [card number]'],
    ['4️⃣1️⃣1️⃣1️⃣ 1111 1111 ①①①①', '[card number]'],
    ['F O U R, one one one, O-N-E one one one, one one one one, one one one one', '[card number]'],
    ['cuatro uno uno uno uno u n o uno uno uno uno uno uno uno uno uno uno', '[card number]'],
    [
      'routing number oh two one, zero zero zero, zero two one, account number is 000123456789',
      'routing number [bank account], account number is [bank account]',
    ],
    ['mi número de cuenta es el 12345678901', 'mi número de cuenta es el [bank account]'],
    ['send it to DE89 3704 0044 0532 0130 00 please', 'send it to [bank account] please'],
    ['gb29 nwbk 6016 1331 9268 19', '[bank account]'],
    ["my driver's license is D123-4567-8901", "my driver's license is [driver's license]"],
    ['mi licencia de conducir es 12345678', "mi licencia de conducir es [driver's license]"],
    ['my social is one two three, four five, six seven eight nine', 'my social is [social security number]'],
    ['the last four of my social are 1234', 'the last four of my social are [social security number]'],
    ['born march third nineteen eighty four', 'born [date of birth]'],
    ['nací el tres de marzo del ochenta y cuatro', 'nací [date of birth]'],
    ['I was born in eighty four', 'I was born in [date of birth]'],
    ['call 415 555 0134 or 628 555 9981', 'call [phone number] or [phone number]'],
    ['6542 4675 919 wait, eight thousand five hundred oh', '[card number]'],
    ['my cell is four one five, triple five, oh one three four', 'my cell is [phone number]'],
    ['call 415 555 0134 pat@gmail.com', 'call [phone number] [e-mail]'],
    ['its J. Smith at gmail dot com', 'its [e-mail]'],
    ['mi correo es juan punto perez arroba gmail punto com', 'mi correo es [e-mail]'],
    ['w as in whiskey one two three', '[policy number]'],
    ['my subscriber id is W 123 456', 'my subscriber id is [policy number]'],
  ])('has placeholders for what is said in "%s"', (said, left) => {
    expect(redactText(said, 'leaving')).toBe(left);
  });

  it.each([
    ['Tuesday March 3rd at 2:30, or the fifth at ten'],
    ['my last visit was March 3rd 2014'],
    ['$1,250, a hundred and twenty dollars before'],
    ['tooth 14 and number thirty, teeth 2, 3, 14, 15, 30 and 31'],
    ['D2740 and d twenty seven forty'],
    ['I am 42 years old and I have 2 kids, 8 and 12'],
    ['I live at 1234 Main Street, apartment 5, zip 94110-1234'],
    ['we open at 8 and close at 5, Saturdays 9 to 1'],
    ['Delta Dental PPO 2000 covers 80 percent up to 1500 a year'],
    ['look at brightsmile dot com'],
    ['the group number I will bring at eleven thirty'],
    ['una cita a las once o a las doce y media, tengo cuarenta y dos años'],
    ['I have to come for two fillings at 2 to 4, for my 3 kids'],
    ['is the account number 10234 mine'],
    ['the dental license number 12345 is on the wall, and so is the licence plate'],
    ['a las ２:３０, el diente ١٤'],
    ['S T O N E is my name'],
    ['once or twice, I may come the third or the fourth'],
  ])('keeps every word of "%s"', (said) => {
    expect(redactText(said, 'leaving')).toBe(said);
  });

  it('has no piece of a number that goes on over turns, nor what the other side reads back of it', () => {
    expect(
      leaving('A: Your phone number?', 'four one five five five five', 'A: four one five, go on', 'oh one three four'),
    ).toEqual(['Your phone number?', '[phone number]', '[phone number], go on', '[phone number]']);
  });

  it('takes an answer for what was asked, also when the agent asks again', () => {
    expect(leaving('A: Your date of birth?', 'march third', 'A: And the year?', 'eighty four')).toEqual([
      'Your date of birth?',
      '[date of birth]',
      'And the year?',
      '[date of birth]',
    ]);
  });

  it('takes nothing of an answer to the next question', () => {
    const said = ['A: Is Monday the fifth good?', 'the fifth at ten thirty'];
    expect(leaving('A: Your date of birth?', 'march third 1984', ...said).slice(2)).toEqual([
      'Is Monday the fifth good?',
      'the fifth at ten thirty',
    ]);
  });

  it('has none of a card that the caller goes on with after having been told not to', () => {
    expect(leaving('it is 4111 1111', 'A: Please do not tell me card numbers.', '1111 1111')).toEqual([
      'it is [card number]',
      'Please do not tell me card numbers.',
      '[card number]',
    ]);
  });

  it('reads a number that was corrected on the way as the one that was meant', () => {
    const said = 'it is three seven eight three, no wait, two eight two two four six three one zero zero zero five';
    expect(redactText(said, 'stored')).toBe('it is [card number]');
  });
});

describe('what is stored', () => {
  it('has no number of money or of the state, and what the desk needs', () => {
    const said =
      "card 4111 1111 1111 1111, social 123-45-6789, bank account 12345678, driver's license D1234567, born 3/14/1984, call 415-555-0134, pat@gmail.com, member id W12345678";
    expect(redactText(said, 'stored')).toBe(
      "card [card number], social [social security number], bank account [bank account], driver's license [driver's license], born 3/14/1984, call 415-555-0134, pat@gmail.com, member id W12345678",
    );
  });

  it('has no card of which one turn holds the misheard beginning, and a later one the rest', () => {
    const said = turns('it is for one one one one one one one', 'A: Please do not.', '1111 1111');
    expect(redactTurns(said, 'stored')).toEqual(['it is [card number]', 'Please do not.', '[card number]']);
  });

  it('keeps a phone number behind a word that sounds like a digit', () => {
    const said = 'call me for 415 555 0134 and text the photo to 1 628 555 9981';
    expect(redactText(said, 'stored')).toBe(said);
  });

  it('keeps a phone number that is said twice, although its digits are as many as a card has', () => {
    const said = 'four two four two four two four two four two, four two four two four two four two four two';
    expect(redactText(said, 'stored')).toBe(said);
  });
});

describe('a find', () => {
  it('is given in the offsets of its turn', () => {
    const said = turns('A: Hi.', '🦷 my number is 415-555-0134.');
    expect(findIdentifiers(said)).toEqual([{ turn: 1, from: 16, to: 28, class: 'phone' }]);
    expect(said[1]?.text.slice(16, 28)).toBe('415-555-0134');
  });
});

describe('a text that was made to take long', () => {
  // More than a hundred thousand characters each: anything that is not linear does not come back.
  it.each([
    ['twenty one '],
    ['one no '],
    ['four thousand one hundred eleven wait '],
    ['card 123 '],
    ['a at b dot '],
    ['3/3/'],
    ["'"],
    ['1,111'],
    ['@'],
    [' a'],
    ['may '],
    ['oh '],
    ['for '],
    ['for 1 '],
    ['o n '],
    ['ab12 '],
    ['𝟒'],
  ])('of "%s" over and over is read to its end', (piece) => {
    expect(findIdentifiers([{ role: 'caller', text: piece.repeat(120_000 / piece.length) }])).toBeInstanceOf(Array);
  });
});
