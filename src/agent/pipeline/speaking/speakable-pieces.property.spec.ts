import fc from 'fast-check';
import { SpeakablePieces } from './speakable-pieces.js';

const token = fc.oneof(
  fc.constantFrom(
    ...['Dr.', 'a.m.', '10:30', '$1,250.00', '3.5', '(512)', '555-0100', '512.', 'anna@example.com', 'J.', '1.', 'I.'],
    ...['well,', 'yes!', 'no?', '"Hm."', '…', '-', '**so**', '🙂', '👩‍⚕️', 'a', 'ending.', 'Word', '\n', '  ', 'ángel;'],
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const text = fc.array(token, { maxLength: 60, size: 'max' }).map((tokens) => tokens.join(' '));

function inChunks(whole: string, cuts: readonly number[]): string[] {
  const at = [...new Set(cuts.map((cut) => cut % (whole.length + 1)))].sort((a, b) => a - b);
  return [...at, whole.length].map((end, index) => whole.slice(at[index - 1] ?? 0, end));
}

const cut = (chunks: readonly string[]): string[] => {
  const pieces = new SpeakablePieces();
  return [...chunks.flatMap((chunk) => pieces.push(chunk)), ...pieces.end()];
};

const wordsOf = (said: string): string[] =>
  said
    .split(/[\s*_`~#>•+–—-]+/u)
    .map((word) => word.replace(/[^\p{L}\p{N}.,;:!?@$()]/gu, ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word));

describe('the pieces of any text', () => {
  it('are the same however it is chunked', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 20, size: 'max' }), (whole, cuts) => {
        expect(cut(inChunks(whole, cuts))).toEqual(cut([whole]));
        expect(cut([...whole])).toEqual(cut([whole]));
        expect(cut(whole.split(''))).toEqual(cut([whole]));
      }),
      { numRuns: 300 },
    );
  });

  it('have all of its words, in order', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const plain = whole.replace(/[[\]]/g, '').replace(/\p{Extended_Pictographic}/gu, '');
        expect(wordsOf(cut([plain]).join(' ')).join('')).toBe(wordsOf(plain).join(''));
      }),
      { numRuns: 300 },
    );
  });

  it('hold a word each, and no marks', () => {
    fc.assert(
      fc.property(text, (whole) => {
        for (const piece of cut([whole])) {
          expect(piece).toMatch(/[\p{L}\p{N}]/u);
          expect(piece).not.toMatch(/[*`\n]|\p{Extended_Pictographic}/u);
          expect(piece).toBe(piece.trim());
        }
      }),
    );
  });
});
