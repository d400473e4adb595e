/**
 * A small piece of the hot path and what it is compared to. Each function does one unit of work and answers a number made from its
 * result, so that the engine can't leave the work out.
 */
export interface Part {
  name: string;
  unit: 'µs' | 'ms';
  against: string;
  work: () => number;
  baseline: () => number;
}
