import { cueFor, type Cue } from './context.policy.js';
import { holdsCard } from './luhn.policy.js';
import type { RedactionClass } from './redaction.types.js';
import type { Run } from './runs.policy.js';
import { isBegunCard } from './split-cards.policy.js';
import type { Stream } from './words.policy.js';

/** Which class a run of digits is, by its shape and by what the words around it say; null if it stays. */
export function classOfDigits(stream: Stream, run: Run): RedactionClass | null {
  const length = run.chars.length;
  const cue = cueFor(stream, run.first, run.last);
  if (length === 2) return cue === 'birth' && isYearAlone(stream, run) ? 'birth_date' : null;
  if (length < 4) return null;
  if (length >= 12 && !isSaidTwice(run.chars) && holdsCard(run.marks, run.corrections)) return 'card';
  if (cue === 'card' && length >= 8) return 'card';
  if (cue === 'ssn') return 'ssn';
  if (cue === 'birth' && length <= 8) return isDay(run) ? 'birth_date' : null;
  if ((cue === 'policy_number' && length >= 4) || (cue === 'policy' && length >= 6)) return 'policy_number';
  if (cue === 'phone' && length >= 7) return 'phone';
  if (isGroupedLikeSsn(stream, run)) return 'ssn';
  if (isBegunCard(stream, run)) return 'card';
  return isPhone(stream, run, cue) ? 'phone' : isBareSsn(stream, run, cue) ? 'ssn' : null;
}

/** Letters and digits of an insurer. A procedure code (D2740) has the shape of one, and stays. */
export function isPolicyNumber(stream: Stream, run: Run): boolean {
  const digits = run.chars.replace(/\D/g, '').length;
  if (digits === run.chars.length || digits < 2 || /^d\d{4}$/.test(run.chars)) return false;
  const cue = cueFor(stream, run.first, run.last);
  if (cue === 'policy_number') return run.chars.length >= 4;
  if (cue === 'policy') return digits >= 5;
  const isExplained = run.marks.some((mark) => mark.kind === 'letters' && mark.last - mark.first >= 2);
  return digits >= (isExplained ? 3 : 6) && /^[a-z]{1,5}\d/.test(run.chars);
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
