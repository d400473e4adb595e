import { marksIn, momentIn, refine, type Mark, type Moment } from './moments.policy.js';
import { cardinalAt, phoneIn } from './numbers.policy.js';
import { countIn, emailIn, nameIn } from './people.policy.js';
import { question } from './phrasing.policy.js';
import type { Choice, Param } from './tools.policy.js';
import { concepts, shared, tokenize, type Token } from './words.policy.js';

/** A value the caller gave. A moment is kept in its parts, so that a later turn can change one of them. */
export interface Slot {
  value: unknown;
  moment: Moment | null;
}
export type Slots = Readonly<Record<string, Slot>>;

/** A choice that the caller's words fit in several ways. */
export interface Undecided {
  slot: string;
  labels: readonly string[];
}

export interface Listening {
  params: readonly Param[];
  /** What the agent had just asked for. */
  asked: Param | null;
  known: Slots;
  undecided: Undecided | null;
  /** The turn picked one of the times on offer, so the times in it are no new wish. */
  picksOffer: boolean;
}

export interface Caught {
  slots: Slots;
  undecided: Undecided | null;
}

/** Every value that a turn gives, for whichever parameter it fits, asked for or not. */
export function catchSlots(text: string, listening: Listening): Caught {
  const words = wordsOf(text);
  const slots: Record<string, Slot> = {};
  let undecided: Undecided | null = null;
  for (const param of listening.params) {
    if (param.slot in slots) continue;
    const asked = listening.asked?.slot === param.slot;
    if (param.kind === 'choice') {
      const fitting = choicesFor(param, text, asked, listening);
      if (fitting.length === 1) slots[param.slot] = { value: fitting[0]?.value, moment: null };
      else if (fitting.length > 1 && undecided === null)
        undecided = { slot: param.slot, labels: fitting.map((choice) => choice.label) };
      continue;
    }
    const slot = listening.picksOffer && isMoment(param) ? null : slotFor(param, words, asked, listening.known);
    if (slot) slots[param.slot] = slot;
  }
  return { slots, undecided };
}

export const isMoment = (param: Param): boolean => ['when', 'date', 'time'].includes(param.kind);

interface Words {
  text: string;
  tokens: Token[];
  marks: Mark[];
  phone: string | null;
  /** Tokens already understood as a time or a telephone number. */
  taken: ReadonlySet<number>;
}

function wordsOf(text: string): Words {
  const tokens = tokenize(text);
  const phone = phoneIn(tokens);
  const inPhone = new Set(phone ? range(phone.start, phone.length) : []);
  const marks = marksIn(tokens, inPhone);
  const taken = new Set([...inPhone, ...marks.flatMap((mark) => range(mark.start, mark.length))]);
  return { text, tokens, marks, phone: phone?.digits ?? null, taken };
}

const range = (start: number, length: number): number[] => Array.from({ length }, (_, offset) => start + offset);

function slotFor(param: Param, words: Words, asked: boolean, known: Slots): Slot | null {
  const plain = (value: unknown): Slot | null => (value === null ? null : { value, moment: null });
  switch (param.kind) {
    case 'name': {
      const isMain = param.slot === 'name' || asked;
      const onlyAName = asked && words.marks.length === 0;
      return isMain ? plain(nameIn(words.tokens, onlyAName, words.taken)) : null;
    }
    case 'phone':
      return plain(words.phone);
    case 'email':
      return plain(emailIn(words.text));
    case 'count': {
      const count = countIn(words.tokens, asked, words.taken);
      return count !== null && count >= param.minimum && count <= param.maximum ? plain(count) : null;
    }
    case 'flag':
      return asked ? plain(yesOrNo(words.text)) : null;
    case 'text':
      return asked && words.text.trim() !== '' ? plain(words.text.trim()) : null;
    case 'when':
    case 'date':
    case 'time':
      return momentSlot(param, words, asked, known);
    default:
      return null;
  }
}

function momentSlot(param: Param, words: Words, asked: boolean, known: Slots): Slot | null {
  const earlier = known[param.slot]?.moment ?? null;
  const said = momentIn(words.tokens, words.marks) ?? (asked ? bareHour(words.tokens) : null);
  if (!said) return null;
  const moment = refine(earlier, said);
  if (param.kind === 'when') return { value: moment.phrase, moment };
  const value = param.kind === 'date' ? moment.day : moment.time;
  return value === null ? null : { value, moment };
}

/** Asked for a time, a bare number is one. */
function bareHour(tokens: readonly Token[]): Moment | null {
  const at = tokens.findIndex((_, index) => cardinalAt(tokens, index) !== null);
  const hour = at < 0 ? null : cardinalAt(tokens, at);
  if (!hour || hour.value < 1 || hour.value > 23) return null;
  const said = tokens.slice(at, at + hour.length).map((token) => token.text);
  return { day: null, isWeek: false, time: said.join(' '), phrase: said.join(' ') };
}

function yesOrNo(text: string): boolean | null {
  if (/^\W*(no|nope|nah|not)\b/i.test(text)) return false;
  return /^\W*(yes|yeah|yep|sure|correct|right|ok|okay|i do|i am|please)\b/i.test(text) ? true : null;
}

const SOMEBODY = /\b(provider|doctor|dentist|hygienist|stylist|therapist)\b/i;
const ASKS_FOR_SOMEBODY = /\b(with|see|by|doctor|dr)\b/i;

/** Who says their own name, which may be that of one to choose from, chooses nobody. */
const choosesSomebody = (param: Param, text: string, listening: Listening): boolean =>
  listening.asked?.kind !== 'name' && (param.required || ASKS_FOR_SOMEBODY.test(text));

function choicesFor(param: Param, text: string, asked: boolean, listening: Listening): readonly Choice[] {
  const { undecided, known } = listening;
  if (!asked && SOMEBODY.test(param.noun) && !choosesSomebody(param, text, listening)) return [];
  const narrowed = undecided?.slot === param.slot ? undecided.labels : null;
  const open = narrowed ? param.choices.filter((choice) => narrowed.includes(choice.label)) : [];
  const within = open.length > 0 ? fittingChoices(open, text, asked) : [];
  const { choices, named } =
    within.length > 0 ? { choices: within, named: true } : anyFitting(param.choices, text, asked);
  const current = known[param.slot];
  if (!current) return choices;
  // What was settled is changed only by naming something else, not by words that merely suggest it.
  return named && !choices.some((choice) => choice.value === current.value) ? choices : [];
}

function anyFitting(choices: readonly Choice[], text: string, asked: boolean): { choices: Choice[]; named: boolean } {
  const named = fittingChoices(choices, text, asked);
  return named.length > 0 ? { choices: named, named: true } : { choices: suggested(choices, text), named: false };
}

/** The choices an utterance names; of several the one named most fully, such as `new patient exam` before `exam`. */
function fittingChoices(choices: readonly Choice[], text: string, asked: boolean): Choice[] {
  const plain = (words: string) =>
    ` ${tokenize(words)
      .map((token) => token.norm)
      .join(' ')} `;
  const said = plain(text);
  const words = concepts(text);
  return topScored(choices, (choice) => {
    const literal = plain(choice.label);
    const matched = shared(words, choice.own);
    const named = said.includes(literal) && (asked || literal.length > 5) ? 0.5 : 0;
    return matched === 0 ? named : matched + matched / choice.own.size + named;
  });
}

/** The choices whose descriptions, and no others', share words with the utterance. */
function suggested(choices: readonly Choice[], text: string): Choice[] {
  const telling = [...concepts(text)].filter((word) => choices.filter((choice) => choice.hints.has(word)).length === 1);
  return topScored(choices, (choice) => shared(new Set(telling), choice.hints));
}

function topScored(choices: readonly Choice[], score: (choice: Choice) => number): Choice[] {
  const scores = choices.map(score);
  const top = Math.max(0, ...scores);
  return top === 0 ? [] : choices.filter((_, index) => scores[index] === top);
}

/** The parameter that the agent's words ask for, be it in this policy's own words or in somebody else's. */
export function askedFor(agentSaid: string, params: readonly Param[]): Param | null {
  const exact = params
    .map((param) => ({ param, at: agentSaid.lastIndexOf(question(param)) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at);
  if (exact[0]) return exact[0].param;
  const last = agentSaid.split(/(?<=[.!?])\s+/).at(-1) ?? '';
  const cutShort = last.length > 8 ? params.find((param) => question(param).startsWith(last)) : undefined;
  return cutShort ?? params.find((param) => last.endsWith('?') && GENERAL_QUESTIONS[param.kind]?.test(last)) ?? null;
}

const GENERAL_QUESTIONS: Partial<Record<Param['kind'], RegExp>> = {
  name: /\bname\b/i,
  phone: /\b(phone|number)\b/i,
  email: /\bemail\b/i,
  when: /\b(what|which) (day|time)|\bwhen\b/i,
  date: /\b(what|which) (day|date)|\bwhen\b/i,
  time: /\bwhat time\b/i,
};
