/**
 * µ-law magnitude codes run from 0x00 (loudest) to 0x7f (zero) in either sign. Codes below this one are louder than about
 * -31 dBFS: speech at a telephone is, the hiss of a quiet line is not.
 */
const VOICED_BELOW_CODE = 0x50;

const SIGNLESS = 0x7f;

/** So many voiced samples in a thousand make a frame voiced: a click alone does not. */
const VOICED_PER_MILLE = 100;

/** 1 for the voiced ones. A table and an index instead of a comparison and an iterator: four times as fast, in the hottest path. */
const IS_VOICED = Uint8Array.from({ length: 256 }, (_, code) => ((code & SIGNLESS) < VOICED_BELOW_CODE ? 1 : 0));

/** True when somebody seems to be speaking in this stretch of µ-law audio. A hint for measuring, not for deciding. */
export function isVoiced(audio: Buffer): boolean {
  let voiced = 0;
  for (let i = 0; i < audio.length; i++) voiced += IS_VOICED[audio[i] as number] as number;
  return voiced * 1000 >= audio.length * VOICED_PER_MILLE;
}
