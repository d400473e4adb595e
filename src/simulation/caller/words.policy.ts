/** Stands for speech that could not be made out. */
export const GARBLED = '…';

/**
 * Words as patterns are matched against: lower case, one space between words, straight apostrophes, no punctuation but
 * what stands inside a word (`10:30`, `check-up`).
 */
export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}…]+|[^\p{L}\p{N}…]+$/gu, ''))
    .filter((word) => word !== '')
    .join(' ');
}

export const countWords = (plain: string): number => (plain === '' ? 0 : plain.split(' ').length);
