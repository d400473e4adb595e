import fc from 'fast-check';
import { placeWords, type SpokenSound } from './word-timing.policy.js';

/** Sounds of 100 ms each, pauses written as dots: `'.abc.de.'`. */
const sounds = (script: string): SpokenSound[] =>
  [...script].map((name, i) => ({ name: name === '.' ? 'pau' : name, endMs: (i + 1) * 100 }));

/** The pauses between words, as `word:from-to`. */
function pauses(text: string, script: string): string[] {
  const words = text.split(' ');
  const spans = placeWords(words, sounds(script));
  return words.flatMap((word, i) => {
    const [endMs, nextMs] = [spans[i]?.endMs ?? 0, spans[i + 1]?.startMs ?? 0];
    return nextMs > endMs ? [`${word}:${endMs}-${nextMs}`] : [];
  });
}

describe('the places of words', () => {
  it('share the time between two pauses by the length of the words', () => {
    expect(placeWords(['ab', 'abcdef'], sounds('.aaaaaaaa.'))).toEqual([
      { startMs: 100, endMs: 300 },
      { startMs: 300, endMs: 900 },
    ]);
  });

  it('have the pauses at punctuation, also when another word ends nearer to them', () => {
    expect(pauses('one, two three', '.aaaaa.aaaaaa.')).toEqual(['one,:600-700']);
  });

  it('have a pause that no punctuation asks for where it fits best', () => {
    expect(pauses('one two three four', '.aaaaaa.aaaaaaaa.')).toEqual(['two:700-800']);
  });

  it('count what is read out, not what is written: digits and abbreviations are long', () => {
    const [time, rest] = placeWords(['9:30', 'abcdefghijkl'], sounds('aaaaaaaa'));

    expect(time?.endMs).toBe(400);
    expect(rest?.startMs).toBe(400);
  });

  it('follow each other within the voice, whatever is said and heard', () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 12 });
    const script = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 60 });
    fc.assert(
      fc.property(words, script, (said, heard) => {
        const placed = placeWords(said, sounds(heard));
        expect(placed).toHaveLength(said.length);
        let before = 0;
        for (const { startMs, endMs } of placed) {
          expect(startMs).toBeGreaterThanOrEqual(before - 1e-6);
          expect(endMs).toBeGreaterThanOrEqual(startMs);
          expect(endMs).toBeLessThanOrEqual(heard.length * 100 + 1e-6);
          before = endMs;
        }
      }),
    );
  });
});
