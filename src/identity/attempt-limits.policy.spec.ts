import { isLocked, mayAskForCode } from './attempt-limits.policy.js';

const NONE = { failedInCall: 0, failedToday: 0, codesInCall: 0, codesToday: 0 };

it.each([
  [{ failedInCall: 2 }, false, false],
  [{ failedInCall: 3 }, false, true],
  [{ failedInCall: 3 }, true, true],
  [{ failedToday: 4 }, false, false],
  [{ failedToday: 5 }, false, true],
  [{ failedToday: 39 }, true, false],
  [{ failedToday: 40 }, true, true],
  [{ codesInCall: 2, codesToday: 9 }, false, false],
])('after %j, number withheld %s, it is locked: %s', (tried, isWithheld, expected) => {
  expect(isLocked({ ...NONE, ...tried }, isWithheld)).toBe(expected);
});

it.each([
  [{ codesInCall: 1 }, false, true],
  [{ codesInCall: 2 }, false, false],
  [{ codesInCall: 2 }, true, false],
  [{ codesToday: 5 }, false, true],
  [{ codesToday: 6 }, false, false],
  [{ codesToday: 39 }, true, true],
  [{ codesToday: 40 }, true, false],
])('after %j, number withheld %s, another code may be asked for: %s', (tried, isWithheld, expected) => {
  expect(mayAskForCode({ ...NONE, ...tried }, isWithheld)).toBe(expected);
});
