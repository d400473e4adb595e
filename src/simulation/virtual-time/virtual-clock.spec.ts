import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { VirtualClock, VirtualTimeStuckError } from './virtual-clock.js';
import { WorkUnderWay } from './work-under-way.js';

/* eslint-disable no-restricted-syntax -- the global timers are what is tested */

const START = Temporal.Instant.from('2027-03-02T16:00:00Z');
const HOUR_MS = 3_600_000;
const work = WorkUnderWay.watch();

let clock: VirtualClock;
let passing: Promise<void>;

beforeEach(() => {
  clock = new VirtualClock(START, work);
  passing = clock.pass();
});
afterEach(async () => {
  clock.stop();
  await passing;
});

const passedMs = () => clock.nowMs() - START.epochMilliseconds;

it('is at the end of an hour’s sleep at once', async () => {
  await clock.sleep(HOUR_MS);
  expect(passedMs()).toBe(HOUR_MS);
});

it('stands still while anything is under way, however long that takes', async () => {
  const done = work.during('something slow', new Promise((resolve) => setImmediateTimes(500, resolve)));
  const slept = clock.sleep(1).then(passedMs);
  await done;
  expect(passedMs()).toBe(0);
  expect(await slept).toBe(1);
});

it('stands still while a file is read', async () => {
  const reading = readFile(__filename, 'utf8').then(passedMs);
  void clock.sleep(1);
  expect(await reading).toBe(0);
});

it('loses no other timer to one that fails, whose error is nobody’s to catch', async () => {
  const uncaught = new Promise((resolve) => {
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.once('uncaughtException', (error) => {
      for (const listener of others) process.on('uncaughtException', listener);
      resolve(error);
    });
  });
  const error = new Error('of a timer');
  clock.after(10, () => {
    throw error;
  });
  const other = clock.sleep(10).then(passedMs);
  expect(await uncaught).toBe(error);
  expect(await other).toBe(10);
});

it('fires a timer after what the one before it at the same moment has set off', async () => {
  let cancelOther = () => {};
  const fired: string[] = [];
  clock.after(10, () => {
    fired.push('first');
    void Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => cancelOther());
  });
  cancelOther = clock.after(10, () => fired.push('second'));
  await clock.sleep(20);
  expect(fired).toEqual(['first']);
});

it('is gone by in libraries for as long as it passes, and they have Node’s own timers again after that', async () => {
  const own = { setTimeout };
  clock.stop();
  await passing;
  const before = { setTimeout, setInterval };
  passing = clock.pass();
  expect(setTimeout).not.toBe(before.setTimeout);
  expect(own.setTimeout).not.toBe(before.setTimeout);

  const beats: number[] = [];
  const interval = setInterval(() => beats.push(passedMs()), 1000);
  const cancelled = setTimeout(() => beats.push(-1), 1500);
  clearTimeout(cancelled);
  const refreshed = setTimeout(() => beats.push(passedMs()), 700);
  setTimeout(() => refreshed.refresh(), 600);
  expect(await promisify(setTimeout)(3500, 'a value')).toBe('a value');
  clearInterval(interval);
  expect(beats).toEqual([1000, 1300, 2000, 3000]);

  const ended = setTimeout(() => beats.push(-1), 5);
  const left = new Promise<void>((resolve) => setTimeout(resolve, 10));
  clock.stop();
  await passing;
  expect({ setTimeout, setInterval }).toEqual(before);
  clearTimeout(ended);
  await left; // in real time now
  expect(beats).toHaveLength(4);
});

it('names what it waits for in vain, and passes again once that is given up', async () => {
  clock.stop();
  await passing;
  const impatient = new VirtualClock(START, work, 50);
  void work.during('a reply that never comes', new Promise(() => undefined));
  const slept = impatient.sleep(10);
  const error: unknown = await impatient.pass().catch((stuck: unknown) => stuck);
  expect(error).toBeInstanceOf(VirtualTimeStuckError);
  expect(error).toMatchObject({
    waitedFor: ['a reply that never comes'],
    message: 'virtual time has stood still for 0.05 s; it waits for: a reply that never comes',
  });
  work.giveUp();
  const again = impatient.pass();
  await slept;
  impatient.stop();
  await again;
});

function setImmediateTimes(times: number, then: (value: unknown) => void): void {
  if (times === 0) then(undefined);
  else setImmediate(() => setImmediateTimes(times - 1, then));
}
