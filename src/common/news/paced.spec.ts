import { ManualClock } from '../../../test/support/manual-clock.js';
import { Paced } from './paced.js';

const setUp = () => {
  const clock = new ManualClock();
  const runsAtMs: number[] = [];
  const begun = clock.nowMs();
  const paced = new Paced(clock, 100, () => runsAtMs.push(clock.nowMs() - begun));
  return { clock, paced, runsAtMs };
};

it('does at once what is asked for after a rest', () => {
  const { clock, paced, runsAtMs } = setUp();
  paced.ask();
  clock.advance(100);
  paced.ask();
  expect(runsAtMs).toEqual([0, 100]);
});

it('serves together, after the rest, all who ask during it, and nobody twice', () => {
  const { clock, paced, runsAtMs } = setUp();
  for (let n = 0; n < 30; n++) {
    paced.ask();
    clock.advance(10);
  }
  clock.advance(1000);
  expect(runsAtMs).toEqual([0, 100, 200, 300]);
  expect(clock.pendingTimers).toBe(0);
});
