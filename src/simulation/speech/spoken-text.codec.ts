/** The words of a text, as they were written: what a listener counts as one word stands between white space. */
export const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');

const punctuation: readonly (readonly [RegExp, string])[] = [
  [/[‘’]/gu, "'"],
  [/[“”«»„]/gu, '"'],
  [/[‒–—]/gu, ', '],
  [/…/gu, '.'],
];

/** The text as Flite can pronounce it: it reads ASCII only. Accents go ("José" is read as "Jose"), what is left is dropped. */
export function pronounceable(text: string): string {
  const plain = punctuation.reduce((result, [from, to]) => result.replace(from, to), text);
  return plain
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]+/gu, ' ')
    .trim();
}
