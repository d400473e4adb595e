import { charactersIn, MIN_PREFIX_CHARACTERS, wordsOf } from './words.policy.js';

/** What a text must have to be found: a word, a word that begins so, or words one right after the other. */
export type SearchTerm =
  { kind: 'word'; word: string } | { kind: 'prefix'; word: string } | { kind: 'phrase'; words: readonly string[] };

/** All terms must be there. Or what is wrong with the query, in words that repeat nothing of it. */
export type ReadQuery = { terms: readonly SearchTerm[] } | { fault: string };

const MAX_TERMS = 20;
/** As people type them, and as phones and word processors do. */
const QUOTES = /["“”„«»]/;

/**
 * Reads what somebody typed: words, `"words one after the other"`, and `beginn*`. Marks, case and punctuation don't matter. A word with
 * a hyphen is two.
 */
export function readQuery(query: string): ReadQuery {
  const parts = query.split(QUOTES);
  if (parts.length % 2 === 0) return { fault: 'a quotation mark has no counterpart' };
  const terms: SearchTerm[] = [];
  for (const [index, part] of parts.entries()) {
    const read = index % 2 === 1 ? readPhrase(part) : readWords(part);
    if ('fault' in read) return read;
    terms.push(...read.terms);
  }
  if (terms.length === 0) return { fault: 'has no word' };
  if (terms.length > MAX_TERMS) return { fault: `has more than ${MAX_TERMS} words` };
  return { terms };
}

function readPhrase(part: string): ReadQuery {
  if (part.includes('*')) return { fault: 'a phrase has whole words' };
  const words = wordsOf(part).map(({ word }) => word);
  const [word, second] = words;
  if (word === undefined) return { terms: [] };
  if (words.length > MAX_TERMS) return { fault: `has more than ${MAX_TERMS} words` };
  return { terms: [second === undefined ? { kind: 'word', word } : { kind: 'phrase', words }] };
}

function readWords(part: string): ReadQuery {
  const terms: SearchTerm[] = [];
  for (const piece of part.split(/\s+/)) {
    const read = readPiece(piece);
    if ('fault' in read) return read;
    terms.push(...read.terms);
  }
  return { terms };
}

function readPiece(piece: string): ReadQuery {
  const isPrefix = piece.endsWith('*');
  const body = isPrefix ? piece.slice(0, -1) : piece;
  if (body.includes('*')) return { fault: 'an asterisk stands at the end of a word, once' };
  const words = wordsOf(body).map(({ word }) => word);
  const last = isPrefix ? words.pop() : undefined;
  if (isPrefix && (last === undefined || charactersIn(last) < MIN_PREFIX_CHARACTERS)) {
    return { fault: `at least ${MIN_PREFIX_CHARACTERS} letters or digits stand before an asterisk` };
  }
  const terms = words.map((word): SearchTerm => ({ kind: 'word', word }));
  return { terms: last === undefined ? terms : [...terms, { kind: 'prefix', word: last }] };
}
