import fc from 'fast-check';
import { CallerAudioConditioner, type Conditioning } from './caller-audio.conditioner.js';
import { SILENCE_BYTE } from './frame.types.js';
import { linearOf } from './g711.codec.js';

const OFF: Conditioning = { gainDb: 0, noiseGate: false };
const frame = fc.uint8Array({ minLength: 1, maxLength: 400 }).map((codes) => Buffer.from(codes));
const conditioning = fc.record({ gainDb: fc.integer({ min: -12, max: 12 }), noiseGate: fc.boolean() });

const isSilent = (audio: Buffer): boolean => audio.every((code) => code === SILENCE_BYTE);

describe('whatever the audio', () => {
  it('is as long as before, and what came in is left as it was', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 30 }), conditioning, (frames, how) => {
        const conditioner = new CallerAudioConditioner(how);
        for (const one of frames) {
          const before = Buffer.from(one);
          expect(conditioner.condition(one)).toHaveLength(one.length);
          expect(one.equals(before)).toBe(true);
        }
      }),
    );
  });

  it('is the very same buffer when nothing is wanted', () => {
    fc.assert(fc.property(frame, (one) => expect(new CallerAudioConditioner(OFF).condition(one)).toBe(one)));
  });

  it('is either the very same buffer or silence when only the gate is wanted', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 60 }), (frames) => {
        const conditioner = new CallerAudioConditioner({ ...OFF, noiseGate: true });
        for (const one of frames) {
          const out = conditioner.condition(one);
          expect(out === one || isSilent(out)).toBe(true);
        }
      }),
    );
  });

  it('keeps its sign and its order of loudness under gain, and never wraps around', () => {
    fc.assert(
      fc.property(fc.integer({ min: -12, max: 12 }), fc.nat(255), fc.nat(255), (gainDb, one, other) => {
        const louder = (code: number) =>
          linearOf(new CallerAudioConditioner({ ...OFF, gainDb }).condition(Buffer.from([code]))[0] as number);
        expect(Math.sign(louder(one)) * Math.sign(linearOf(one))).toBeGreaterThanOrEqual(0);
        if (linearOf(one) <= linearOf(other)) expect(louder(one)).toBeLessThanOrEqual(louder(other));
      }),
    );
  });
});
