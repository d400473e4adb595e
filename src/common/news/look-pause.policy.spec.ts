import { lookPauseMs } from './look-pause.policy.js';

it.each([
  ['is half a second where nobody tells', false, { nextDueInMs: null }, 500],
  ['is half a second after a look that failed', true, null, 500],
  ['is five seconds where somebody tells', true, { nextDueInMs: null }, 5000],
  ['ends when the next entry is due', true, { nextDueInMs: 1234.2 }, 1235],
  ['is never less than without news', true, { nextDueInMs: 3 }, 500],
  ['is never more than five seconds', true, { nextDueInMs: 60_000 }, 5000],
])('the pause %s', (_, isTold, sight, pauseMs) => expect(lookPauseMs(isTold, sight)).toBe(pauseMs));
