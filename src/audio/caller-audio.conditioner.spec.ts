import { levelOf } from './audio-level.codec.js';
import { CallerAudioConditioner } from './caller-audio.conditioner.js';
import { FRAME_BYTES, SILENCE_BYTE } from './frame.types.js';
import { encodeUlaw, linearOf } from './g711.codec.js';

/** A frame of a square wave: its level is its amplitude. */
const square = (dbfs: number): Buffer =>
  encodeUlaw(Int16Array.from({ length: FRAME_BYTES }, (_, i) => (i % 8 < 4 ? 1 : -1) * 32_767 * 10 ** (dbfs / 20)));

const isSilent = (frame: Buffer): boolean => frame.equals(Buffer.alloc(FRAME_BYTES, SILENCE_BYTE));

describe('gain', () => {
  it.each([-12, -3, 3, 12])('moves the level by %d dB', (gainDb) => {
    const out = new CallerAudioConditioner({ gainDb, noiseGate: false }).condition(square(-30));
    expect(Math.abs(levelOf(out) - (gainDb - 30))).toBeLessThan(0.5);
  });

  it('stops at full scale', () => {
    const out = new CallerAudioConditioner({ gainDb: 12, noiseGate: false }).condition(square(-3));
    expect([...new Set(out)].map(linearOf).toSorted((one, other) => one - other)).toEqual([-32_124, 32_124]);
  });
});

describe('the gate', () => {
  /** One letter a frame: `.` for a silenced one. */
  const shape = (gate: CallerAudioConditioner, dbfs: number, frames: number): string =>
    Array.from({ length: frames }, () => (isSilent(gate.condition(square(dbfs))) ? '.' : 'x')).join('');

  it('begins open, closes over noise, opens with the first frame of speech and holds through the end of a word', () => {
    const gate = new CallerAudioConditioner({ gainDb: 0, noiseGate: true });
    expect(shape(gate, -50, 20)).toBe('x'.repeat(20));
    shape(gate, -50, 230);
    expect(shape(gate, -50, 5)).toBe('.....');
    expect(shape(gate, -25, 10)).toBe('x'.repeat(10));
    expect(shape(gate, -50, 25)).toBe(`${'x'.repeat(19)}......`); // 400 ms, the frame that ends them included
  });

  it('stays open for speech that fades, not for noise that grows as loud', () => {
    const gate = new CallerAudioConditioner({ gainDb: 0, noiseGate: true });
    shape(gate, -50, 300);
    expect(shape(gate, -44.5, 30)).toBe('.'.repeat(30));
    shape(gate, -50, 50);
    shape(gate, -30, 5);
    expect(shape(gate, -44.5, 25)).toBe('x'.repeat(25));
    expect(shape(gate, -44.5, 100)).toMatch(/x\.+$/);
  });

  it('lets everything pass where the noise is as loud as speech', () => {
    const gate = new CallerAudioConditioner({ gainDb: 0, noiseGate: true });
    expect(shape(gate, -30, 1000)).toBe('x'.repeat(1000));
  });

  it('lets everything of digital silence be silence', () => {
    const gate = new CallerAudioConditioner({ gainDb: 0, noiseGate: true });
    const silence = Buffer.alloc(FRAME_BYTES, SILENCE_BYTE);
    for (let i = 0; i < 100; i++) expect(isSilent(gate.condition(silence))).toBe(true);
  });
});
