import { sideOf, type Side, type Stretch } from './identifiers.policy.js';
import {
  REDACTION_CLASSES,
  type Found,
  type RedactionClass,
  type RedactionLevel,
  type SpokenTurn,
} from './redaction.types.js';
import { wordsOf, type Word } from './words.policy.js';

/** What stands in the place of a stretch. */
export const PLACEHOLDERS: Record<RedactionClass, string> = {
  card: '[card number]',
  ssn: '[social security number]',
  bank_account: '[bank account]',
  driver_license: "[driver's license]",
  birth_date: '[date of birth]',
  phone: '[phone number]',
  email: '[e-mail]',
  policy_number: '[policy number]',
};

const REPLACED: Record<RedactionLevel, readonly RedactionClass[]> = {
  stored: ['card', 'ssn', 'bank_account', 'driver_license'],
  leaving: REDACTION_CLASSES,
};

/** Where two classes claim the same words, the first of these gives its name. */
const STRONGEST_FIRST: readonly RedactionClass[] = [
  'card',
  'ssn',
  'bank_account',
  'driver_license',
  'email',
  'policy_number',
  'birth_date',
  'phone',
];

/**
 * What identifies somebody in a conversation, in digits and as spoken in English and Spanish. A number may go on over several
 * turns of one side. Sorted, not overlapping; a stretch that goes over turns is one `Found` in each of them. Never throws, and
 * takes time linear in the length of the texts.
 */
export function findIdentifiers(turns: readonly SpokenTurn[]): Found[] {
  const words = turns.map(({ text }, turn) => wordsOf(text, turn));
  const sides = (['caller', 'agent'] as const).map((role) => sideOf(turns, words, role));
  const found = sides.flatMap((side) => side.stretches.flatMap((stretch) => placesOf(side, stretch)));
  const echoed = sides.flatMap((side, index) => echoesIn(sides[1 - index], side));
  return withoutOverlaps([...found, ...echoed]);
}

/** What a level replaces of these turns: sorted, not overlapping. */
export const replacedIn = (turns: readonly SpokenTurn[], level: RedactionLevel): Found[] =>
  findIdentifiers(turns).filter(({ class: kind }) => REPLACED[level].includes(kind));

/** The text of one turn with a placeholder for each of these places, which are sorted and don't overlap. */
export function withPlaceholders(text: string, places: readonly Omit<Found, 'turn'>[]): string {
  let kept = '';
  let behind = 0;
  for (const { from, to, class: kind } of places) {
    kept += text.slice(behind, from) + PLACEHOLDERS[kind];
    behind = to;
  }
  return kept + text.slice(behind);
}

/** The texts of the turns, in their order, with placeholders for what a level replaces. */
export function redactTurns(turns: readonly SpokenTurn[], level: RedactionLevel): string[] {
  const places = replacedIn(turns, level);
  return turns.map(({ text }, index) =>
    withPlaceholders(
      text,
      places.filter(({ turn }) => turn === index),
    ),
  );
}

/** A text that stands alone, as if a caller had said it: notes, summaries, messages. */
export function redactText(text: string, level: RedactionLevel): string {
  return redactTurns([{ role: 'caller', text }], level)[0] ?? '';
}

/** One place for each turn that a stretch touches. */
export function placesOf({ stream }: Side, { class: kind, first, last }: Omit<Stretch, 'chars'>): Found[] {
  const places: Found[] = [];
  for (let at = first; at <= last; at++) {
    const word = stream.words[at];
    if (word === undefined) continue;
    const open = places.at(-1);
    if (open?.turn === word.turn) open.to = word.to;
    else places.push({ turn: word.turn, from: word.from, to: word.to, class: kind });
  }
  return places;
}

const SHORTEST_ECHO = 3;
/** So many turns later a number may still be read back. */
const ECHO_TURNS = 4;

/** Pieces of a number that the other side reads back, too short to be recognised by themselves. */
function echoesIn(original: Side | undefined, { stream, runs }: Side): Found[] {
  const echoes: Found[] = [];
  for (const stretch of original?.stretches ?? []) {
    if (stretch.chars === '') continue;
    const from = original?.stream.words[stretch.first]?.turn ?? 0;
    const to = (original?.stream.words[stretch.last]?.turn ?? 0) + ECHO_TURNS;
    for (const run of runsWithin(stream.words, runs, from, to)) {
      const isEcho = run.chars.length >= SHORTEST_ECHO && stretch.chars.includes(run.chars);
      if (isEcho) echoes.push(...placesOf({ stream, runs, marks: [], stretches: [] }, { ...stretch, ...run }));
    }
  }
  return echoes;
}

/** Runs that begin in one of the turns; the runs are sorted. */
function runsWithin(words: readonly Word[], runs: Side['runs'], from: number, to: number): Side['runs'] {
  const turnOf = (index: number) => words[runs[index]?.first ?? words.length]?.turn ?? Infinity;
  const firstBehind = (turn: number): number => {
    let [low, high] = [0, runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (turnOf(middle) < turn) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return runs.slice(firstBehind(from), firstBehind(to + 1));
}

function withoutOverlaps(found: readonly Found[]): Found[] {
  const sorted = [...found].sort((a, b) => a.turn - b.turn || a.from - b.from);
  const kept: Found[] = [];
  for (const place of sorted) {
    const open = kept.at(-1);
    if (open === undefined || open.turn !== place.turn || place.from >= open.to) {
      kept.push({ ...place });
      continue;
    }
    open.to = Math.max(open.to, place.to);
    const stronger = STRONGEST_FIRST.indexOf(place.class) < STRONGEST_FIRST.indexOf(open.class);
    if (stronger) open.class = place.class;
  }
  return kept;
}
