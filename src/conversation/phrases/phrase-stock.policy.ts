import type { StockKey, WantedWords } from './phrase-lines.types.js';

export interface StockReview {
  /** Not there in the voice to have, though perhaps in one that was tried after it. */
  lacking: WantedWords[];
  /** Nobody will ask for it again. */
  unused: StockKey[];
}

/** What is to be made, and what can go. Another voice's audio is kept until there is that of the first. */
export function reviewStock(wanted: readonly WantedWords[], stock: readonly StockKey[]): StockReview {
  const inStock = new Set(stock.map(keyOf));
  const lacking = wanted.filter(
    ({ voices: [first = ''], textSha256 }) => !inStock.has(keyOf({ voice: first, textSha256 })),
  );
  const makeshift = new Set(lacking);
  const useful = new Set(
    wanted.flatMap((words) => {
      const voices = makeshift.has(words) ? words.voices : words.voices.slice(0, 1);
      return voices.map((voice) => keyOf({ voice, textSha256: words.textSha256 }));
    }),
  );
  return { lacking, unused: stock.filter((key) => !useful.has(keyOf(key))) };
}

export const keyOf = ({ voice, textSha256 }: StockKey): string => `${voice} ${textSha256}`;
