import { cueFor, type Cue } from './context.policy.js';
import { cardLengths, holdsCard } from './luhn.policy.js';
import type { Mark } from './marks.policy.js';
import type { RedactionClass } from './redaction.types.js';
import type { Run } from './runs.policy.js';
import { isBegunCard } from './split-cards.policy.js';
import type { Stream } from './words.policy.js';

/** Digits of which a card may be read: some of them may be two. */
const SHORTEST_READ = 12;
const SHORTEST_BEGUN = 8;
/** Shorter ones are the clinic's own, of a patient's account with it. */
const SHORTEST_ACCOUNT = 6;
const SHORTEST_LICENSE = 5;

/** Words of one class. */
export interface Numbered {
  class: RedactionClass;
  first: number;
  last: number;
}

/** What a run of digits is, by its shape and by what the words around it say; null if it stays. */
export function findInDigits(stream: Stream, run: Run): Numbered | null {
  const cue = cueFor(stream, run.first, run.last);
  const found = classOfDigits(stream, run, cue);
  return found === null ? null : { class: found, ...withSounds(run, found, cue) };
}

/** Where a number begins and ends, with the "for" that was its first digit. */
function withSounds({ heard, chars, first, last, corrections }: Run, found: RedactionClass, cue: Cue | null) {
  const [before, behind] = [soundOf(heard[0]), soundOf(heard.at(-1))];
  if (found === 'card') {
    const begins = before !== null && cardLengths(before.digit + chars).length > 0;
    const silent = heard.slice(0, -1);
    const ends = behind !== null && !holdsCard(silent, corrections) && holdsCard(heard, corrections);
    return { first: begins ? before.at : first, last: ends ? behind.at : last };
  }
  const missesOne = (found === 'ssn' && cue === 'ssn' && chars.length === SSN_LENGTH - 1) || found === 'bank_account';
  if (before && (missesOne || (chars.length === 9 && NORTH_AMERICAN.test(before.digit + chars))))
    return { first: before.at, last };
  return { first, last: behind && missesOne ? behind.at : last };
}

const SSN_LENGTH = 9;

/** A word at an end of a run that sounds like a digit. */
function soundOf(mark: Mark | undefined): { digit: string; at: number } | null {
  return mark?.kind === 'number' && mark.chars === '' ? { digit: mark.others?.[0] ?? '', at: mark.first } : null;
}

function classOfDigits(stream: Stream, run: Run, cue: Cue | null): RedactionClass | null {
  const length = run.chars.length;
  if (length === 2) return cue === 'birth' && isYearAlone(stream, run) ? 'birth_date' : null;
  if (length < 4) return null;
  const longest = length + run.heard.length - run.marks.length;
  if (longest >= SHORTEST_READ && !isSaidTwice(run.chars) && holdsCard(run.heard, run.corrections)) return 'card';
  const begun = soundOf(run.heard[0]) === null ? length : length + 1;
  if (cue === 'card' && begun >= SHORTEST_BEGUN) return 'card';
  if (cue === 'ssn') return 'ssn';
  if (cue === 'bank' && length >= SHORTEST_ACCOUNT) return 'bank_account';
  if (cue === 'license' && length >= SHORTEST_LICENSE) return 'driver_license';
  if (cue === 'birth' && length <= 8) return isDay(run) ? 'birth_date' : null;
  if ((cue === 'policy_number' && length >= 4) || (cue === 'policy' && length >= 6)) return 'policy_number';
  if (cue === 'phone' && length >= 7) return 'phone';
  if (isGroupedLikeSsn(stream, run)) return 'ssn';
  if (isBegunCard(stream, run)) return 'card';
  return isPhone(stream, run, cue) ? 'phone' : isBareSsn(stream, run, cue) ? 'ssn' : null;
}

/** What a run of letters and digits is, and which words of it. */
export function findInLetters(stream: Stream, run: Run): Numbered | null {
  const digits = run.chars.replace(/\D/g, '').length;
  if (digits === run.chars.length || digits < 2) return null;
  const iban = ibanIn(run);
  if (iban !== null) return { class: 'bank_account', ...iban };
  const cue = cueFor(stream, run.first, run.last);
  const { first, last } = run;
  if (cue === 'bank' && digits >= SHORTEST_ACCOUNT) return { class: 'bank_account', first, last };
  if (cue === 'license' && run.chars.length >= SHORTEST_LICENSE && digits >= 3)
    return { class: 'driver_license', first, last };
  return isPolicyNumber(run, cue, digits) ? { class: 'policy_number', first, last } : null;
}

/** Letters and digits of an insurer. A procedure code (D2740) has the shape of one, and stays. */
function isPolicyNumber(run: Run, cue: Cue | null, digits: number): boolean {
  if (/^d\d{4}$/.test(run.chars)) return false;
  if (cue === 'policy_number') return run.chars.length >= 4;
  if (cue === 'policy') return digits >= 5;
  const isExplained = run.marks.some((mark) => mark.kind === 'letters' && mark.last - mark.first >= 2);
  return digits >= (isExplained ? 3 : 6) && /^[a-z]{1,5}\d/.test(run.chars);
}

const SHORTEST_IBAN = 15;
const LONGEST_IBAN = 34;

/** The words of an international account number with the right sum. */
function ibanIn({ marks }: Run): { first: number; last: number } | null {
  for (let from = 0; from < marks.length; from++) {
    let chars = '';
    let longest: { first: number; last: number } | null = null;
    for (let at = from; at < marks.length && chars.length < LONGEST_IBAN; at++) {
      chars += marks[at]?.chars ?? '';
      if (chars.length >= 4 && !/^[a-z]{2}\d\d/.test(chars)) break;
      if (chars.length >= SHORTEST_IBAN && chars.length <= LONGEST_IBAN && hasIbanSum(chars))
        longest = { first: marks[from]?.first ?? 0, last: marks[at]?.last ?? 0 };
    }
    if (longest !== null) return longest;
  }
  return null;
}

/** ISO 7064: with the first four at the end, and letters as 10 to 35, the rest of a division by 97 is 1. */
function hasIbanSum(chars: string): boolean {
  let rest = 0;
  for (const character of chars.slice(4) + chars.slice(0, 4)) {
    const value = parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** A phone number that is repeated is no card, whatever its sum. */
const isSaidTwice = (digits: string): boolean => {
  const half = digits.length / 2;
  return digits.length % 2 === 0 && half <= 11 && digits.slice(0, half) === digits.slice(half);
};

/** "3 14 84", "03141984", "oh three one four eighty four", "1984". */
const isDay = ({ chars }: Run): boolean =>
  (chars.length === 4 && /^(19|20)/.test(chars)) || (chars.length >= 4 && /^(0?[1-9]|[12]\d|3[01])/.test(chars));

/** "born in eighty four"; "eighty four" as an answer. */
function isYearAlone({ words }: Stream, { first, last }: Run): boolean {
  const [before, behind] = [words[first - 1], words[last + 1]];
  const turn = words[first]?.turn;
  const isAnswer = before?.turn !== turn && behind?.turn !== turn;
  return isAnswer || /^(in|of|year|en|del)$/.test(before?.text ?? '');
}

/** "123-45-6789", "one two three, four five, six seven eight nine" */
function isGroupedLikeSsn(stream: Stream, run: Run): boolean {
  return run.chars.length === 9 && groupsOf(stream, run).join() === '3,2,4';
}

/** Nine digits that nobody has asked for: rather a social security number than nothing. */
function isBareSsn(stream: Stream, run: Run, cue: Cue | null): boolean {
  return (
    cue === null && run.chars.length === 9 && /^(?!000|666|9)/.test(run.chars) && groupsOf(stream, run).join() !== '5,4'
  );
}

/** Lengths of what is said in one breath, as far as the writing shows it. */
function groupsOf({ words }: Stream, { marks }: Run): number[] {
  const groups: number[] = [];
  let before = -1;
  for (const { first, last, chars } of marks) {
    const gap = words[first]?.gap ?? '';
    const written = /^\d{2,}$/.test(words[first]?.text ?? '');
    if (groups.length === 0 || first !== before + 1 || gap.trim() !== '' || written) groups.push(0);
    groups.push((groups.pop() ?? 0) + chars.length);
    before = last;
  }
  return groups;
}

const NORTH_AMERICAN = /^1?[2-9]\d\d[2-9]\d{6}$/;
const LONG_ENOUGH = 8;

function isPhone(stream: Stream, run: Run, cue: Cue | null): boolean {
  if (isListOfSmallNumbers(run)) return false;
  const { chars, marks } = run;
  if (NORTH_AMERICAN.test(chars)) return true;
  const groups = groupsOf(stream, run);
  if (chars.length === 7 && cue !== 'stays') return groups.join() === '3,4' || groups.join() === '7';
  if (chars.length < LONG_ENOUGH || groups.join() === '5,4') return false;
  const oneByOne = marks.filter((mark) => mark.chars.length !== 2).length;
  return oneByOne * 2 > marks.length && !(chars.length === 9 && cue === null);
}

/** Teeth, hours, ages: numbers of one or two digits each, none of them beginning with a zero, and a few of two digits. */
const isListOfSmallNumbers = ({ marks }: Run): boolean => {
  const two = marks.filter(({ chars }) => chars.length === 2).length;
  return (
    two * 3 >= marks.length &&
    marks.every(({ chars }) => chars.length <= 2 && Number(chars) <= 60 && !chars.startsWith('0'))
  );
};
