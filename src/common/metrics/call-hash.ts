import { createHash } from 'node:crypto';
import type { CallSid } from '../ids/ids.js';

const HEX_DIGITS = 16;

/**
 * Stands for a call in metrics, where its id has no place: enough to find the one call that was slow, by the line of the log that
 * begins it (docs/metrics.md).
 */
export const callHash = (callSid: CallSid): string =>
  createHash('sha256').update(callSid).digest('hex').slice(0, HEX_DIGITS);
