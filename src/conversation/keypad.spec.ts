import { ManualClock } from '../../test/support/manual-clock.js';
import { Keypad } from './keypad.js';
import { KEY_PAUSE_MS } from './keypad.reducer.js';

function pressed() {
  const clock = new ManualClock();
  const happened: string[] = [];
  const keypad = new Keypad(clock, {
    onPersonWanted: () => happened.push('person'),
    onTurn: (told) => happened.push(told),
  });
  return { clock, happened, keypad };
}

it('waits until it is known what keys mean, and loses none', () => {
  const { clock, happened, keypad } = pressed();
  keypad.press('4');
  clock.advance(KEY_PAUSE_MS);
  expect(happened).toEqual([]);
  keypad.open();
  keypad.press('2');
  clock.advance(KEY_PAUSE_MS);
  expect(happened).toEqual(['I pressed 42.']);
});

it('makes no turn of what is pressed as the call ends, nor of what comes after it', () => {
  const { clock, happened, keypad } = pressed();
  keypad.open();
  keypad.press('4');
  keypad.close();
  expect(clock.pendingTimers).toBe(0);
  keypad.press('0');
  keypad.open();
  expect(happened).toEqual([]);
});
