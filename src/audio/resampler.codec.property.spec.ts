import fc from 'fast-check';
import { createDownsampler, type Downsampler } from './resampler.codec.js';

const tone = (hz: number, rateHz: number, samples: number, level = 10_000): Int16Array =>
  Int16Array.from({ length: samples }, (_, i) => level * Math.sin((2 * Math.PI * hz * i) / rateHz));

const all = (resampler: Downsampler, samples: Int16Array): Int16Array =>
  Int16Array.from([...resampler.push(samples), ...resampler.flush()]);

/** The level of one frequency, away from the edges, in the units of `tone`. */
function levelAt(hz: number, rateHz: number, samples: Int16Array): number {
  const middle = samples.subarray(400, samples.length - 400);
  let re = 0;
  let im = 0;
  middle.forEach((sample, i) => {
    re += sample * Math.cos((2 * Math.PI * hz * i) / rateHz);
    im += sample * Math.sin((2 * Math.PI * hz * i) / rateHz);
  });
  return (2 * Math.hypot(re, im)) / middle.length;
}

const decibels = (level: number, of: number): number => 20 * Math.log10(level / of);

describe('downsampling by halves', () => {
  const samples = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { maxLength: 400 });

  it('does not depend on how the samples are cut into chunks', () => {
    fc.assert(
      fc.property(fc.array(samples, { maxLength: 8 }), (chunks) => {
        const resampler = createDownsampler();
        const streamed = chunks.flatMap((chunk) => [...resampler.push(Int16Array.from(chunk))]);
        streamed.push(...resampler.flush());
        expect(streamed).toEqual([...all(createDownsampler(), Int16Array.from(chunks.flat()))]);
      }),
    );
  });

  it('is as new after a flush', () => {
    fc.assert(
      fc.property(samples, samples, (first, second) => {
        const resampler = createDownsampler();
        all(resampler, Int16Array.from(first));
        expect(all(resampler, Int16Array.from(second))).toEqual(all(createDownsampler(), Int16Array.from(second)));
      }),
    );
  });
});

describe('downsampling', () => {
  it('makes one sample of two', () => {
    expect(all(createDownsampler(), new Int16Array(160))).toHaveLength(80);
    expect(all(createDownsampler(), new Int16Array(161))).toHaveLength(81);
  });

  it.each([300, 1000, 2500, 3400])('keeps a tone of %i Hz, in level and in time', (hz) => {
    const out = all(createDownsampler(), tone(hz, 16_000, 8000));
    const expected = tone(hz, 8000, 4000);
    const errors = out.slice(400, -400).map((sample, i) => sample - (expected[i + 400] ?? 0));

    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(50);
  });

  it.each([4100, 4600, 5500, 7000])('lets nothing of %i Hz fold into the telephone band', (hz) => {
    const out = all(createDownsampler(), tone(hz, 16_000, 8000));

    expect(decibels(levelAt(8000 - hz, 8000, out), 10_000)).toBeLessThan(-60);
  });

  it('clips instead of wrapping around', () => {
    const square = Int16Array.from({ length: 4000 }, (_, i) => (i % 32 < 16 ? 32_767 : -32_768));
    const out = all(createDownsampler(), square);
    const wrapped = out.filter(
      (sample, i) => Math.sign(sample) !== Math.sign(square[2 * i] ?? 0) && Math.abs(sample) > 20_000,
    );

    expect(wrapped).toHaveLength(0);
  });
});
