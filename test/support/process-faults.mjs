import { readFileSync } from 'node:fs';

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
};

process.on('SIGUSR2', () => {
  const fault = JSON.parse(readFileSync(process.env.FAULT_FILE, 'utf8'));
  FAULTS[fault.kind](fault);
});
