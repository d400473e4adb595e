import { z } from 'zod';
import { clockAt, marksIn, sameClock, sameHour, type ClockTime, type Mark } from './moments.policy.js';
import { cardinalAt, ordinalAt, phoneIn } from './numbers.policy.js';
import { capitalised, concepts, sentencesOf, shared, tokenize, type Token } from './words.policy.js';

export type Scalar = string | number | boolean;

/** Something a tool offers for choice: its fields, and how to say it. */
export interface Option {
  label: string;
  fields: Readonly<Record<string, Scalar>>;
}

/** What a tool's answer says, whatever its shape. */
export interface Reading {
  failed: boolean;
  /** The name of what is wrong, such as `code_unclear`. */
  problem: string | null;
  /** Sentences that can be said to the caller. */
  messages: readonly string[];
  /** What is worth saying once, such as a fee. */
  asides: readonly string[];
  /** Sentences for whoever called the tool, such as `Ask for the last name.` or `slotId: too long`. */
  instructions: readonly string[];
  /** Null when the answer holds no list at all; empty when it holds an empty one. */
  options: readonly Option[] | null;
  /** Scalars at the top, e.g. a new booking's number. */
  fields: Readonly<Record<string, Scalar>>;
  /** What the caller is to be asked, and the answers that there are. */
  asks: { question: string; answers: readonly Option[] } | null;
  /** People that it names, by their first names. */
  people: readonly Option[];
}

const RECORD = z.record(z.string(), z.unknown());
const SCALAR = z.union([z.string(), z.number(), z.boolean()]);
const LABELS = ['label', 'title', 'name', 'description', 'text', 'when', 'startsAt', 'start'];
const MESSAGES = ['advice', 'answer', 'message', 'say', 'note', 'summary', 'detail'];
const FAILURES = ['problem', 'error', 'errors'];
const LONGEST_MESSAGE = 600;

export function readResult(resultJson: string): Reading {
  const value = parseJson(resultJson);
  const parsed = RECORD.safeParse(value);
  if (!parsed.success) {
    const text = typeof value === 'object' ? [] : sentences(resultJson);
    return {
      failed: false,
      problem: null,
      asides: [],
      ...sorted(text),
      options: listIn(value, 0),
      fields: {},
      asks: null,
      people: [],
    };
  }
  const result = parsed.data;
  const failed = FAILURES.some((key) => Boolean(result[key])) || result['ok'] === false || result['success'] === false;
  const messages = MESSAGES.flatMap((key) => sentences(result[key]));
  const said = sorted(messages.length > 0 ? messages : FAILURES.flatMap((key) => problemText(result[key])));
  const problem = result['problem'] ?? result['error'];
  return {
    failed,
    problem: typeof problem === 'string' ? problem : null,
    asides: sentences(result['fee']),
    messages: said.messages,
    instructions: [...said.instructions, ...sentences(result['next'])],
    options: listIn(result, 0),
    fields: scalars(result),
    asks: questionIn(result),
    people: Object.values(result).flatMap((list) => (Array.isArray(list) ? list.flatMap(personOf) : [])),
  };
}

function personOf(value: unknown): Option[] {
  const record = RECORD.safeParse(value);
  if (!record.success || optionOf(value)) return [];
  const name = Object.entries(record.data).find(([key]) => /^(first|given)_?name$/i.test(key))?.[1];
  return typeof name === 'string' ? [{ label: name, fields: scalars(record.data) }] : [];
}

const ANSWERS = z.array(z.string().min(1)).min(2);

/** `{ question: 'Do you mean …?', readings: ['…', '…'] }` */
function questionIn(result: Record<string, unknown>): Reading['asks'] {
  const question = result['question'];
  const answers = Object.values(result).map((value) => ANSWERS.safeParse(value).data);
  const given = answers.find((list) => list !== undefined);
  if (typeof question !== 'string' || !given) return null;
  return { question, answers: given.map((label) => ({ label, fields: {} })) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Codes such as `slot_taken` are for programs; only what reads like a sentence counts. */
function sentences(value: unknown): string[] {
  if (typeof value !== 'string' || value.length > LONGEST_MESSAGE || !/\S\s\S/.test(value)) return [];
  return sentencesOf(value).map((said) => (/[.!?]$/.test(said) ? said : `${said}.`));
}

function problemText(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(problemText);
  const record = RECORD.safeParse(value);
  return record.success ? sentences(record.data['message']) : sentences(value);
}

const ADDRESSES_THE_AGENT =
  /^(ask|offer|use|call|say|tell|try|do|don't|never|repeat|apologi[sz]e|explain|suggest|let|confirm|please|wait|then|the caller)\b/i;
const IDENTIFIER = /\b[a-z]+(_[a-z]+|[a-z][A-Z][a-z]*)+\b/;

function sorted(all: readonly string[]): Pick<Reading, 'messages' | 'instructions'> {
  const isInstruction = (text: string) => ADDRESSES_THE_AGENT.test(text) || IDENTIFIER.test(text);
  return { messages: all.filter((text) => !isInstruction(text)), instructions: all.filter(isInstruction) };
}

/** What an instruction has the agent say: `Tell the caller that somebody will call back.`, `Ask them to hold.` */
export function spokenFor(instructions: readonly string[]): string[] {
  return instructions.flatMap((text) => {
    const [, told] = /^tell (?:the )?\w+ (?:that )?(\S.*)$/i.exec(text) ?? [];
    const [, asked] = /^ask (?:the )?\w+ to (\S.*)$/i.exec(text) ?? [];
    return told !== undefined ? [capitalised(told)] : asked !== undefined ? [`Please ${asked}`] : [];
  });
}

const DEEPEST = 3;

function listIn(value: unknown, depth: number): Option[] | null {
  if (Array.isArray(value)) {
    const options = value.map(optionOf).filter((option) => option !== null);
    return options.length > 0 || value.length === 0 ? options : null;
  }
  const record = RECORD.safeParse(value);
  if (!record.success || depth >= DEEPEST) return null;
  const lists = Object.entries(record.data).map(([key, inner]) =>
    FAILURES.includes(key) ? null : listIn(inner, depth + 1),
  );
  return lists.find((list) => list !== null && list.length > 0) ?? lists.find((list) => list !== null) ?? null;
}

function optionOf(value: unknown): Option | null {
  const record = RECORD.safeParse(value);
  if (!record.success) return null;
  const fields = scalars(record.data);
  const label = LABELS.map((key) => fields[key]).find((text) => typeof text === 'string' && text !== '');
  return typeof label === 'string' ? { label, fields } : null;
}

function scalars(record: Record<string, unknown>): Record<string, Scalar> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]): [string, Scalar][] => {
      const scalar = SCALAR.safeParse(value);
      return scalar.success ? [[key, scalar.data]] : [];
    }),
  );
}

/**
 * The indices of the options an utterance may mean: none, one, or several that it does not tell apart. Only the first
 * `readOut` were heard by the caller, so `the last one` is the last of those.
 */
export function chosenAmong(options: readonly Option[], text: string, readOut: number): number[] {
  const tokens = tokenize(text);
  const ordinal = ordinalChoice(tokens, Math.min(readOut, options.length));
  if (ordinal !== null) return [ordinal];
  const offered = options.map((option) => traitsOf(tokenize(option.label), option.label));
  const wanted = withBareHour(traitsOf(tokens, text), tokens, offered);
  const telling = discriminating(wanted, offered);
  if (wanted.marks.length === 0 && telling.size === 0) return [];
  const byTime = offered.flatMap((traits, index) => (fits(wanted.marks, traits.marks) ? [index] : []));
  const fitting = withinClock(wanted.marks, byTime, offered);
  const named = fitting.filter((index) => shared(telling, offered[index]?.words ?? new Set()) === telling.size);
  return named.length > 0 ? named : fitting.length < options.length || wanted.marks.length > 0 ? fitting : [];
}

interface Traits {
  marks: Mark[];
  words: Set<string>;
}

function traitsOf(tokens: readonly Token[], text: string): Traits {
  return { marks: marksIn(tokens), words: concepts(text) };
}

/** `nine, please`: among times of day on offer a bare number is one of them. */
function withBareHour(wanted: Traits, tokens: readonly Token[], offered: readonly Traits[]): Traits {
  if (wanted.marks.some((mark) => mark.clock)) return wanted;
  const hours = offered.flatMap((traits) => traits.marks.flatMap((mark) => (mark.clock ? [mark.clock] : [])));
  const phone = phoneIn(tokens);
  const covered = (at: number) =>
    [...wanted.marks, ...(phone ? [phone] : [])].some(({ start, length }) => start <= at && at < start + length);
  for (let at = 0; at < tokens.length; at += 1) {
    const bare = covered(at) ? null : clockAt(tokens, at);
    if (!bare || !hours.some((hour) => sameHour(hour, bare.time))) continue;
    return { ...wanted, marks: [...wanted.marks, { kind: 'time', start: at, length: bare.length, clock: bare.time }] };
  }
  return wanted;
}

/** Words of the utterance that some options have and others lack, e.g. a person's name. */
function discriminating(wanted: Traits, offered: readonly Traits[]): Set<string> {
  const known = [...wanted.words].filter((word) => {
    const holders = offered.filter((traits) => traits.words.has(word)).length;
    return holders > 0 && holders < offered.length;
  });
  return new Set(known);
}

function fits(wanted: readonly Mark[], offered: readonly Mark[]): boolean {
  return wanted.every((mark) => {
    if (mark.kind === 'week') return false;
    const named = mark.weekday ?? mark.month ?? mark.dayOfMonth ?? mark.clock ?? mark.part;
    if (named === undefined) return false;
    return offered.some((other) => agrees(mark, other)) || sameDay(mark, offered);
  });
}

function agrees(wanted: Mark, offered: Mark): boolean {
  if (wanted.clock) return offered.clock !== undefined && sameHour(wanted.clock, offered.clock);
  if (wanted.part) return offered.part === wanted.part || (offered.clock ? halfOf(offered.clock, wanted.part) : false);
  return false;
}

function sameDay(wanted: Mark, offered: readonly Mark[]): boolean {
  if (wanted.kind !== 'day') return false;
  const has = (key: 'weekday' | 'month' | 'dayOfMonth') =>
    wanted[key] === undefined || offered.some((mark) => mark[key] === wanted[key]);
  return has('weekday') && has('month') && has('dayOfMonth');
}

function halfOf(clock: ClockTime, part: NonNullable<Mark['part']>): boolean {
  if (clock.half === null) return false;
  if (part === 'morning') return clock.half === 'am';
  const late = clock.hour % 12 >= 5;
  return clock.half === 'pm' && late === (part === 'evening');
}

/** `nine` means nine sharp if that is on offer, and otherwise any time in that hour. */
function withinClock(wanted: readonly Mark[], indices: number[], offered: readonly Traits[]): number[] {
  const clock = wanted.find((mark) => mark.clock)?.clock;
  if (!clock) return indices;
  const sharp = indices.filter((index) =>
    offered[index]?.marks.some((mark) => mark.clock && sameClock(clock, mark.clock)),
  );
  return sharp.length > 0 || clock.minute !== null ? sharp : indices;
}

function ordinalChoice(tokens: readonly Token[], count: number): number | null {
  const said = tokens.map((token) => token.norm).join(' ');
  if (/\b(the|that) last( one)?\b|\blatest\b/.test(said)) return count - 1;
  if (/\b(either|any of (them|those)|whichever|doesnt matter|dont mind|dont care|first available)\b/.test(said))
    return 0;
  if (/\b(earliest|soonest)\b/.test(said) && !marksIn(tokens).some((mark) => mark.kind !== 'time')) return 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const ordinal = pointsAtOption(tokens, at) ? ordinalAt(tokens, at) : null;
    const number = ['option', 'number', 'slot', 'choice'].includes(tokens[at - 1]?.norm ?? '')
      ? cardinalAt(tokens, at)
      : null;
    const index = (ordinal ?? number)?.value ?? 0;
    const length = (ordinal ?? number)?.length ?? 1;
    if (index >= 1 && index <= count && index <= 5 && !partOfDate(tokens, at, length)) return index - 1;
  }
  return null;
}

/** `the second`, `second one`, or `second` as nearly all that is said; not `first` as in `may I ask first`. */
function pointsAtOption(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]?.norm ?? '';
  const after = tokens[at + 1]?.norm ?? '';
  if (/^(a|one|just)$/.test(before)) return false;
  return /^(the|that|your)$/.test(before) || /^(one|option|slot|time)$/.test(after) || tokens.length <= 3;
}

function partOfDate(tokens: readonly Token[], at: number, length: number): boolean {
  return marksIn(tokens).some((mark) => mark.start <= at && at + length <= mark.start + mark.length);
}
