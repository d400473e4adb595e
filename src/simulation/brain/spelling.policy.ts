import { cardinalAt } from './numbers.policy.js';
import { capitalised, type Token } from './words.policy.js';

/** Letters said one by one, as one word of lower case. */
export interface Spelled {
  text: string;
  start: number;
  length: number;
}

interface Piece {
  text: string;
  length: number;
}

const SIGNS: Readonly<Record<string, string>> = { apostrophe: "'", hyphen: '-', dash: '-' };
const LIKENED = new Set(['as', 'like', 'for']);
const REPEATED: Readonly<Record<string, number>> = { double: 2, triple: 3 };
const SHORTEST_WORD = 3;

/** `N G U Y E N`, `S-M-Y-T-H-E`, `D as in David, A, double L`. Two letters, such as the `I a` of `can I a`, are no spelling. */
export function spelledWords(tokens: readonly Token[]): Spelled[] {
  const words: Spelled[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const word = spelledAt(tokens, at);
    if (!word) continue;
    words.push(word);
    at += word.length - 1;
  }
  return words;
}

function spelledAt(tokens: readonly Token[], start: number): Spelled | null {
  const pieces: (Piece & { at: number })[] = [];
  let at = start;
  for (let piece = letterAt(tokens, at); piece; piece = letterAt(tokens, at)) {
    pieces.push({ ...piece, at });
    at += piece.length;
    // A pause ends the word, unless there is one after every letter.
    const pauses = tokens[at - 1]?.endsClause === true;
    const pausedBefore = pieces.length < 2 || tokens[(pieces.at(-1)?.at ?? 0) - 1]?.endsClause === true;
    if (pauses && !pausedBefore) break;
  }
  const text = pieces.map((piece) => piece.text).join('');
  const isWord = text.replace(/[^\p{L}]/gu, '').length >= SHORTEST_WORD && /^\p{L}/u.test(text);
  return isWord ? { text, start, length: at - start } : null;
}

/** One letter, or a stretch of them that was written together, with all that was said to make it clear. */
export function letterAt(tokens: readonly Token[], at: number): Piece | null {
  const { text = '', norm = '' } = tokens[at] ?? {};
  const times = REPEATED[norm];
  const repeated = times === undefined ? null : letterAt(tokens, at + 1);
  if (times !== undefined)
    return repeated?.text.length === 1 ? { text: repeated.text.repeat(times), length: 1 + repeated.length } : null;
  if (norm === 'capital') return after(1, letterAt(tokens, at + 1));
  if (SIGNS[norm] !== undefined) return { text: SIGNS[norm], length: 1 };
  if (/^(\p{L}[.-])+\p{L}$/u.test(text)) return { text: norm, length: 1 };
  if (!/^\p{L}$/u.test(norm)) return null;
  return { text: norm, length: 1 + likening(tokens, at) };
}

const after = (length: number, piece: Piece | null): Piece | null =>
  piece && { ...piece, length: piece.length + length };

/** How many tokens `as in David` takes after a letter; a word of another letter makes nothing clear. */
function likening(tokens: readonly Token[], at: number): number {
  if (!LIKENED.has(tokens[at + 1]?.norm ?? '')) return 0;
  const length = tokens[at + 2]?.norm === 'in' ? 2 : 1;
  return tokens[at + 1 + length]?.norm.startsWith(tokens[at]?.norm ?? '') ? length + 1 : 0;
}

/** A number of letters and digits: `W as in William 1 2 3`, `XJ 44 71`. */
export function codeAt(tokens: readonly Token[], start: number): Spelled | null {
  let text = '';
  let at = start;
  for (let piece = codePieceAt(tokens, at); piece; piece = codePieceAt(tokens, at)) {
    text += piece.text;
    at += piece.length;
  }
  return text === '' ? null : { text: text.toUpperCase(), start, length: at - start };
}

function codePieceAt(tokens: readonly Token[], at: number): Piece | null {
  const norm = tokens[at]?.norm ?? '';
  const times = REPEATED[norm];
  const piece = times === undefined ? null : codePieceAt(tokens, at + 1);
  if (times !== undefined)
    return piece && { text: piece.text.slice(0, 1).repeat(times - 1) + piece.text, length: 1 + piece.length };
  if (['dash', 'hyphen'].includes(norm)) return { text: '', length: 1 };
  if (norm === 'oh' || norm === 'o') return { text: '0', length: 1 };
  if (/^(?=\p{L}*\d)[\p{L}\d]+$/u.test(norm)) return { text: norm, length: 1 };
  const number = cardinalAt(tokens, at);
  return number ? { text: String(number.value), length: number.length } : letterAt(tokens, at);
}

/** 0 for words that have nothing in common, 1 for the same word. */
export function likeness(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return 1 - (row.at(-1) ?? 0) / Math.max(a.length, b.length, 1);
}

/** Letters that sound alike, so that `with a K` tells which of them it is. */
const ALIKE = ['ck', 'iy', 'sz', 'gj', 'vw'];

/** `Catherine` `with a K` is `Katherine`; a name that has the letter already stays as it is. */
export function withLetter(word: string, letter: string): string | null {
  const [lower, wanted] = [word.toLowerCase(), letter.toLowerCase()];
  if (lower.includes(wanted)) return word;
  if (wanted === 'ph' && /[vf]/.test(lower)) return capitalised(lower.replace(/[vf]/, 'ph'));
  const others = ALIKE.filter((group) => group.includes(wanted)).join('');
  const at = [...lower].findIndex((char) => others.includes(char));
  return at < 0 ? null : capitalised(lower.slice(0, at) + wanted + lower.slice(at + 1));
}
