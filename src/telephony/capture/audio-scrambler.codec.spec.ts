import { randomFillSync } from 'node:crypto';
import { linearOf } from '../../audio/g711.codec.js';
import { AudioScrambler } from './audio-scrambler.codec.js';

/** Louder and louder: every packet has its own level. */
const voice = Buffer.from(Array.from({ length: 1000 }, (_, index) => (index * 7919) % 256));
const levels = (audio: Buffer): number[] => {
  const packets = Array.from({ length: Math.ceil(audio.length / 160) }, (_, i) =>
    audio.subarray(160 * i, 160 * i + 160),
  );
  return packets.map((packet) => packet.reduce((sum, code) => sum + linearOf(code) ** 2, 0));
};

describe('scrambled audio', () => {
  it('has the level of the original in every 20 ms, also in the last ones that are not full', () => {
    const scrambled = new AudioScrambler(randomFillSync).scramble(voice);
    expect(scrambled).toHaveLength(voice.length);
    expect(levels(scrambled)).toEqual(levels(voice));
  });

  it('keeps hardly a sample in its place, and turns half of them round', () => {
    const scrambler = new AudioScrambler(randomFillSync);
    const ascending = Buffer.from(Array.from({ length: 160 }, (_, index) => index & 0x7f));
    let inPlace = 0;
    let turned = 0;
    for (let round = 0; round < 200; round++) {
      scrambler.scramble(ascending).forEach((code, index) => {
        if ((code & 0x7f) === (index & 0x7f)) inPlace += 1;
        if (code & 0x80) turned += 1;
      });
    }
    expect(inPlace / (200 * 160)).toBeLessThan(0.03);
    expect(Math.abs(turned / (200 * 160) - 0.5)).toBeLessThan(0.02);
  });

  it('is never the same twice, and leaves the original alone', () => {
    const before = Buffer.from(voice);
    const scrambler = new AudioScrambler(randomFillSync);
    expect(scrambler.scramble(voice)).not.toEqual(scrambler.scramble(voice));
    expect(voice).toEqual(before);
  });
});
