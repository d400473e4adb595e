/** Words as a recogniser writes them; how they are punctuated changes until the end and means nothing here. */
export const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

export const joined = (one: string, other: string): string => [one, other].filter((text) => text !== '').join(' ');

const plain = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

export const plainWordsOf = (text: string): string[] =>
  wordsOf(text)
    .map(plain)
    .filter((word) => word !== '');

export function sameWords(one: string, other: string): boolean {
  return plainWordsOf(one).join(' ') === plainWordsOf(other).join(' ');
}

/**
 * What `text` has beyond `told`, when it tells the same stretch once more: the first words may have been corrected meanwhile, so
 * half of them are enough to know it by. All of `text` when it is another stretch.
 */
export function restAfter(told: string, text: string): string {
  const before = plainWordsOf(told);
  const now = wordsOf(text);
  const compared = Math.min(before.length, now.length);
  const alike = now.slice(0, compared).filter((word, at) => plain(word) === before[at]).length;
  if (compared === 0 || alike * 2 < compared) return text.trim();
  return now.slice(before.length).join(' ');
}
