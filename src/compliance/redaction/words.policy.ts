import type { SpokenTurn } from './redaction.types.js';
import { isAcknowledgement } from './vocabulary.policy.js';

export interface Word {
  turn: number;
  /** UTF-16 offsets in the turn's text. */
  from: number;
  to: number;
  /** As written, in the plain form of its characters (NFKC). */
  raw: string;
  /** Lower case, without accents and apostrophes: "o'clock" is `oclock`. Digits of every script are 0 to 9. */
  text: string;
  /**
   * What stands between this word and the one before it in its turn, in plain characters; empty if they are glued together, or if
   * nothing there can be seen. Begins with a line break for the first of a turn.
   */
  gap: string;
}

/** What one side says, as if it had been said in one breath. Numbers go on over turns, so they have to be looked for here. */
export interface Stream {
  words: Word[];
  /** Indices of words that begin a turn to which a number can not go on from the turn before. */
  breaks: ReadonlySet<number>;
  /** For each turn of this side: the words with which the other side has asked for it. */
  askedBefore: ReadonlyMap<number, readonly Word[]>;
}

/** Decimal digits of all scripts, and the raised, lowered and circled ones. */
const DIGITS = '\\p{Nd}²³¹⁰⁴-⁹₀-₉①-⒛⓪';
const WORD = new RegExp(`[ap]\\.\\s?m\\b|[${DIGITS}]+|\\p{L}[\\p{L}\\p{M}'’]*`, 'giu');

/** Linear in the length of the text: one pass, and no alternative can be tried twice. */
export function wordsOf(text: string, turn: number): Word[] {
  const words: Word[] = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const [raw] = match;
    words.push({
      turn,
      from: match.index,
      to: match.index + raw.length,
      raw: raw.normalize('NFKC'),
      text: plain(raw),
      gap: words.length === 0 ? `\n${plainGap(text.slice(0, match.index))}` : plainGap(text.slice(end, match.index)),
    });
    end = match.index + raw.length;
  }
  return words;
}

export function streamOf(turns: readonly SpokenTurn[], wordsOfTurns: readonly Word[][], role: SpokenTurn['role']) {
  const words: Word[] = [];
  const breaks = new Set<number>();
  const askedBefore = new Map<number, readonly Word[]>();
  let question: readonly Word[] = [];
  let goesOn = true;
  turns.forEach((turn, index) => {
    const said = wordsOfTurns[index] ?? [];
    if (turn.role !== role) {
      if (isAcknowledgement(said.map(({ text }) => text))) return;
      goesOn = false;
      question = asksForMore(said) ? [...question, ...said].slice(-LONGEST_QUESTION) : said;
      return;
    }
    if (!goesOn) breaks.add(words.length);
    goesOn = true;
    askedBefore.set(index, question);
    for (const word of said) words.push(word);
  });
  return { words, breaks, askedBefore } satisfies Stream;
}

const LONGEST_QUESTION = 60;
const FOLLOW_UP =
  /^(year|month|rest|digits?|again|repeat|slower|catch|letters?|ano|mes|digitos?|resto|repetir|repita)$/;
const LONGEST_FOLLOW_UP = 9;

/** "And the year?" goes on with the question before it. */
const asksForMore = (words: readonly Word[]): boolean =>
  words.length <= LONGEST_FOLLOW_UP && words.some(({ text }) => FOLLOW_UP.test(text));

const plain = (raw: string): string =>
  raw
    .normalize('NFKD')
    .replace(/[\p{M}'’.()\s]/gu, '')
    .replace(/\p{Nd}/gu, valueOf)
    .toLowerCase();

/** The ten digits of a script follow each other, and nothing that is a digit stands directly before the first of them. */
function valueOf(digit: string): string {
  if (digit >= '0' && digit <= '9') return digit;
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value % 10);
}

const plainGap = (gap: string): string =>
  gap
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{M}]/gu, '')
    .replace(/\p{Pd}|\u2212/gu, '-');
