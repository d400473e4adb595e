import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks';

const NS_PER_MS = 1_000_000;
const RESOLUTION_MS = 10;

/**
 * Callers whose own process is held up for longer live in slow motion: for them a reply comes late, the line closes, by its clock, in the
 * middle of a word, and a stream that is replaced takes a word with it. What has been done for them counts all the same.
 */
export const SLOW_EARS_MS = 400;

/**
 * How late this process is, which holds the callers' ears, their carrier and the provider: a silence that is measured here is as much
 * longer than it was. It is busier than the server that it calls, so on the same machine it is late as well when the machine is too small.
 */
export class OwnLateness {
  private readonly delays: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.delays.enable();
  }

  /** The longest time that the event loop was held up since this was made. */
  stop(): number {
    this.delays.disable();
    return Math.max(0, this.delays.max / NS_PER_MS - RESOLUTION_MS);
  }
}
