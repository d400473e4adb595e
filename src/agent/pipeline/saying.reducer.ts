/**
 * In which order the pieces of replies and the lines of ours reach the voice, and when each counts as said.
 *
 * **One passage at a time** is with the voice, as an utterance of its own, so that its text can be told right before its
 * audio: only thus is it known later which words the caller has heard. Pieces that come meanwhile wait and are joined, since a
 * voice sounds best on much; joined they are no longer than `PASSAGE_MAX`, which is what a lost stream may cost.
 *
 * A **part** is the words of one round of a reply. While it is open more of it may come, and lines of ours wait for its end;
 * between the parts of a reply, when a tool runs, they are spoken.
 */
export interface Saying {
  /** The number of the latest utterance. Numbers rise. */
  utterance: number;
  current: Passage | null;
  /** In this order. */
  waiting: readonly Item[];
  /** The part of a reply that is going on. */
  part: { reply: number; hasWords: boolean } | null;
  /** Lines that came while a part was open. */
  linesBehind: readonly Item[];
}

export interface Passage {
  utterance: number;
  text: string;
  reply: Author;
  isTold: boolean;
}

/** Whose words they are: the number of the reply, null for a line of ours. */
export type Author = number | null;

type Item = { type: 'text'; text: string; reply: Author; remember: boolean } | { type: 'whole' };

export type SayingSignal =
  /** Ends a part that is still open: no more of it will come. */
  | { type: 'part_opened'; reply: number }
  | { type: 'piece'; text: string }
  /** `isLast`: of its reply. */
  | { type: 'part_ended'; isLast: boolean }
  | { type: 'line'; text: string; remember: boolean }
  /** The passage's first audio is about to be told. */
  | { type: 'audible'; utterance: number }
  /** All audio of the passage has come. */
  | { type: 'spoken'; utterance: number }
  /** Nothing of what was to be said will be. */
  | { type: 'cut' };

/** What is to be done, in this order. */
export type SayingAct =
  | { type: 'speak'; utterance: number; text: string; remember: boolean }
  | { type: 'tell_said'; text: string; reply: Author }
  /** All audio of a part, or of a line, has come. */
  | { type: 'tell_whole' };

export interface SayingStep {
  saying: Saying;
  acts: readonly SayingAct[];
}

/** A dozen seconds of speech. */
const PASSAGE_MAX = 200;

export const SILENT: Saying = { utterance: 0, current: null, waiting: [], part: null, linesBehind: [] };

export function reduceSaying(saying: Saying, signal: SayingSignal): SayingStep {
  switch (signal.type) {
    case 'part_opened':
      return next({ ...partEnded(saying, true), part: { reply: signal.reply, hasWords: false } });
    case 'piece':
      return next(withPiece(saying, signal.text));
    case 'part_ended':
      return next(partEnded(saying, signal.isLast));
    case 'line':
      return next(withLine(saying, signal.text, signal.remember));
    case 'audible':
      return audible(saying, signal.utterance);
    case 'spoken':
      return saying.current?.utterance === signal.utterance ? next({ ...saying, current: null }) : step(saying);
    case 'cut':
      return step({ ...SILENT, utterance: saying.utterance });
  }
}

/** Something is being said, or about to be. */
export function isSaying({ current, waiting, part }: Saying): boolean {
  return current !== null || waiting.length > 0 || part !== null;
}

function withPiece(saying: Saying, text: string): Saying {
  if (!saying.part) return saying;
  const { reply } = saying.part;
  const item: Item = { type: 'text', text, reply, remember: false };
  return { ...saying, part: { reply, hasWords: true }, waiting: [...saying.waiting, item] };
}

/** The end of a reply is told also of one without words; that a tool is asked for without a word is no end of anything. */
function partEnded(saying: Saying, isLast: boolean): Saying {
  if (!saying.part) return saying;
  const whole: Item[] = saying.part.hasWords || isLast ? [{ type: 'whole' }] : [];
  return { ...saying, part: null, waiting: [...saying.waiting, ...whole, ...saying.linesBehind], linesBehind: [] };
}

function withLine(saying: Saying, text: string, remember: boolean): Saying {
  const items: Item[] = [{ type: 'text', text, reply: null, remember }, { type: 'whole' }];
  if (saying.part) return { ...saying, linesBehind: [...saying.linesBehind, ...items] };
  return { ...saying, waiting: [...saying.waiting, ...items] };
}

function audible(saying: Saying, utterance: number): SayingStep {
  const { current } = saying;
  if (current?.utterance !== utterance || current.isTold) return step(saying);
  const { text, reply } = current;
  return step({ ...saying, current: { ...current, isTold: true } }, { type: 'tell_said', text, reply });
}

/** Words of this reply were to be said, and have not begun to be. */
export function hasUnsaid({ current, waiting }: Saying, reply: number): boolean {
  const isOfReply = waiting.some((item) => item.type === 'text' && item.reply === reply);
  return isOfReply || (current?.reply === reply && !current.isTold);
}

/** Gives the next passage to the voice, unless it is busy with one. */
function next(saying: Saying, before: readonly SayingAct[] = []): SayingStep {
  const [first, ...others] = saying.waiting;
  if (saying.current || !first) return { saying, acts: before };
  if (first.type === 'whole') return next({ ...saying, waiting: others }, [...before, { type: 'tell_whole' }]);
  const { text, count } = joined(saying.waiting);
  const utterance = saying.utterance + 1;
  const { reply, remember } = first;
  const current: Passage = { utterance, text, reply, isTold: false };
  return {
    saying: { ...saying, utterance, current, waiting: saying.waiting.slice(count) },
    acts: [...before, { type: 'speak', utterance, text, remember }],
  };
}

/** The pieces of one part at the head of the queue; a line is a passage by itself. */
function joined([first, ...others]: readonly Item[]): { text: string; count: number } {
  if (first?.type !== 'text') return { text: '', count: 0 };
  let { text } = first;
  let count = 1;
  for (const item of first.reply === null ? [] : others) {
    if (item.type !== 'text' || item.reply !== first.reply || text.length + item.text.length >= PASSAGE_MAX) break;
    text = `${text} ${item.text}`;
    count += 1;
  }
  return { text, count };
}

const step = (saying: Saying, ...acts: SayingAct[]): SayingStep => ({ saying, acts });
