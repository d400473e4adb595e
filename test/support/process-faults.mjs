import { readFileSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';

// Preloaded into a server that a test does something to from within: what, stands in the file FAULT_FILE when it is signalled.

let shiftMs = 0;
const realNow = Date.now.bind(Date);
Date.now = () => realNow() + shiftMs;
// As when somebody sets the system's clock: timers, and clocks that only go forward, know nothing of it.
globalThis.Date = new Proxy(Date, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [Date.now()] : args, newTarget),
});

const FAULTS = {
  clock: ({ ms }) => void (shiftMs = ms),
  stall: ({ ms }) => {
    const until = performance.now() + ms;
    while (performance.now() < until);
  },
  /** Keeps more and more, until there is no room. In few large pieces: the process dies of it at once, and not of looking for room. */
  leak: () => {
    const kept = [];
    setInterval(() => kept.push(new Array(4_000_000).fill(0.5)), 20);
  },
  /** The same in small pieces: quickly until a tenth of the room is left, and then a megabyte each second. */
  slow_leak: () => {
    const kept = [];
    const keep = (kilobytes) => {
      for (let piece = 0; piece < kilobytes; piece++) kept.push(new Array(125).fill(0.5));
    };
    const fill = setInterval(() => {
      const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
      if (used < 0.8 * limit) return keep(2000);
      clearInterval(fill);
      setInterval(() => keep(100), 100);
    }, 10);
  },
};

process.on('SIGUSR2', () => {
  const fault = JSON.parse(readFileSync(process.env.FAULT_FILE, 'utf8'));
  FAULTS[fault.kind](fault);
});
