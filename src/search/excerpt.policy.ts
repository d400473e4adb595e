import type { SearchTerm } from './search-query.policy.js';
import { wordsOf, type PlacedWord } from './words.policy.js';

/** What is shown on each side of what was found, in characters. */
const AROUND = 80;
const CUT = '…';

/** The part of a text around the first place where it has what was asked for, cut between words. */
export function excerptOf(text: string, terms: readonly SearchTerm[]): string {
  const { from, to } = firstMatch(wordsOf(text), terms) ?? { from: 0, to: 0 };
  const start = from <= AROUND ? 0 : startOfWord(text, from - AROUND, from);
  const end = text.length - to <= AROUND ? text.length : endOfWord(text, to + AROUND, to);
  const shown = text.slice(start, end).replace(/\s+/g, ' ').trim();
  return (start > 0 ? CUT : '') + shown + (end < text.length ? CUT : '');
}

function firstMatch(words: readonly PlacedWord[], terms: readonly SearchTerm[]): { from: number; to: number } | null {
  for (const [index, first] of words.entries()) {
    const lengths = terms.filter((term) => stands(term, words, index)).map(lengthOf);
    if (lengths.length === 0) continue;
    const last = words[index + Math.max(...lengths) - 1] ?? first;
    return { from: first.from, to: last.to };
  }
  return null;
}

function stands(term: SearchTerm, words: readonly PlacedWord[], index: number): boolean {
  const at = words[index]?.word;
  switch (term.kind) {
    case 'word':
      return at === term.word;
    case 'prefix':
      return at?.startsWith(term.word) ?? false;
    case 'phrase':
      return term.words.every((word, offset) => words[index + offset]?.word === word);
  }
}

const lengthOf = (term: SearchTerm): number => (term.kind === 'phrase' ? term.words.length : 1);

/** The first beginning of a word at or after `index`; what was found where there is none before it. */
function startOfWord(text: string, index: number, found: number): number {
  const gap = text.slice(index, found).search(/\s/);
  return gap === -1 ? found : index + gap + 1;
}

/** The last end of a word at or before `index`; of what was found where there is none after it. */
function endOfWord(text: string, index: number, found: number): number {
  const gap = text.slice(found, index).search(/\s\S*$/);
  return gap === -1 ? found : found + gap;
}
