import { cueFor } from './context.policy.js';
import { cardLengths, isCard } from './luhn.policy.js';
import type { Run } from './runs.policy.js';
import type { Stream } from './words.policy.js';

const BEGUN_AFTER = 8;
/** Without a word about cards: more digits than the numbers of phones and insurers have. */
const SURELY_BEGUN_AFTER = 11;
const LONGEST_CARD = 19;

/** Whether so many digits can only be the first of a card's: nobody has asked for others, and no phone number begins so. */
export function isBegunCard(stream: Stream, run: Run): boolean {
  const { chars, first, last, corrections } = run;
  if (chars.length < BEGUN_AFTER || !(cardLengths(chars).length > 0 || isBegunWithSound(run))) return false;
  const cue = cueFor(stream, first, last);
  if (cue === 'card') return true;
  if (cue !== null && cue !== 'card_extra') return false;
  if (chars.length > LONGEST_CARD) return false;
  // A phone number that was corrected on the way has as many digits as a card.
  const isLong = chars.length >= SURELY_BEGUN_AFTER && corrections.size === 0;
  return isLong || !canBePhone(chars);
}

/** "For one one one, one one one one, one one one": nobody's phone, and a card with a four for the "for". */
function isBegunWithSound({ chars, heard }: Run): boolean {
  const [sound] = heard;
  if (sound?.chars !== '' || chars.length < SURELY_BEGUN_AFTER - 1) return false;
  return cardLengths((sound.others?.[0] ?? '') + chars).length > 0 && !canBePhone(chars.replace(/^1/, ''));
}

/** Area code and exchange begin with 2 to 9, and neither ends in 11. */
const canBePhone = (digits: string): boolean => /^[2-9](?!11)[0-8]\d[2-9](?!11)\d\d/.test(digits);

const MOST_PIECES = 5;
const SHORTEST_PIECE = 3;
/** Turns between two pieces, those of the other side among them. */
const NEAR_TURNS = 4;

/** A run, from the word that sounds like its first digit if it is a piece only with it. */
interface Piece {
  run: Run;
  first: number;
}

/**
 * Runs that are a card number only together: the caller was interrupted, or told not to go on, and has gone on. Pieces that are
 * something else by the words around them are none.
 */
export function piecesOfCards(stream: Stream, runs: readonly Run[]): ReadonlyMap<Run, Piece> {
  const found = new Map<Run, Piece>();
  for (let from = 0; from < runs.length; from++) {
    let joined: { chars: string; pieces: Piece[] }[] = [{ chars: '', pieces: [] }];
    for (let at = from; at < Math.min(runs.length, from + MOST_PIECES); at++) {
      const run = runs[at];
      if (run === undefined || !canBePiece(stream, runs[at - 1], run, at > from)) break;
      joined = joined.flatMap(({ chars, pieces }) =>
        readingsOf(run).map(({ said, first }) => ({ chars: chars + said, pieces: [...pieces, { run, first }] })),
      );
      const card = at > from ? joined.find(({ chars }) => isCard(chars)) : undefined;
      for (const piece of card?.pieces ?? []) found.set(piece.run, piece);
    }
  }
  return found;
}

/** As it stands, and with what sounds like a digit before it. */
function readingsOf({ chars, heard, first }: Run): { said: string; first: number }[] {
  const [sound] = heard;
  const plain = { said: chars, first };
  return sound?.chars === '' ? [plain, { said: (sound.others?.[0] ?? '') + chars, first: sound.first }] : [plain];
}

function canBePiece(stream: Stream, before: Run | undefined, run: Run, goesOn: boolean): boolean {
  if (run.chars.length < SHORTEST_PIECE) return false;
  const turnOf = (index: number | undefined) => stream.words[index ?? 0]?.turn ?? 0;
  if (goesOn && turnOf(run.first) - turnOf(before?.last) > NEAR_TURNS) return false;
  const cue = cueFor(stream, run.first, run.last);
  return cue === null || cue === 'card' || cue === 'card_extra';
}
