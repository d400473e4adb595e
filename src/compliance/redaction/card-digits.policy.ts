import { cueFor } from './context.policy.js';
import { sideOf, type Side, type Stretch } from './identifiers.policy.js';
import { placesOf } from './redaction.policy.js';
import type { Found, SpokenTurn } from './redaction.types.js';
import type { Run } from './runs.policy.js';
import { isBegunCard } from './split-cards.policy.js';
import { wordsOf } from './words.policy.js';

/**
 * How near the caller's last turns are to saying a card number: nothing; begun, eight digits or more that can only be those of a
 * card; or a whole one. What was said earlier in the call, and has been followed by other words, is `none` again.
 */
export type CardDigits = 'none' | 'begun' | 'whole';

/** Digits of the shortest card. */
const WHOLE_FROM = 13;
/** Of what may be the rest of a card, its expiry or its code. */
const SHORTEST_REST = 3;

export const cardDigitsIn = (turns: readonly SpokenTurn[]): CardDigits => latestDigits(turns).digits;

/** Where the digits of which `cardDigitsIn` tells are, in the caller's last turn and in those before that they began in. */
export function cardDigitPlaces(turns: readonly SpokenTurn[]): Found[] {
  const { digits, side, run } = latestDigits(turns);
  return digits === 'none' || run === undefined ? [] : placesOf(side, { class: 'card', ...run });
}

/**
 * Whether the caller's last turn may go on with a card number that was being said before: it holds digits, and neither the words
 * around them nor the question before say that they are of something else.
 */
export function holdsRestOfCard(turns: readonly SpokenTurn[]): boolean {
  const side = callerSide(turns);
  const lastTurn = lastTurnOf(turns);
  return side.runs.some(({ first, last, chars }) => {
    if (chars.length < SHORTEST_REST || side.stream.words[last]?.turn !== lastTurn) return false;
    const cue = cueFor(side.stream, first, last);
    if (cue !== null) return cue === 'card' || cue === 'card_extra';
    const found = side.stretches.find((stretch) => stretch.first <= first && stretch.last >= last);
    return found === undefined || found.class === 'card' || found.class === 'ssn' || isPartOfNoPhone(found);
  });
}

/** Eight digits may be a phone's elsewhere in the world; behind those of a card they rather go on with it. */
const isPartOfNoPhone = ({ class: kind, chars }: Stretch): boolean =>
  kind === 'phone' && !/^1?[2-9]\d\d[2-9]\d{6}$/.test(chars);

function latestDigits(turns: readonly SpokenTurn[]): { digits: CardDigits; side: Side; run: Run | undefined } {
  const side = callerSide(turns);
  const run = side.runs.at(-1);
  return { digits: run === undefined ? 'none' : digitsOf(side, run, lastTurnOf(turns)), side, run };
}

function digitsOf(side: Side, run: Run, lastTurn: number): CardDigits {
  if (!isStillSaid(side, run, lastTurn)) return 'none';
  const card = side.stretches.find(
    (found) => found.class === 'card' && found.first <= run.first && found.last >= run.last,
  );
  if (card !== undefined && (card.chars.length >= WHOLE_FROM || card.isPiece === true)) return 'whole';
  return isBegunCard(side.stream, run) ? 'begun' : 'none';
}

const callerSide = (turns: readonly SpokenTurn[]): Side =>
  sideOf(
    turns,
    turns.map(({ text }, turn) => wordsOf(text, turn)),
    'caller',
  );

const lastTurnOf = (turns: readonly SpokenTurn[]): number =>
  turns.findLastIndex(({ role, text }) => role === 'caller' && text.trim() !== '');

/** In the last turn, or before nothing but murmurs. */
function isStillSaid({ stream, marks }: Side, run: Run, lastTurn: number): boolean {
  if (stream.words[run.last]?.turn === lastTurn) return true;
  const murmurs = marks.every(({ first, kind }) => first <= run.last || kind === 'filler');
  return murmurs && [...stream.breaks].every((at) => at <= run.last);
}
