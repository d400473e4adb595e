import type { VictimsOf } from './victims.types.js';

/** A search takes no parameter in its path; what the victim's callers and patients are called is asked for. */
export const searchVictims: VictimsOf = () =>
  Promise.resolve({ parameters: {}, bodies: { 'POST /api/v1/search': { query: 'marsh' } } });
