import { keptName } from './kept-name.policy.js';

it.each([
  ['Ada', 'Marsh'],
  ['Anne-Marie', 'O’Neill'],
  ['One', 'Two'],
  ['Álvaro', 'de la Cruz Ocho'],
])('%s %s stays who they are', (givenName, familyName) => {
  expect(keptName({ givenName, familyName })).toEqual({ givenName, familyName });
});

it('a card number in it, or in both halves of it, is not kept', () => {
  expect(keptName({ givenName: 'Ada 4111 1111 1111 1111', familyName: 'Marsh' }).givenName).toBe('Ada [card number]');
  const { givenName, familyName } = keptName({ givenName: '4111 1111', familyName: '1111 1111' });
  expect(`${givenName}${familyName}`).not.toMatch(/\d/);
});
