/**
 * 8 kHz ⇄ 16 kHz for 16-bit samples, streaming: the output depends on the samples alone, never on how they were cut into
 * chunks. One linear-phase FIR at 16 kHz serves both ways: flat to the telephone band's edge at 3.4 kHz, and down by more
 * than 60 dB from 4 kHz on, which is where aliases (down) and images (up) would appear.
 */
export interface Resampler {
  push(samples: Int16Array): Int16Array;
  /** What the filter still holds; pads with silence. Afterwards the resampler is as new. */
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

/** Two samples out for each one in. */
export function createUpsampler(): Resampler {
  // Between two samples goes a zero, and the filter smooths it over; zeros halve the level, hence the gain.
  return createFilter({ zerosAfterSample: 1, keepEvery: 1, gain: 2 });
}

/** One sample out for each two in. */
export function createDownsampler(): Resampler {
  return createFilter({ zerosAfterSample: 0, keepEvery: 2, gain: 1 });
}

function createFilter(how: { zerosAfterSample: number; keepEvery: number; gain: number }): Resampler {
  // Written twice, a filter's length apart, so that the last TAPS values always lie in one piece.
  const history = new Float64Array(2 * TAPS);
  let next = 0;
  let fed = 0;

  const outputNow = (): number => {
    const last = next + TAPS - 1;
    let sum = taps[DELAY_SAMPLES]! * history[next + DELAY_SAMPLES]!;
    // The filter is symmetric: one multiplication serves two values. The inner loop, so no checks for what can't be missing.
    for (let k = 0; k < DELAY_SAMPLES; k++) sum += taps[k]! * (history[next + k]! + history[last - k]!);
    return Math.max(-32_768, Math.min(32_767, Math.round(sum * how.gain)));
  };
  /** Answers how many samples of the output are written by now. */
  const feed = (value: number, output: Int16Array, written: number): number => {
    history[next] = value;
    history[next + TAPS] = value;
    next = (next + 1) % TAPS;
    // The first outputs would be the filter's delay only: they are left out, so that output and input line up in time.
    const due = fed >= DELAY_SAMPLES && (fed - DELAY_SAMPLES) % how.keepEvery === 0;
    fed++;
    if (!due) return written;
    output[written] = outputNow();
    return written + 1;
  };

  return {
    push(samples) {
      const output = new Int16Array(samples.length * (1 + how.zerosAfterSample));
      let written = 0;
      for (const sample of samples) {
        written = feed(sample, output, written);
        for (let i = 0; i < how.zerosAfterSample; i++) written = feed(0, output, written);
      }
      return output.slice(0, written);
    },
    flush() {
      const output = new Int16Array(DELAY_SAMPLES);
      let written = 0;
      for (let i = 0; i < DELAY_SAMPLES && fed > 0; i++) written = feed(0, output, written);
      fed = 0; // the zeros just fed are all of the past that the next output can see
      return output.slice(0, written);
    },
  };
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
