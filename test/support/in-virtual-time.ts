import { VirtualTime } from './virtual-time.js';

/**
 * To be imported first by a test file that plays calls: a minute of it is over as soon as its work is done, and no silence, latency or
 * limit is stretched by a busy machine (docs/testing.md). `setTimeout`, `Date` and `SystemClock` go by that time as well, Jest's own
 * limits do not.
 */
VirtualTime.begin();
