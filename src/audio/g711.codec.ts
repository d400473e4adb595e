/**
 * µ-law (ITU-T G.711, tables 2a and 2b) to 16-bit linear and back, by table.
 *
 * G.711 defines the law on 14-bit values; 16-bit samples are those times four. Positive zero is 0xFF on the wire, because
 * every bit is inverted for transmission. What G.711 leaves open is a sample that lies exactly on a decision value: it is
 * taken outwards here on both sides of zero, as in the common 16-bit implementations. ITU's own software tool library (G.191)
 * takes it upwards instead, which on the negative side is one code nearer to zero.
 */

/** 33 in 14-bit terms: with this added, the segments of the law begin at powers of two. */
const BIAS = 33 << 2;
/** The largest magnitude that still fits the last segment once the bias is added. */
const CLIP = 32_635;
const SIGN = 0x80;

const linearByCode = Int16Array.from({ length: 256 }, (_, wireCode) => {
  const code = ~wireCode & 0xff;
  const segment = (code >> 4) & 0x07;
  const magnitude = ((((code & 0x0f) << 3) + BIAS) << segment) - BIAS;
  return code & SIGN ? -magnitude : magnitude;
});

const codeByLinear = Uint8Array.from({ length: 65_536 }, (_, index) => {
  const sample = (index << 16) >> 16;
  const biased = Math.min(Math.abs(sample), CLIP) + BIAS;
  const segment = 31 - Math.clz32(biased) - 7;
  const step = (biased >> (segment + 3)) & 0x0f;
  return ~((sample < 0 ? SIGN : 0) | (segment << 4) | step) & 0xff;
});

/** One µ-law code of a sample in -32,768…32,767. */
export const ulawOf = (sample: number): number => codeByLinear[sample & 0xffff] ?? 0;

/** The sample, in -32,124…32,124, of one µ-law code. */
export const linearOf = (code: number): number => linearByCode[code & 0xff] ?? 0;

export function encodeUlaw(samples: Int16Array): Buffer {
  const codes = Buffer.alloc(samples.length);
  for (let i = 0; i < samples.length; i++) codes[i] = ulawOf(samples[i] ?? 0);
  return codes;
}

export function decodeUlaw(codes: Uint8Array): Int16Array {
  const samples = new Int16Array(codes.length);
  for (let i = 0; i < codes.length; i++) samples[i] = linearOf(codes[i] ?? 0);
  return samples;
}
