import { clockAt, marksIn, momentIn, refine, type Moment } from './moments.policy.js';
import { phoneIn } from './numbers.policy.js';
import { tokenize } from './words.policy.js';

const heard = (text: string): Moment | null => {
  const tokens = tokenize(text);
  const phone = phoneIn(tokens);
  const hidden = phone ? Array.from({ length: phone.length }, (_, offset) => phone.start + offset) : [];
  return momentIn(tokens, marksIn(tokens, new Set(hidden)));
};

describe('moments', () => {
  it.each<[string, string, string | null, string | null]>([
    ['Next Tuesday morning, please.', 'Next Tuesday morning', 'Next Tuesday', 'morning'],
    ['Could I come in tomorrow at 10:30?', 'tomorrow at 10:30', 'tomorrow', '10:30'],
    ['How about Thursday?', 'Thursday', 'Thursday', null],
    ['Sometime next week, in the afternoon.', 'next week in the afternoon', 'next week', 'afternoon'],
    ['In the afternoon on Friday.', 'afternoon on Friday', 'Friday', 'afternoon'],
    ['The twenty-fourth of November.', 'twenty fourth of November', 'twenty fourth of November', null],
    ['November 24th at half past nine', 'November 24th at half past nine', 'November 24th', 'half past nine'],
    ['Tuesday the second, after five', 'Tuesday the second after five', 'Tuesday the second', 'after five'],
    ['on the 5th', '5th', '5th', null],
    ['2026-11-24 would be fine', '2026-11-24', '2026-11-24', null],
    ['in two weeks', 'in two weeks', 'in two weeks', null],
    ['the week after next', 'the week after next', 'the week after next', null],
    ['the day after tomorrow', 'day after tomorrow', 'day after tomorrow', null],
    ['as soon as possible', 'as soon as possible', 'as soon as possible', null],
    ['any day works', 'any day', 'any day', null],
    ['between nine and eleven on Monday', 'between nine and eleven on Monday', 'Monday', 'between nine and eleven'],
    ['Monday or Wednesday morning', 'Monday or Wednesday morning', 'Monday or Wednesday', 'morning'],
    ['at 3 p.m.', '3 pm', null, '3 pm'],
    ["nine o'clock", "nine o'clock", null, "nine o'clock"],
    ['Monday morning, no, Tuesday', 'Tuesday morning', 'Tuesday', 'morning'],
    ['not Tuesday, Thursday', 'Thursday', 'Thursday', null],
  ])('are found in "%s"', (text, phrase, day, time) => {
    expect(heard(text)).toMatchObject({ phrase, day, time });
  });

  it.each([
    'Good morning!',
    'Good afternoon, how are you?',
    'It has hurt since Monday.',
    'A table for four people.',
    'My number is 555 014 2233.',
    'five five five, fifty-five, twelve, twelve',
    'May I ask something?',
    'The first one, please.',
    'Just a second.',
    'I have two children.',
  ])('are not found in "%s"', (text) => {
    expect(heard(text)).toBeNull();
  });

  it.each([
    ['Monday morning', 'Tuesday', 'Tuesday morning'],
    ['Monday morning', 'in the afternoon', 'Monday afternoon'],
    ['Monday', 'nine thirty', 'Monday at nine thirty'],
    ['next week', 'Wednesday', 'Wednesday next week'],
    ['Wednesday next week', 'Friday at noon', 'Friday at noon'],
    ['Friday at noon', 'the week after', 'the week after noon'],
  ])('said as "%s" and then as "%s" come to "%s"', (earlier, later, both) => {
    const next = heard(later);

    expect(next && refine(heard(earlier), next).phrase).toBe(both);
  });

  it.each<[string, number, number | null, 'am' | 'pm' | null]>([
    ['9:30', 9, 30, null],
    ['9:30 AM', 9, 30, 'am'],
    ['nine thirty', 9, 30, null],
    ['nine oh five', 9, 5, null],
    ['ten forty-five pm', 10, 45, 'pm'],
    ['quarter past three', 3, 15, null],
    ['a quarter to one', 12, 45, null],
    ['14:00', 14, 0, null],
    ['seven', 7, null, null],
  ])('read the clock in "%s"', (text, hour, minute, half) => {
    expect(clockAt(tokenize(text), 0)?.time).toEqual({ hour, minute, half });
  });
});
