import { batchOf, figuresOf } from '../../../../test/support/capacity.js';
import { objectionsTo } from './objections.policy.js';

const at = (callers: number, callsBooked = callers) => ({
  ...batchOf({ callers, calls: callers, callMinutes: callers, durationSeconds: 60 }, {}),
  callsBooked,
});
const figures = figuresOf({});
const good = { ...figures, batches: [at(0), at(4), at(12), at(24)] };

it('has nothing against figures of many calls on a quiet machine', () => {
  expect(objectionsTo(good)).toBeNull();
});

it('says what is wrong with others', () => {
  expect(objectionsTo({ ...good, batches: [at(0), at(2), at(4)] })).toBe(
    'fewer than 3 numbers of callers; never 12 callers at once',
  );
  const machine = { ...figures.machine, loadWhenItBegan: 0.6 };
  expect(objectionsTo({ ...good, machine })).toBe('the machine was busy (load 0.6)');
  expect(objectionsTo({ ...good, batches: [at(0), at(4), at(12), at(24, 18)] })).toBe('6 of 40 callers booked nothing');
});
