/** Long enough for the server to be known to whatever stands before it, in most places. */
const FIRST_AFTER_MS = 5_000;
const FIRST_SPREAD_MS = 15_000;
/** The share of the time between two calls by which the next one may come sooner or later. */
const SPREAD = 0.1;

/** Instances that were started together do not call together. `random`: from 0 to 1. */
export const firstCallAfterMs = (random: number): number => FIRST_AFTER_MS + FIRST_SPREAD_MS * random;

/** From the beginning of one call to that of the next. */
export const nextCallAfterMs = (everyMs: number, random: number): number => everyMs * (1 + SPREAD * (2 * random - 1));
