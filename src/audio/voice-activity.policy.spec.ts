import { FRAME_BYTES, SAMPLE_RATE_HZ } from './frame.types.js';
import { encodeUlaw } from './g711.codec.js';
import { isVoiced } from './voice-activity.policy.js';

/** A tone of 300 Hz whose peak is so many decibels below full scale. */
function tone(dbfs: number): Buffer {
  const peak = 32_767 * 10 ** (dbfs / 20);
  const samples = Int16Array.from({ length: FRAME_BYTES }, (_, index) =>
    Math.round(peak * Math.sin((2 * Math.PI * 300 * index) / SAMPLE_RATE_HZ)),
  );
  return encodeUlaw(samples);
}

it.each([-6, -20, -30])('hears a voice at %d dBFS', (dbfs) => {
  expect(isVoiced(tone(dbfs))).toBe(true);
});

it.each([-45, -60])('hears nobody at %d dBFS', (dbfs) => {
  expect(isVoiced(tone(dbfs))).toBe(false);
});

it('takes neither silence, in either sign, nor a click for a voice', () => {
  expect(isVoiced(Buffer.alloc(FRAME_BYTES, 0xff))).toBe(false);
  expect(isVoiced(Buffer.alloc(FRAME_BYTES, 0x7f))).toBe(false);
  const click = Buffer.alloc(FRAME_BYTES, 0xff).fill(0x00, 0, 5);
  expect(isVoiced(click)).toBe(false);
});
