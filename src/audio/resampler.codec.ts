/**
 * 16 kHz → 8 kHz for 16-bit samples, streaming: the output depends on the samples alone, never on how they were cut into chunks.
 * A linear-phase FIR: flat to the telephone band's edge at 3.4 kHz, and down by more than 60 dB from 4 kHz on, which is where
 * aliases would come from.
 */
export interface Downsampler {
  /** One sample out for each two in. */
  push(samples: Int16Array): Int16Array;
  /** What the filter still holds; pads with silence. Afterwards the downsampler is as new. */
  flush(): Int16Array;
}

const FILTER_RATE_HZ = 16_000;
const CUTOFF_HZ = 3_700;
/** Odd, so that the delay is a whole number of samples; this many give the 600 Hz between pass and stop. */
const TAPS = 105;
/** Kaiser's shape factor for 65 dB (0.1102 · (65 - 8.7)). */
const KAISER_BETA = 6.2;
/** Group delay of the filter, in samples at 16 kHz. */
const DELAY_SAMPLES = (TAPS - 1) / 2;

const taps = lowPass();

export function createDownsampler(): Downsampler {
  /** Begins with as many samples before the next output's place as the filter reaches back: silence, at first. */
  let held: Float64Array = new Float64Array(DELAY_SAMPLES);

  const run = (samples: Int16Array, paddingSamples: number): Int16Array => {
    const line = new Float64Array(held.length + samples.length + paddingSamples);
    line.set(held);
    line.set(samples, held.length);
    const output = new Int16Array(Math.max(0, Math.ceil((line.length - 2 * DELAY_SAMPLES) / 2)));
    for (let i = 0; i < output.length; i++) output[i] = filtered(line, DELAY_SAMPLES + 2 * i);
    held = line.subarray(2 * output.length);
    return output;
  };

  return {
    push: (samples) => run(samples, 0),
    flush() {
      const rest = run(new Int16Array(0), DELAY_SAMPLES);
      held = new Float64Array(DELAY_SAMPLES);
      return rest;
    },
  };
}

/**
 * The filter is symmetric: one multiplication serves two values. The inner loop, so no checks for what can't be missing; two sums,
 * since each addition waits for the one before.
 */
function filtered(line: Float64Array, at: number): number {
  let odd = 0;
  let even = taps[DELAY_SAMPLES]! * line[at]!;
  for (let k = 1; k < DELAY_SAMPLES; k += 2) {
    odd += taps[DELAY_SAMPLES - k]! * (line[at - k]! + line[at + k]!);
    even += taps[DELAY_SAMPLES - k - 1]! * (line[at - k - 1]! + line[at + k + 1]!);
  }
  return Math.max(-32_768, Math.min(32_767, Math.round(odd + even)));
}

function lowPass(): Float64Array {
  const cutoff = CUTOFF_HZ / FILTER_RATE_HZ;
  const window = (k: number) =>
    bessel0(KAISER_BETA * Math.sqrt(1 - (k / DELAY_SAMPLES - 1) ** 2)) / bessel0(KAISER_BETA);
  const sinc = (x: number) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
  const raw = Float64Array.from({ length: TAPS }, (_, k) => sinc(2 * cutoff * (k - DELAY_SAMPLES)) * window(k));
  const sum = raw.reduce((total, tap) => total + tap, 0);
  return raw.map((tap) => tap / sum);
}

/** Modified Bessel function of the first kind, order zero: the Kaiser window is made of it. */
function bessel0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > 1e-12 * sum; n++) {
    term *= (x / (2 * n)) ** 2;
    sum += term;
  }
  return sum;
}
