import type { Mark } from './marks.policy.js';

/** Lengths of card numbers that begin with these two digits. */
export function cardLengths(prefix: string): readonly number[] {
  const [first = '', two = ''] = [prefix[0], prefix.slice(0, 2)];
  if (first === '4') return [13, 16, 19];
  if (two === '34' || two === '37') return [15];
  if (two === '36' || two === '38' || two === '39' || two === '30') return [14, 16, 19];
  if (two === '35') return [16, 17, 18, 19];
  if ((two >= '51' && two <= '55') || (two >= '22' && two <= '27')) return [16];
  if (first === '6' || first === '5') return [13, 14, 15, 16, 17, 18, 19];
  return [];
}

interface Begun {
  /** The first two digits; fewer at the start. */
  prefix: string;
  count: number;
  /** Luhn's sums modulo ten, for a number of even and of odd length: which digits are doubled is known at its end only. */
  even: number;
  odd: number;
}

const START: Begun = { prefix: '', count: 0, even: 0, odd: 0 };
const LONGEST = 19;
/** Numbers that may have begun before a mark: far more than anybody can mean, and a bound on hostile text. */
const MOST_BEGUN = 600;

/**
 * Whether a card number is in a run of marks. It may begin and end at any mark, read each mark in each of its ways, and
 * leave out what a correction has taken back. All of that is followed at once, mark by mark, so the time is linear.
 * @param skips for a mark: how many marks directly before it may have been taken back by a correction.
 */
export function holdsCard(marks: readonly Mark[], skips: ReadonlyMap<number, number>): boolean {
  const reached: Map<string, Begun>[] = [];
  for (let at = 0; at <= marks.length; at++) {
    const here = reached[at] ?? new Map<string, Begun>();
    reached[at] = here;
    add(here, START);
    for (let back = 1; back <= (skips.get(at) ?? 0); back++) {
      for (const begun of reached[at - back]?.values() ?? []) add(here, begun);
    }
    const mark = marks[at];
    if (mark === undefined) break;
    const behind = new Map<string, Begun>();
    for (const begun of here.values()) {
      for (const digits of [mark.chars, ...(mark.others ?? [])]) {
        const next = withDigits(begun, digits);
        if (next === null) continue;
        if (isWhole(next)) return true;
        add(behind, next);
      }
    }
    reached[at + 1] = behind;
  }
  return false;
}

/** One digit string, as it stands. */
export function isCard(digits: string): boolean {
  const whole = withDigits(START, digits);
  return whole !== null && isWhole(whole);
}

function add(to: Map<string, Begun>, begun: Begun): void {
  if (to.size >= MOST_BEGUN) return;
  to.set(`${begun.prefix} ${begun.count} ${begun.even} ${begun.odd}`, begun);
}

function withDigits(begun: Begun, digits: string): Begun | null {
  if (begun.count + digits.length > LONGEST) return null;
  let { prefix, count, even, odd } = begun;
  for (const character of digits) {
    const digit = Number(character);
    const doubled = digit > 4 ? digit * 2 - 9 : digit * 2;
    even = (even + (count % 2 === 0 ? doubled : digit)) % 10;
    odd = (odd + (count % 2 === 0 ? digit : doubled)) % 10;
    if (prefix.length < 2) prefix += character;
    count += 1;
    if (prefix.length === 2 && cardLengths(prefix).length === 0) return null;
  }
  return { prefix, count, even, odd };
}

const isWhole = ({ prefix, count, even, odd }: Begun): boolean =>
  cardLengths(prefix).includes(count) && (count % 2 === 0 ? even : odd) === 0;
