import { linearOf } from './g711.codec.js';

/** What digital silence counts as. The faintest sound that µ-law can carry is some 8 dB louder. */
export const SILENCE_DBFS = -80;

/** 0 dBFS is the power of a full-scale square wave; so a full-scale sine has -3, and nothing has more than 0. */
const FULL_SCALE_POWER = 32_768 ** 2;

/** The power of one sample, by its µ-law code. */
export const POWER_OF_CODE: Readonly<Float64Array> = Float64Array.from(
  { length: 256 },
  (_, code) => linearOf(code) ** 2,
);

/** The level, from -80 to 0 dBFS, of audio of that mean power. */
export function dbfsOf(meanPower: number): number {
  if (meanPower <= 0) return SILENCE_DBFS;
  return Math.min(0, Math.max(SILENCE_DBFS, 10 * Math.log10(meanPower / FULL_SCALE_POWER)));
}

/** The level of a stretch of µ-law audio in dBFS. Hot path. */
export function levelOf(audio: Uint8Array): number {
  let power = 0;
  for (let i = 0; i < audio.length; i++) power += POWER_OF_CODE[audio[i] as number] as number;
  return dbfsOf(power / audio.length);
}
