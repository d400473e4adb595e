import { decodeUlaw, encodeUlaw, linearOf, ulawOf } from './g711.codec.js';

/*
 * An oracle written from the tables of ITU-T G.711 (11/88) alone, by search and without the arithmetic of the codec:
 * table 2a gives, for the positive half, the decision values x(1) = 0 … x(129) = 8159 as eight segments of 16 intervals
 * whose width doubles from one segment to the next (but for the very first interval, of width 1); the value at the output
 * is the middle of the interval, and 0 for the first one. Values are on the 14-bit scale.
 */
const decisionValues: number[] = [0];
for (let segment = 0; segment < 8; segment++) {
  for (let interval = 0; interval < 16; interval++) {
    const width = segment === 0 && interval === 0 ? 1 : 2 ** (segment + 1);
    decisionValues.push((decisionValues.at(-1) ?? 0) + width);
  }
}
const outputValues = decisionValues
  .slice(0, 128)
  .map((from, n) => (n === 0 ? 0 : (from + (decisionValues[n + 1] ?? 0)) / 2));

/** Table 2a, "character signal": 1111 1111 for the first positive interval, counting down; bit 1 is the sign. */
const wireCode = (negative: boolean, interval: number): number => (negative ? 0x7f : 0xff) - interval;

/** The interval that holds a magnitude; the last one also takes what lies beyond the virtual decision value. */
function intervalOf(magnitude14: number): number {
  let interval = 0;
  while (interval < 127 && magnitude14 >= (decisionValues[interval + 1] ?? Infinity)) interval++;
  return interval;
}

describe('µ-law', () => {
  it('has the decision and output values that G.711 prints', () => {
    // Spot checks of the oracle itself against table 2a.
    expect([1, 16, 17, 32, 48, 64, 80, 96, 112, 128].map((n) => decisionValues[n])).toEqual([
      1, 31, 35, 95, 223, 479, 991, 2015, 4063, 8159,
    ]);
    expect([0, 1, 16, 127].map((n) => outputValues[n])).toEqual([0, 2, 33, 8031]);
  });

  it('decodes all 256 codes to the values of G.711', () => {
    for (let interval = 0; interval < 128; interval++) {
      const value = 4 * (outputValues[interval] ?? NaN);
      expect(linearOf(wireCode(false, interval))).toBe(value);
      expect(linearOf(wireCode(true, interval))).toBe(value === 0 ? 0 : -value);
    }
  });

  it('encodes all 65,536 samples to the interval of G.711 that holds them', () => {
    const wrong: number[] = [];
    for (let sample = -32_768; sample <= 32_767; sample++) {
      if (ulawOf(sample) !== wireCode(sample < 0, intervalOf(Math.abs(sample) / 4))) wrong.push(sample);
    }
    expect(wrong).toEqual([]);
  });

  it('gives every code back but the second zero, which becomes the first', () => {
    for (let code = 0; code < 256; code++) expect(ulawOf(linearOf(code))).toBe(code === 0x7f ? 0xff : code);
  });

  it('encodes and decodes buffers sample by sample', () => {
    const codes = Buffer.from([0xff, 0x80, 0x00, 0x7f]);
    expect([...decodeUlaw(codes)]).toEqual([0, 32_124, -32_124, 0]);
    expect([...encodeUlaw(Int16Array.of(0, 32_767, -32_768, -1))]).toEqual([0xff, 0x80, 0x00, 0x7f]);
  });
});
