import { normalisePhone } from './phone.js';

it.each([
  ['+15550100142', '+15550100142'],
  ['(555) 010-0142', '+15550100142'],
  ['555.010.0142', '+15550100142'],
  ['1 555 010 0142', '+15550100142'],
  ['+44 20 7946 0958', '+442079460958'],
])('writes %s as %s', (text, expected) => {
  expect(normalisePhone(text)).toBe(expected);
});

it.each(['', 'anonymous', '12', 'five five five', 'client:desk', 'sip:a@b', '+1555010014', '010-0142'])(
  'knows that "%s" is no number',
  (text) => {
    expect(normalisePhone(text)).toBeNull();
  },
);

it.each(['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253'])(
  'takes %s, which stands for a withheld number, for none',
  (placeholder) => {
    expect(normalisePhone(placeholder)).toBeNull();
  },
);
