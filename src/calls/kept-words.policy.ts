import { redactText, replacedIn, withPlaceholders } from '../compliance/redaction/redaction.policy.js';
import type { Found } from '../compliance/redaction/redaction.types.js';
import type { TurnRecord } from './calls.types.js';

type Place = Omit<Found, 'turn'>;

/** A turn with placeholders for these places of its text. What was heard of it stays its beginning. */
export function withoutPlaces(turn: TurnRecord, places: readonly Place[]): TurnRecord {
  const { text, heard } = turn;
  const cut = places.find(({ from, to }) => from < heard.length && heard.length < to);
  const heardTo = cut?.from ?? heard.length;
  const heardPlaces = places.filter(({ to }) => to <= heardTo);
  return {
    ...turn,
    text: withPlaceholders(text, places),
    heard: withPlaceholders(text.slice(0, heardTo), heardPlaces),
  };
}

/** With this before it, only a whole card number, or what is called one, is taken for a card. */
const ASKED_BEFORE = 'What is your member number?';

/**
 * The last net under whoever writes turns: no turn is kept with a card number in it. What takes more turns than one to recognise
 * is the business of those who know them.
 */
export function withoutCards(turn: TurnRecord): TurnRecord {
  const { role, text } = turn;
  const question = { role: role === 'caller' ? 'agent' : 'caller', text: ASKED_BEFORE } as const;
  const places = replacedIn([question, { role, text }], 'stored');
  return withoutPlaces(
    turn,
    places.filter((place) => place.turn === 1 && place.class === 'card'),
  );
}

/** Ids of ours are made of digits, too. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Arguments or results of a tool as they are kept. The name of a value says what its digits are. */
export function keptJson(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return UUID.test(value) ? value : keptValue(value, name);
  if (typeof value === 'number') {
    const text = String(value);
    const kept = keptValue(text, name);
    return kept === text ? value : kept;
  }
  if (Array.isArray(value)) return value.map((item) => keptJson(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [redactText(key, 'stored'), keptJson(item, key)]),
  );
}

function keptValue(text: string, name: string): string {
  const label = `${name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[\d_]+/g, ' ')}: `;
  const places = replacedIn([{ role: 'caller', text: label + text }], 'stored')
    .filter(({ to }) => to > label.length)
    .map((place) => ({ ...place, from: Math.max(0, place.from - label.length), to: place.to - label.length }));
  return withPlaceholders(text, places);
}
