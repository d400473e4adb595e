import { Temporal } from 'temporal-polyfill';
import { SystemClock } from '../../common/clock/clock.js';
import { machineGoesBy } from './machine-time.js';
import { VirtualClock } from './virtual-clock.js';
import { WorkUnderWay } from './work-under-way.js';

/* eslint-disable no-restricted-syntax -- the machine's own time is what is tested */

const START = Temporal.Instant.from('2027-03-02T16:00:00Z');

it('tells whoever asks the machine what the clock says, until it is given back', async () => {
  const before = { Date, now: Object.getOwnPropertyDescriptor(performance, 'now') };
  const clock = new VirtualClock(START, WorkUnderWay.watch());
  const giveBack = machineGoesBy(clock);
  const passing = clock.pass();
  for (const ms of [1, 20, 333, 3_600_000]) {
    await clock.sleep(ms);
    expect([Date.now(), new Date().getTime(), new SystemClock().nowMs()]).toEqual(Array(3).fill(clock.nowMs()));
  }
  expect(new Date('2020-02-02T00:00:00Z').toISOString()).toBe('2020-02-02T00:00:00.000Z');
  expect(new Date()).toBeInstanceOf(before.Date);
  clock.stop();
  await passing;
  giveBack();
  expect({ Date, now: Object.getOwnPropertyDescriptor(performance, 'now') }).toEqual(before);
});
