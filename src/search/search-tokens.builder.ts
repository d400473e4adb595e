import type { ClinicSealer } from '../common/crypto/clinic-sealer.js';
import type { SearchTerm } from './search-query.policy.js';
import { prefixesOf, wordsOf } from './words.policy.js';

type Tokens = Pick<ClinicSealer, 'index'>;

// The alphabet of tokens has neither quotes nor backslashes: between quotes they stand as they are.

/** A text as Postgres' tsvector: the token of each word with its places, and without places a token of each beginning of one. */
export function tsvectorOf(sealer: Tokens, text: string): string {
  const places = new Map<string, number[]>();
  for (const [index, { word }] of wordsOf(text).entries()) {
    places.set(word, [...(places.get(word) ?? []), index + 1]);
  }
  const prefixes = new Set([...places.keys()].flatMap(prefixesOf));
  return [
    ...[...places].map(([word, at]) => `${wordToken(sealer, word)}:${at.join(',')}`),
    ...[...prefixes].map((prefix) => prefixToken(sealer, prefix)),
  ].join(' ');
}

/** What is asked for as Postgres' tsquery. */
export const tsqueryOf = (sealer: Tokens, terms: readonly SearchTerm[]): string =>
  terms.map((term) => `(${termOf(sealer, term)})`).join(' & ');

function termOf(sealer: Tokens, term: SearchTerm): string {
  switch (term.kind) {
    case 'word':
      return wordToken(sealer, term.word);
    case 'prefix':
      return `${wordToken(sealer, term.word)} | ${prefixToken(sealer, term.word)}`;
    case 'phrase':
      return term.words.map((word) => wordToken(sealer, word)).join(' <-> ');
  }
}

const wordToken = (sealer: Tokens, word: string): string => `'${sealer.index('word', word)}'`;
const prefixToken = (sealer: Tokens, prefix: string): string => `'${sealer.index('word_prefix', prefix)}'`;
