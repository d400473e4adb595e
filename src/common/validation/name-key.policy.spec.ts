import { nameInOnePiece, nameKey } from './name-key.policy.js';

it.each([
  ['Zoë', 'zoe'],
  ["  O'Brien-Smith ", 'obrien smith'],
  ['O’Brien', 'obrien'],
  ['Müller', 'muller'],
  ['St. John', 'st john'],
  ['李 小龙', '李 小龙'],
  ['', ''],
])('reduces "%s" to "%s"', (name, key) => {
  expect(nameKey(name)).toBe(key);
});

it('takes a name that is written in two words for the same in one', () => {
  expect(nameInOnePiece('Mc Donald')).toBe(nameInOnePiece('McDonald'));
});
