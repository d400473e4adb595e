/** Telephone audio everywhere in the product: G.711 µ-law, 8,000 samples a second, one byte a sample, mono. */
export const SAMPLE_RATE_HZ = 8000;
export const BYTES_PER_MS = SAMPLE_RATE_HZ / 1000;

/** The carrier's packet: 20 ms. */
export const FRAME_MS = 20;
export const FRAME_BYTES = FRAME_MS * BYTES_PER_MS;

/** µ-law zero: what a silent line carries. */
export const SILENCE_BYTE = 0xff;
