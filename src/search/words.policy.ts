/** A word of a text, and which part of the text it was read from: [from, to), in UTF-16 code units. */
export interface PlacedWord {
  word: string;
  from: number;
  to: number;
}

/** Nobody says more at a time. What comes later in one text is not found. */
export const MAX_WORDS = 1000;
/** Longer words are told apart by so many of their characters. */
const MAX_WORD_CHARACTERS = 40;
/** The shortest beginning of a word that can be asked for: shorter ones would find nearly everything. */
export const MIN_PREFIX_CHARACTERS = 3;

/** What may be one word as somebody wrote it: `Señora`, `don't`. */
const RUN = /[\p{Letter}\p{Number}\p{Mark}'’ʼ]+/gu;
const LEFT_OUT = /[\p{Mark}'’ʼ]/gu;
const WORD = /[\p{Letter}\p{Number}]+/gu;

/**
 * The words of a text in their order, each in one way of writing: lower case, no marks, no apostrophes. `¿Mañana, no?` is read as
 * `manana` and `no`. Digits stay as they are.
 */
export function wordsOf(text: string): PlacedWord[] {
  const words: PlacedWord[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    for (const [word] of plain(run).matchAll(WORD)) {
      if (words.length === MAX_WORDS) return words;
      words.push({ word: beginningOf(word, MAX_WORD_CHARACTERS), from: index, to: index + run.length });
    }
  }
  return words;
}

/** The beginnings of a word that find it, besides the whole of it. */
export function prefixesOf(word: string): string[] {
  const characters = Array.from(word);
  const count = Math.max(0, characters.length - MIN_PREFIX_CHARACTERS);
  return Array.from({ length: count }, (_, index) => characters.slice(0, MIN_PREFIX_CHARACTERS + index).join(''));
}

export const charactersIn = (word: string): number => Array.from(word).length;

/** Taken apart twice: the lower case of some letters has marks of its own. */
const plain = (run: string): string => run.normalize('NFKD').toLowerCase().normalize('NFKD').replace(LEFT_OUT, '');

const beginningOf = (word: string, characters: number): string => Array.from(word).slice(0, characters).join('');
