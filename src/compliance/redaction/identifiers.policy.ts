import { cueAt, cueFor } from './context.policy.js';
import { datesIn, isBirthDate } from './dates.policy.js';
import { emailsIn } from './emails.policy.js';
import { marksOf, type Mark } from './marks.policy.js';
import { findInDigits, findInLetters, type Numbered } from './numbers.policy.js';
import type { RedactionClass, SpokenTurn } from './redaction.types.js';
import { runsOf, type Run } from './runs.policy.js';
import { piecesOfCards } from './split-cards.policy.js';
import { streamOf, type Stream, type Word } from './words.policy.js';

/** A stretch of one side's words; it may go over several turns. */
export interface Stretch {
  class: RedactionClass;
  first: number;
  last: number;
  /** Its digits and letters. */
  chars: string;
  /** It is a card only together with other stretches. */
  isPiece?: true;
}

export interface Side {
  stream: Stream;
  marks: readonly Mark[];
  /** Runs of digits. */
  runs: readonly Run[];
  stretches: readonly Stretch[];
}

/** What one side has said that identifies somebody. */
export function sideOf(turns: readonly SpokenTurn[], wordsOfTurns: readonly Word[][], role: SpokenTurn['role']): Side {
  const stream = streamOf(turns, wordsOfTurns, role);
  const marks = marksOf(stream);
  const runs = runsOf(stream, marks, false);
  const stretches: Stretch[] = [];
  const inLetters = new Set<number>();
  for (const run of runsOf(stream, marks, true)) {
    const found = findInLetters(stream, run);
    if (found === null) continue;
    stretches.push({ ...found, first: beforeItsLetter(stream, found), chars: run.chars });
    for (const { first } of run.marks) if (first >= found.first && first <= found.last) inLetters.add(first);
  }
  const pieces = piecesOfCards(stream, runs);
  for (const run of runs) {
    const piece = pieces.get(run);
    if (piece !== undefined) {
      stretches.push({ class: 'card', first: piece.first, last: run.last, chars: run.chars, isPiece: true });
      continue;
    }
    const found = findInDigits(stream, run);
    if (found === null || (inLetters.has(run.first) && !(found.class === 'card' && run.chars.length >= SHORTEST_CARD)))
      continue;
    stretches.push({ ...found, first: withItsLetter(stream, found), chars: run.chars });
  }
  for (const date of datesIn(stream, marks)) {
    if (isBirthDate(date)) stretches.push({ class: 'birth_date', first: date.first, last: date.last, chars: '' });
  }
  for (const { first, last } of emailsIn(stream)) stretches.push({ class: 'email', first, last, chars: '' });
  stretches.push(...besideCards(stream, marks, runs, stretches));
  return { stream, marks, runs, stretches };
}

/** "a, b, one, two": an article in front of a letter is a letter. */
const beforeItsLetter = ({ words }: Stream, { first }: Pick<Run, 'first'>): number => {
  const before = words[first - 1];
  const letter = /^[a-z]$/.test(words[first]?.text ?? '');
  return letter && before !== undefined && /^[ai]$/.test(before.text) && before.turn === words[first]?.turn
    ? first - 1
    : first;
};

/** "y, one, two, three": no word but the letter of a licence. */
const withItsLetter = ({ words }: Stream, { class: kind, first }: Numbered): number =>
  kind === 'driver_license' && /^[a-z]$/.test(words[first - 1]?.text ?? '') ? first - 1 : first;

/** Digits; a member number may begin like a shorter one. */
const SHORTEST_CARD = 13;
/** How far behind a card its expiry and security code are expected. */
const NEAR_A_CARD = 45;
const SHORTEST_EXTRA = 3;
const LONGEST_EXTRA = 8;

/** The expiry and the security code, said near a card or near talk of one. */
function besideCards(
  stream: Stream,
  marks: readonly Mark[],
  runs: readonly Run[],
  found: readonly Stretch[],
): Stretch[] {
  const near = new Uint8Array(stream.words.length);
  for (const { class: kind, last } of found) if (kind === 'card') near.fill(1, last, last + NEAR_A_CARD);
  for (const at of talkOfCards(stream)) near.fill(1, Math.max(0, at - NEAR_A_CARD), at + NEAR_A_CARD);
  const extras: Stretch[] = [];
  for (const { first, last, chars } of runs) {
    if (chars.length < SHORTEST_EXTRA || chars.length > LONGEST_EXTRA || near[first] !== 1) continue;
    const cue = cueFor(stream, first, last);
    if (cue === 'card_extra') extras.push({ class: 'card', first, last, chars });
  }
  for (const { first, last, year, cue } of datesIn(stream, marks)) {
    if (cue === 'card_extra' && year !== null && near[first] === 1)
      extras.push({ class: 'card', first, last, chars: '' });
  }
  return extras;
}

/** Indices of words that speak of a card, or that answer a question about one. */
function talkOfCards({ words, askedBefore }: Stream): number[] {
  const talk: number[] = [];
  let turn = -1;
  words.forEach((word, at) => {
    if (word.turn !== turn) {
      turn = word.turn;
      const question = askedBefore.get(turn) ?? [];
      if (question.some((_, place) => isOfCard(question, place))) talk.push(at);
    }
    if (isOfCard(words, at)) talk.push(at);
  });
  return talk;
}

/** A security code is a card's; an expiry may be anything's. */
const isOfCard = (words: readonly Word[], at: number): boolean => {
  const cue = cueAt(words, at);
  return cue === 'card' || (cue === 'card_extra' && /^(cvv2?|cvc|csc|security|codigo)$/.test(words[at]?.text ?? ''));
};
