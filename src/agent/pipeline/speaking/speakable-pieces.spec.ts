import { SpeakablePieces } from './speakable-pieces.js';

function cut(text: string): string[] {
  const pieces = new SpeakablePieces();
  return [...pieces.push(text), ...pieces.end()];
}

describe('the pieces of a reply', () => {
  it.each([
    [
      'begin early, at the end of a clause',
      'Let me see what we have on Tuesday, since you like mornings. There is one at nine.',
      ['Let me see what we have on Tuesday,', 'since you like mornings. There is one at nine.'],
    ],
    [
      'begin with a short sentence rather than wait for a clause',
      'Of course! I can help you with that today. What is your name?',
      ['Of course!', 'I can help you with that today.', 'What is your name?'],
    ],
    [
      'join short sentences, later on',
      'Thank you very much. Okay. Right. And when were you born, if I may ask?',
      ['Thank you very much.', 'Okay. Right. And when were you born, if I may ask?'],
    ],
    ['leave a clause that is too short with the next', 'Sure, one moment please.', ['Sure, one moment please.']],
    ['keep lines apart', 'We have:\n- Monday\n- Tuesday at 9', ['We have:', 'Monday', 'Tuesday at 9']],
    ['have nothing of what holds no word', '… 🙂 \n --- \n', []],
  ])('%s', (_, text, pieces) => {
    expect(cut(text)).toEqual(pieces);
  });

  it.each([
    'The dentist for you is Dr. Smith on Monday',
    'The office is at 12 Main St. Suite 4 in town',
    'It opens at half past nine, or 9.30 a.m. Tuesday to Friday',
    'The whole visit costs $1,250.00 at most for you',
    'Your appointment is at 10:30 on the ninth of June',
    'Please do write to anna.lee@example.com for that',
    'You find it at www.example.com/new-patients there',
    'You get it from J. R. Smith in the second office',
    'That was a visit of 3.5 hours to our clinic here',
    'The number is five and then 512. 555. 0100 for you',
    'That is the office of our Ph.D. Martha on Monday',
    'Please come along on Nov. 20 to our other clinic',
  ])('are not cut within "%s"', (text) => {
    expect(cut(`Certainly I can. ${text}.`)).toEqual(['Certainly I can.', `${text}.`]);
    const pieces = new SpeakablePieces();
    const early = [...pieces.push(text), ...pieces.end()];
    expect(early.join(' ')).toBe(text);
    for (const piece of early.slice(0, -1)) expect(piece).toMatch(/,$/);
  });

  it.each([
    ['**Bold.** And `code` and _slanted_ words.', 'Bold. And code and slanted words.'],
    ['# Hours', 'Hours'],
    ['* One of them', 'One of them'],
    ['See [our page](https://example.com/a).', 'See our page.'],
    ['Great 👍🏽 see you 🇺🇸!', 'Great see you !'],
    ['Write to a_b@example.com or _now_.', 'Write to a_b@example.com or now.'],
    ['Room #5 - upstairs', 'Room #5 - upstairs'],
  ])('%s is spoken without marks', (text, spoken) => {
    expect(cut(text).join(' ')).toBe(spoken);
  });

  it('begin early again after the end', () => {
    const pieces = new SpeakablePieces();
    pieces.push('Done with this one.');
    pieces.end();
    expect(pieces.push('Let me look into the schedule, please hold on')).toEqual(['Let me look into the schedule,']);
  });

  it('cut a sentence that does not end, but never between the digits of a number', () => {
    const digits = Array.from({ length: 200 }, () => '5').join(' ');
    expect(cut(`one ${digits}`)).toEqual([`one ${digits}`]);
    const words = Array.from({ length: 100 }, () => 'word').join(' ');
    for (const piece of cut(words)) expect(piece.length).toBeLessThan(310);
  });
});
