import { GARBLED, plainWords } from '../../simulation/caller/words.policy.js';
import type { CallEvidence, CallRow, Complaint } from './evidence.types.js';

/** Where a turn was cut, the record and the ear may differ by so many words: one was half said, one was on its way. */
const CUT_SLACK_WORDS = 2;

/** What must not be kept is not in the record, though it was heard (docs/redaction.md). */
const REDACTED = /\[[a-z ]+\]/;

type Turn = CallRow['turns'][number];

/** `heard` is the beginning of `text`, and what the caller's ear really heard of it: no more, and no less. */
export function judgeHeard({ rows, account }: CallEvidence): Complaint[] {
  const turns = rows.flatMap((row) => row.turns).filter(({ role }) => role === 'agent');
  const remarks = account.remarks.filter(({ who }) => who !== 'caller').map(({ text }) => wordsOf(text));
  // What begins again may be one sentence that a second voice says, also after a pause, or two turns, of which the first was cut.
  const ears = [remarks.flatMap(withoutFalseStarts), withoutFalseStarts(remarks.flat()), remarks.flat()];
  const readings = ears.map((ear) => differences(turns, ear));
  return readings.find((complaints) => complaints.length === 0) ?? readings[0] ?? [];
}

function differences(turns: readonly Turn[], ear: readonly string[]): Complaint[] {
  const complaints: Complaint[] = [];
  let from = 0;
  for (const [index, turn] of turns.entries()) {
    const { seq, text, heard } = turn;
    if (!text.startsWith(heard)) complaints.push(`turn ${seq}: "heard" is not how its text begins`);
    if (REDACTED.test(text)) continue;
    const sure = sureWords(turn, turns[index + 1]);
    const whole = indexOfWords(ear, sure, from);
    const at = whole === -1 && mayEndUnclearly(turn, sure) ? indexOfWords(ear, unclear(sure), from) : whole;
    if (at === -1) {
      complaints.push(`turn ${seq} is recorded as heard, and was not: "${sure.join(' ')}"`);
      continue;
    }
    from = at + sure.length;
    const heardWords = wordsOf(heard).length;
    const beyond = wordsOf(text).slice(0, heardWords + CUT_SLACK_WORDS + 1);
    const isCut = beyond.length > heardWords + CUT_SLACK_WORDS;
    if (
      isCut &&
      indexOfWords(ear.slice(at), beyond, 0) === 0 &&
      !isSaidAgain(turn, beyond, beyond.slice(heardWords), turns)
    )
      complaints.push(`turn ${seq} was heard further than is recorded: "${beyond.join(' ')}"`);
  }
  return complaints;
}

/** Of the next turn nothing was heard: the cut may as well have been in the last word of this one. */
function sureWords({ heard, text, interrupted }: Turn, next: Turn | undefined): string[] {
  const isCut = interrupted || heard !== text || (next?.interrupted === true && next.heard === '');
  return isCut ? wordsOf(heard).slice(0, -CUT_SLACK_WORDS) : wordsOf(heard);
}

/** Where a voice falls silent in its last word, nobody can tell that from its end. */
const mayEndUnclearly = ({ text }: Turn, sure: readonly string[]): boolean =>
  sure.length > 1 && sure.length === wordsOf(text).length;

const unclear = (words: readonly string[]): string[] => [...words.slice(0, -1), GARBLED];

/** The agent may repeat what was cut off, or go on with the rest of it: the ear hears that in a later turn. */
const isSaidAgain = ({ seq }: Turn, all: readonly string[], rest: readonly string[], turns: readonly Turn[]): boolean =>
  turns
    .filter((other) => other.seq > seq)
    .map(({ heard }) => wordsOf(heard))
    .some((words) => indexOfWords(words, all, 0) !== -1 || indexOfWords(words.slice(0, rest.length), rest, 0) === 0);

/** A voice that is lost in the middle is replaced by one that begins the sentence again: "Which … Which one would you like?" is said once. */
function withoutFalseStarts(words: readonly string[]): string[] {
  const kept: string[] = [];
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    const from = word === GARBLED && next !== undefined ? kept.lastIndexOf(next) : -1;
    const isFalseStart = from !== -1 && kept.slice(from).every((one, place) => words[index + 1 + place] === one);
    if (isFalseStart) kept.length = from;
    else kept.push(word);
  }
  return kept;
}

const wordsOf = (text: string): string[] => plainWords(text).split(' ').filter(Boolean);

function indexOfWords(all: readonly string[], words: readonly string[], from: number): number {
  for (let at = from; at + words.length <= all.length; at++)
    if (words.every((word, index) => all[at + index] === word)) return at;
  return -1;
}
