import type { Mark } from './marks.policy.js';
import { BEFORE_AN_HOUR, CORRECTIONS, MONTHS, WEEKDAYS } from './vocabulary.policy.js';
import { cueAt } from './context.policy.js';
import type { Stream } from './words.policy.js';

/** Digits (and letters) that are said one after the other, whatever was murmured in between. */
export interface Run {
  marks: Mark[];
  chars: string;
  /** For a place in `marks`: how many marks before it a correction may have taken back. */
  corrections: ReadonlyMap<number, number>;
  /** Indices of the first and last word. */
  first: number;
  last: number;
}

/** Beyond these a number has ended. */
const MOST_FILLERS = 14;
const MOST_OTHER_WORDS = 3;
/** A correction takes back so many marks at most. */
const MOST_TAKEN_BACK = 9;

/** @param letters whether letters belong to a run; otherwise they are words like others. */
export function runsOf(stream: Stream, marks: readonly Mark[], letters: boolean): Run[] {
  const runs: Run[] = [];
  let open: Mark[] = [];
  let corrections = new Map<number, number>();
  let fillers = 0;
  let others = 0;
  let corrected = false;
  const close = () => {
    const [first, last] = [open[0], open.at(-1)];
    if (first !== undefined && last !== undefined) {
      const chars = open.map((mark) => mark.chars).join('');
      runs.push({ marks: open, chars, corrections, first: first.first, last: last.last });
    }
    open = [];
    corrections = new Map();
    [fillers, others, corrected] = [0, 0, false];
  };
  for (const mark of marks) {
    if (open.length > 0 && holdsBreak(stream, open.at(-1), mark)) close();
    if (mark.kind === 'number' || (letters && mark.kind === 'letters')) {
      if (corrected) corrections.set(open.length, Math.min(open.length, MOST_TAKEN_BACK));
      open.push(mark);
      [fillers, others, corrected] = [0, 0, false];
      continue;
    }
    if (open.length === 0) continue;
    const word = stream.words[mark.first];
    corrected ||= word !== undefined && CORRECTIONS.has(word.text);
    if (mark.kind === 'filler') fillers += 1;
    else if (mark.kind === 'letters' || (mark.kind === 'word' && !ends(stream, mark))) others += 1;
    else close();
    if (fillers > MOST_FILLERS || others > MOST_OTHER_WORDS) close();
  }
  close();
  return runs;
}

/** A turn has begun to which the number can not go on. */
function holdsBreak({ breaks }: Stream, before: Mark | undefined, mark: Mark): boolean {
  for (let at = (before?.last ?? mark.first) + 1; at <= mark.last; at++) if (breaks.has(at)) return true;
  return false;
}

/** Words that say what comes next, or place it in time. */
function ends({ words }: Stream, { first }: Mark): boolean {
  const text = words[first]?.text ?? '';
  if (BEFORE_AN_HOUR.has(text) || /^(id|between|or|o|any|time)$/.test(text)) return true;
  return cueAt(words, first) !== null || WEEKDAYS.has(text) || MONTHS.has(text);
}
