import type { Round } from '../bench.types.js';
import type { BenchCall, FarEnd } from '../lines/bench-call.js';
import type { BenchLine } from '../lines/bench-line.js';
import { percentile } from '../summary.policy.js';

/** The gateway's side of a measurement, and the pass-through's. */
export interface Both<T> {
  gateway: T;
  passThrough: T;
}

export const roundOf = ({ gateway, passThrough }: Both<number[]>, share: number): Round => ({
  value: percentile(gateway, share),
  baseline: percentile(passThrough, share),
});

/** New calls for each round: a call's first seconds are all that the measurements depend on. */
export async function withCalls<Session extends FarEnd, T>(
  lines: Both<BenchLine<Session>>,
  measure: (calls: Both<BenchCall<Session>>) => Promise<T>,
): Promise<T> {
  const calls = { gateway: await lines.gateway.call(), passThrough: await lines.passThrough.call() };
  const result = await measure(calls);
  calls.gateway.hangUp();
  calls.passThrough.hangUp();
  return result;
}

/** Measures both sides so many times, in turns, and each as often first as second. */
export async function inTurns<Session extends FarEnd, Sample>(
  times: number,
  calls: Both<BenchCall<Session>>,
  measure: (call: BenchCall<Session>) => Promise<Sample>,
): Promise<Both<Sample[]>> {
  const samples: Both<Sample[]> = { gateway: [], passThrough: [] };
  for (let i = 0; i < times; i++) {
    const order = i % 2 === 0 ? (['gateway', 'passThrough'] as const) : (['passThrough', 'gateway'] as const);
    for (const side of order) samples[side].push(await measure(calls[side]));
  }
  return samples;
}
