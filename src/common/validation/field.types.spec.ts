import fc from 'fast-check';
import { day, longText, phoneNumber, shortText } from './field.types.js';

const taken = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown): boolean =>
  schema.safeParse(value).success;

it('takes one printable line, without the space around it', () => {
  expect(shortText(5).parse(' Zoë\u00a0')).toBe('Zoë');
  for (const text of ['', '  ', 'toolong', 'a\nb', 'a\u0000', '\ud83d', 7, null]) {
    expect([text, taken(shortText(5), text)]).toEqual([text, false]);
  }
});

it('takes names in any writing, and nothing in them that is unseen or turns their order', () => {
  for (const name of ['Nguyễn Thị Ánh', 'محمد رضا', 'می\u200cخواهم', 'क्\u200dष', 'Ada 👩\u200d⚕️', "O'Neil-Marsh"]) {
    expect(shortText(40).parse(name)).toBe(name);
  }
  const unseen = '\u0000\u0007\t\u0085\u00ad\u061c\u180e\u200b\u200e\u2028\u202a\u202e\u2060\u2066\u2069\ufeff\ufffa';
  for (const character of [...unseen, '\u200c', '\u200d', '\ud83d']) {
    expect([character, taken(shortText(40), `Ada${character}Marsh`)]).toEqual([character, false]);
  }
});

it('takes lines and tabs in what is written at length, and no other control', () => {
  const note = 'Call back:\n\tafter 5, \u200eשלום\u200e';
  expect(longText(40).parse(note)).toBe(note);
  for (const character of ['\u0000', '\r', '\u001b', '\u009b', '\u202e', '\u2067', '\ude00']) {
    expect([character, taken(longText(40), `a${character}b`)]).toEqual([character, false]);
  }
});

it('takes a number in E.164 and in no other way of writing it', () => {
  expect(phoneNumber.parse('+15125550143')).toBe('+15125550143');
  for (const text of ['5125550143', '+1 512 555 0143', '(512) 555-0143', '+1512', 'anonymous', '', '+']) {
    expect([text, taken(phoneNumber, text)]).toEqual([text, false]);
  }
});

it('takes days that there are, and never throws', () => {
  expect(day.parse('2028-02-29').toString()).toBe('2028-02-29');
  for (const text of ['2027-02-29', '1899-12-31', '2200-01-01', '2026-1-1', '2026-11-24T10:00', '-000001-01-01', '']) {
    expect([text, taken(day, text)]).toEqual([text, false]);
  }
  fc.assert(fc.property(fc.anything(), (value) => void day.safeParse(value)));
});
