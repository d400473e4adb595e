import type { Clock } from '../../common/clock/clock.js';

/** Whoever asks the machine instead of a clock is told what this clock says from now on: what the hour is, and how long something took. */
export function machineGoesBy(clock: Clock): () => void {
  const RealDate = Date;
  const measured = Object.getOwnPropertyDescriptor(performance, 'now');
  const now = (): number => clock.nowMs();
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given: [], asked) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, asked) as Date,
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });
  // Added to the time of origin again, and rounded down, it is the clock's whole millisecond.
  const sinceOrigin = (): number => now() - performance.timeOrigin + 0.5;
  Object.defineProperty(performance, 'now', { value: sinceOrigin, configurable: true, writable: true });
  return () => {
    globalThis.Date = RealDate;
    if (measured) Object.defineProperty(performance, 'now', measured);
    else Reflect.deleteProperty(performance, 'now'); // it is the prototype's again
  };
}
