import fc from 'fast-check';
import { wordsSaid } from './spoken-length.policy.js';

const OFFER = 'I have Friday, March 12 at 8:00 AM, 11:00 AM, or 2:00 PM.';

describe('the words that are said', () => {
  it('are none at the beginning, and all at the end', () => {
    expect(wordsSaid(OFFER, 0)).toBe('');
    expect(wordsSaid(OFFER, 1)).toBe(OFFER);
    expect(wordsSaid(OFFER, 0.999)).toBe(OFFER.replace(' PM.', ''));
    expect(wordsSaid('', 0.5)).toBe('');
  });

  it('are fewer when numbers stand among them, which take longer than they look', () => {
    expect(wordsSaid('On one of these days, at 10:15', 0.55)).toBe('On one of these days,');
    expect(wordsSaid('On one of these days, at half', 0.55)).toBe('On one of these');
  });

  it('are a beginning of the text in whole words, and more the later it is', () => {
    const words = fc.array(fc.stringMatching(/^[\w.,:?!$áÑ-]{1,12}$/), { maxLength: 20 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(words, share, share, (list, one, other) => {
        const text = list.join('  ');
        const [early, late] = [Math.min(one, other), Math.max(one, other)].map((at) => wordsSaid(text, at));
        expect(`${text} `.startsWith(early === '' ? '' : `${early} `)).toBe(true);
        expect(late?.startsWith(early ?? '')).toBe(true);
      }),
    );
  });
});
