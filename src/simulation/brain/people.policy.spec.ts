import { phoneIn } from './numbers.policy.js';
import { emailIn } from './emails.policy.js';
import { countIn, nameIn } from './people.policy.js';
import { tokenize } from './words.policy.js';

const NOTHING = new Set<number>();

describe('names', () => {
  it.each([
    ['My name is Dana Whitfield.', 'Dana Whitfield'],
    ["Hi, I'm Dana Whitfield and I need a cleaning.", 'Dana Whitfield'],
    ['This is Dana Whitfield, calling about my tooth.', 'Dana Whitfield'],
    ["The name is José O'Neill-García.", "José O'Neill-García"],
    ['Dana Whitfield speaking.', 'Dana Whitfield'],
    ['Please put it under Lopez.', 'Lopez'],
    ['my name is dana whitfield', 'Dana Whitfield'],
  ])('are taken from "%s" without being asked for', (text, name) => {
    expect(nameIn(tokenize(text), false, NOTHING)).toBe(name);
  });

  it.each([
    ['Dana Whitfield.', 'Dana Whitfield'],
    ["It's Dana Whitfield, please.", 'Dana Whitfield'],
    ['Yes, of course. Dana Whitfield.', 'Dana Whitfield'],
    ['dana', 'Dana'],
    ['Whitfield, W H I T field.', 'Whitfield'],
  ])('are taken from "%s" as an answer', (text, name) => {
    expect(nameIn(tokenize(text), true, NOTHING)).toBe(name);
  });

  it.each([
    ["I'm calling about a bill.", false],
    ['This is urgent.', false],
    ["It's fine.", false],
    ['Dana Whitfield', false],
    ['Why do you want to know?', true],
    ['I would rather not say that.', true],
    ['555 0142', true],
  ])('are not taken from "%s" (asked: %p)', (text, asked) => {
    expect(nameIn(tokenize(text), asked, NOTHING)).toBeNull();
  });
});

describe('numbers', () => {
  it.each([
    ['555-014-2233', '5550142233'],
    ['+1 (512) 555-0143', '+15125550143'],
    ['five five five, oh one four two', '5550142'],
    ['plus one five one two, triple five, zero one double four', '+15125550144'],
    ['It is five fifty-five, oh one, forty-two now.', '5550142'],
  ])('of a telephone are read from "%s"', (text, digits) => {
    expect(phoneIn(tokenize(text))?.digits).toBe(digits);
  });

  it.each(['nine thirty', 'November 24', '2026-11-24', 'one two three', ''])(
    'of a telephone are not in "%s"',
    (text) => {
      expect(phoneIn(tokenize(text))).toBeNull();
    },
  );

  it.each([
    ['A table for four.', false, 4],
    ["We're twenty-two people.", false, 22],
    ['A party of six', false, 6],
    ['Three.', true, 3],
    ['Three.', false, null],
    ['The one by the window.', false, null],
  ])('of guests in "%s" (asked: %p)', (text, asked, count) => {
    expect(countIn(tokenize(text), asked, NOTHING)).toBe(count);
  });
});

it.each([
  ['dana.w@example.com', 'dana.w@example.com'],
  ['It is dana dot w at example dot com.', 'dana.w@example.com'],
  ['I am at home.', null],
])('reads the address in "%s"', (text, address) => {
  expect(emailIn(text)).toBe(address);
});
