import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Cancel } from '../../common/clock/clock.js';
import { VirtualClock } from './virtual-clock.js';
import { WorkUnderWay } from './work-under-way.js';

const START = Temporal.Instant.from('2027-03-02T16:00:00Z');
const TIMERS = 30;

interface Planned {
  ms: number;
  /** The timer in whose callback it is set; at the beginning when there is no such timer before it. */
  setBy: number;
  /** The timers that it cancels when it fires: itself, past ones and ones that were not set yet included. */
  cancels: number[];
}

const plans = fc.array(
  fc.record<Planned>({
    ms: fc.oneof(fc.nat(5), fc.nat(1000), fc.double({ min: 0, max: 20, noNaN: true })),
    setBy: fc.nat(2 * TIMERS),
    cancels: fc.array(fc.nat(TIMERS - 1), { maxLength: 2 }),
  }),
  { maxLength: TIMERS },
);

interface Timer {
  id: number;
  dueMs: number;
  /** Counts the timers as they are set. */
  order: number;
  isCancelled: boolean;
  cancel: Cancel;
}

it('fires every timer that nobody cancels once, at its time to the millisecond, in the order of their times and then as they were set', () =>
  fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const clock = new VirtualClock(START, WorkUnderWay.watch());
      const set = new Map<number, Timer>();
      const fired: { id: number; atMs: number }[] = [];
      const setAll = (by: number | null) =>
        plan.forEach(({ ms, setBy, cancels }, id) => {
          if ((setBy < id ? setBy : null) !== by) return;
          const timer: Timer = {
            id,
            dueMs: clock.nowMs() + Math.max(1, Math.ceil(ms)),
            order: set.size,
            isCancelled: false,
            cancel: clock.after(ms, () => {
              fired.push({ id, atMs: clock.nowMs() });
              for (const other of cancels.map((each) => set.get(each))) {
                if (other && !fired.some((each) => each.id === other.id)) other.isCancelled = true;
                other?.cancel();
              }
              setAll(id);
            }),
          };
          set.set(id, timer);
        });
      setAll(null);
      const passing = clock.pass();
      await clock.sleep(TIMERS * 1001);
      clock.stop();
      await passing;

      const expected = [...set.values()]
        .filter(({ isCancelled }) => !isCancelled)
        .sort((one, other) => one.dueMs - other.dueMs || one.order - other.order);
      expect(fired).toEqual(expected.map(({ id, dueMs }) => ({ id, atMs: dueMs })));
    }),
    { numRuns: 200 },
  ));

it('repeats exactly, until it is cancelled, from within as well', () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 30 }), async (ms, times) => {
      const clock = new VirtualClock(START, WorkUnderWay.watch());
      const beats: number[] = [];
      const cancel = clock.every(ms, () => {
        beats.push(clock.nowMs() - START.epochMilliseconds);
        if (beats.length === times) cancel();
      });
      const passing = clock.pass();
      await clock.sleep(ms * (times + 3));
      clock.stop();
      await passing;
      expect(beats).toEqual(Array.from({ length: times }, (_, index) => (index + 1) * ms));
    }),
    { numRuns: 50 },
  ));
