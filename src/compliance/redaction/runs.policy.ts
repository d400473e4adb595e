import type { Mark } from './marks.policy.js';
import { BEFORE_AN_HOUR, CORRECTIONS, MONTHS, SOUNDS_LIKE, WEEKDAYS } from './vocabulary.policy.js';
import { cueAt } from './context.policy.js';
import type { Stream } from './words.policy.js';

/** Digits (and letters) that are said one after the other, whatever was murmured in between. */
export interface Run {
  marks: Mark[];
  chars: string;
  /** The marks, with the words before, among and behind them that sound like digits ("for one one one"): perhaps they are. */
  heard: readonly Mark[];
  /** For a place in `heard`: how many marks before it a correction may have taken back. */
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
/** Between a word that sounds like the first digit and the second one. */
const MOST_FILLERS_BEFORE = 3;

/** @param letters whether letters belong to a run; otherwise they are words like others. */
export function runsOf(stream: Stream, marks: readonly Mark[], letters: boolean): Run[] {
  const runs: Run[] = [];
  let open: Mark[] = [];
  let heard: Mark[] = [];
  /** Words since the last digit that sound like one. */
  let sounds: Mark[] = [];
  let corrections = new Map<number, number>();
  let fillers = 0;
  let others = 0;
  let corrected = false;
  const close = () => {
    const [first, last] = [open[0], open.at(-1)];
    if (first !== undefined && last !== undefined) {
      const chars = open.map((mark) => mark.chars).join('');
      const place = { first: first.first, last: last.last };
      runs.push({ marks: open, chars, heard: [...heard, ...sounds], corrections, ...place });
    }
    [open, heard, sounds] = [[], [], []];
    corrections = new Map();
    [fillers, others, corrected] = [0, 0, false];
  };
  for (const mark of marks) {
    if (holdsBreak(stream, open.at(-1) ?? sounds.at(-1), mark)) close();
    if (mark.kind === 'number' || (letters && mark.kind === 'letters')) {
      heard.push(...sounds);
      if (corrected) corrections.set(heard.length, Math.min(heard.length, MOST_TAKEN_BACK));
      open.push(mark);
      heard.push(mark);
      sounds = [];
      [fillers, others, corrected] = [0, 0, false];
      continue;
    }
    const word = stream.words[mark.first];
    const digit = mark.kind === 'word' ? SOUNDS_LIKE.get(word?.text ?? '') : undefined;
    const sound: Mark[] = digit === undefined ? [] : [{ ...mark, kind: 'number', others: [String(digit)] }];
    if (open.length === 0) {
      if (mark.kind === 'filler' && fillers < MOST_FILLERS_BEFORE) fillers += 1;
      else [sounds, fillers] = [sound, 0];
      continue;
    }
    corrected ||= word !== undefined && CORRECTIONS.has(word.text);
    if (mark.kind === 'filler') fillers += 1;
    else if (mark.kind === 'letters' || (mark.kind === 'word' && !ends(stream, mark))) others += 1;
    else close();
    if (fillers > MOST_FILLERS || others > MOST_OTHER_WORDS) close();
    sounds.push(...sound);
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
