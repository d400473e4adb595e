import type { Call } from './calls.types.js';

/** The number of whoever is on the phone with the clinic, as the carrier gave it. A hint of who it may be, and no proof. */
export const theirNumber = ({
  direction,
  fromNumber,
  toNumber,
}: Pick<Call, 'direction' | 'fromNumber' | 'toNumber'>) => (direction === 'outbound' ? toNumber : fromNumber);
