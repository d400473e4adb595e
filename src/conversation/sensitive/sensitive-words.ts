import { withoutPlaces } from '../../calls/kept-words.policy.js';
import type { TurnRecord } from '../../calls/calls.types.js';
import { cardDigitPlaces, cardDigitsIn, holdsRestOfCard } from '../../compliance/redaction/card-digits.policy.js';
import { PLACEHOLDERS, replacedIn } from '../../compliance/redaction/redaction.policy.js';
import type { Found, SpokenTurn } from '../../compliance/redaction/redaction.types.js';
import type { TurnWriter } from '../record.writer.js';

/** So many turns are known as they were said. */
const KNOWN_TURNS = 24;
/** What is said now may show what was said in so many turns before; it is read with all that is known. */
const OPEN_TURNS = 12;

export const CARD_NUMBER = PLACEHOLDERS.card;

type Place = Omit<Found, 'turn'>;

interface Said {
  turn: TurnRecord;
  /** What the record does not get. */
  places: readonly Place[];
  /** Digits that began like a card's. They stay hidden although the caller did not go on. */
  begun: readonly Place[];
}

/**
 * Stands between what was said and what is written down: knows the latest turns as they were said, and hands on what may be kept
 * of them. A turn that completes a number has earlier ones written again.
 */
export class SensitiveWords implements TurnWriter {
  private known: Said[];

  /** `before`: what is stored of the call. */
  constructor(
    before: readonly TurnRecord[],
    private readonly next: TurnWriter,
  ) {
    this.known = before.slice(-KNOWN_TURNS).map((turn) => ({ turn, places: [], begun: [] }));
  }

  /** What the caller's words are, before they are saved. `rest`: digits that a card which was begun may go on with. */
  digitsIn(text: string): 'none' | 'rest' | 'card' {
    const turns = [...this.spoken, { role: 'caller', text } as const];
    if (cardDigitsIn(turns) !== 'none') return 'card';
    return holdsRestOfCard(turns) ? 'rest' : 'none';
  }

  save(turn: TurnRecord): void {
    const known = this.known.find(({ turn: { seq } }) => seq === turn.seq);
    const isNew = known?.turn.text !== turn.text;
    if (known) known.turn = turn;
    else this.known = [...this.known, { turn, places: [], begun: [] }].slice(-KNOWN_TURNS);
    if (isNew) this.readAgain(turn);
    this.next.save(this.kept(turn.seq) ?? turn);
  }

  /** What may be kept of a turn; null for one that is not known any more. */
  kept(seq: number): TurnRecord | null {
    const said = this.known.find(({ turn }) => turn.seq === seq);
    return said ? withoutPlaces(said.turn, said.places) : null;
  }

  private get spoken(): SpokenTurn[] {
    return this.known.map(({ turn: { role, text } }) => ({ role, text }));
  }

  private readAgain(latest: TurnRecord): void {
    const { spoken } = this;
    const replaced = placesByTurn(replacedIn(spoken, 'stored'), spoken.length);
    const begun = placesByTurn(latest.role === 'caller' ? cardDigitPlaces(spoken) : [], spoken.length);
    const open = Math.max(0, this.known.length - OPEN_TURNS);
    this.known.forEach((said, index) => {
      if (index < open) return;
      said.begun = united([...said.begun, ...(begun[index] ?? [])]);
      const places = united([...said.begun, ...(replaced[index] ?? [])]);
      const changed = JSON.stringify(places) !== JSON.stringify(said.places);
      said.places = places;
      if (changed && said.turn.seq !== latest.seq) this.next.save(withoutPlaces(said.turn, places));
    });
  }
}

function placesByTurn(found: readonly Found[], turns: number): Place[][] {
  const byTurn = Array.from({ length: turns }, (): Place[] => []);
  for (const { turn, ...place } of found) byTurn[turn]?.push(place);
  return byTurn;
}

/** Sorted, and places that overlap as one. */
function united(places: readonly Place[]): Place[] {
  const all: Place[] = [];
  for (const place of [...places].sort((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last && place.from < last.to) all[all.length - 1] = { ...last, to: Math.max(last.to, place.to) };
    else all.push(place);
  }
  return all;
}
