import { birthDateIn, birthPartsOf, isoBirthDate, type BirthParts } from './birth-dates.policy.js';
import { choicesFor, type Choosing, type Undecided } from './choices.policy.js';
import { codeIn } from './codes.policy.js';
import { correctionIn } from './corrections.policy.js';
import { emailIn } from './emails.policy.js';
import { flagIn } from './flags.policy.js';
import { freeTextIn } from './free-text.policy.js';
import { marksIn, momentIn, refine, type Mark, type Moment } from './moments.policy.js';
import { cardinalAt, correctedPhone, phoneIn } from './numbers.policy.js';
import { countIn, nameGiven } from './people.policy.js';
import { question } from './phrasing.policy.js';
import type { Slot, Slots } from './slots.types.js';
import type { Param } from './tools.policy.js';
import { tokenize, type Token } from './words.policy.js';

export interface Listening extends Choosing {
  params: readonly Param[];
  known: Slots;
  /** The turn picked one of the times on offer, so the times in it are no new wish. */
  picksOffer: boolean;
}

export interface Caught {
  slots: Slots;
  undecided: Undecided | null;
}

/** Of these a correction says nothing by itself: a moment is put right part by part, and `no` is an answer. */
const HEARD_AS_A_WHOLE: ReadonlySet<Param['kind']> = new Set(['when', 'date', 'time', 'flag', 'text']);

/** Every value that a turn gives, for whichever parameter it fits, asked for or not. */
export function catchSlots(text: string, listening: Listening): Caught {
  const whole = wordsOf(text, listening.asked);
  const correction = correctionIn(text);
  const corrected = correction === null ? null : wordsOf(correction, listening.asked);
  const slots: Record<string, Slot> = {};
  let undecided: Undecided | null = null;
  for (const param of listening.params) {
    if (param.slot in slots) continue;
    const asked = listening.asked?.slot === param.slot;
    if (param.kind === 'choice') {
      const instead = correction === null ? [] : choicesFor(param, correction, asked, listening);
      const fitting = instead.length === 1 ? instead : choicesFor(param, text, asked, listening);
      if (fitting.length === 1) slots[param.slot] = { value: fitting[0]?.value, moment: null };
      else if (fitting.length > 1 && undecided === null)
        undecided = { slot: param.slot, labels: fitting.map((choice) => choice.label) };
      continue;
    }
    if (listening.picksOffer && isMoment(param)) continue;
    const instead = corrected && !HEARD_AS_A_WHOLE.has(param.kind) ? slotFor(param, corrected, listening) : null;
    const slot = instead ?? slotFor(param, whole, listening);
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
  born: BirthParts | null;
  /** Tokens already understood as a time, a birth date, a code or a telephone number. */
  taken: ReadonlySet<number>;
}

function wordsOf(text: string, asked: Param | null): Words {
  const tokens = tokenize(text);
  const born = birthDateIn(tokens, asked?.kind === 'birth_date');
  const code = asked?.kind === 'code' ? codeIn(tokens, asked.noun, true, new Set()) : null;
  const inOthers = new Set([born, code].flatMap(covered));
  const phone = phoneIn(tokens, inOthers);
  const hidden = new Set([...inOthers, ...covered(phone)]);
  const marks = marksIn(tokens, hidden);
  const taken = new Set([...hidden, ...marks.flatMap(covered)]);
  return { text, tokens, marks, phone: phone?.digits ?? null, born: born?.parts ?? null, taken };
}

const covered = (stretch: { start: number; length: number } | null): number[] =>
  stretch ? Array.from({ length: stretch.length }, (_, offset) => stretch.start + offset) : [];

function slotFor(param: Param, words: Words, listening: Listening): Slot | null {
  const asked = listening.asked?.slot === param.slot;
  const known = listening.known[param.slot]?.value;
  const plain = (value: unknown): Slot | null => (value === null ? null : { value, moment: null });
  switch (param.kind) {
    case 'name':
      return param.slot === 'name' || asked ? plain(nameFor(words, asked, known, listening)) : null;
    case 'phone':
      return plain(words.phone ?? (typeof known === 'string' ? correctedPhone(words.tokens, known) : null));
    case 'email':
      return plain(emailIn(words.text));
    case 'birth_date':
      return words.born && plain(birthDateFor(words.born, known));
    case 'code':
      return plain(codeIn(words.tokens, param.noun, asked, new Set())?.text ?? null);
    case 'count': {
      const count = countIn(words.tokens, asked, words.taken);
      return count !== null && count >= param.minimum && count <= param.maximum ? plain(count) : null;
    }
    case 'flag':
      return plain(flagIn(words.text, param.noun, asked));
    case 'text':
      return plain(freeTextIn(words.text, param.noun, asked));
    case 'when':
    case 'date':
    case 'time':
      return momentSlot(param, words, asked, listening.known);
    default:
      return null;
  }
}

function nameFor(words: Words, asked: boolean, known: unknown, listening: Listening): string | null {
  return nameGiven(words.tokens, {
    asked: asked && words.marks.length === 0,
    otherwiseAsked: !asked && listening.asked !== null,
    known: typeof known === 'string' ? known : null,
    hidden: words.taken,
  });
}

/** What is not said yet stays as it was; a date that is not whole is no value, but is remembered. */
function birthDateFor(said: BirthParts, known: unknown): unknown {
  const parts = { ...birthPartsOf(known), ...said };
  return isoBirthDate(parts) ?? parts;
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

/** The parameter that the agent's words ask for, be it in this policy's own words or in somebody else's. */
export function askedFor(agentSaid: string, params: readonly Param[]): Param | null {
  const exact = params
    .map((param) => ({ param, at: agentSaid.lastIndexOf(question(param)) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at);
  if (exact[0]) return exact[0].param;
  const last = agentSaid.split(/(?<=[.!?])\s+/).at(-1) ?? '';
  const cutShort = last.length > 8 ? params.find((param) => question(param).startsWith(last)) : undefined;
  if (cutShort) return cutShort;
  const isAbout = (param: Param) => last.endsWith('?') && GENERAL_QUESTIONS[param.kind]?.test(last);
  return params.find((param) => param.kind === 'birth_date' && isAbout(param)) ?? params.find(isAbout) ?? null;
}

const GENERAL_QUESTIONS: Partial<Record<Param['kind'], RegExp>> = {
  name: /\bname\b/i,
  phone: /\b(phone|number)\b/i,
  email: /\bemail\b/i,
  birth_date: /\b(date of birth|birth ?date|birthday|born)\b/i,
  code: /\bcode\b/i,
  when: /\b(what|which) (day|time)|\bwhen\b/i,
  date: /\b(what|which) (day|date)|\bwhen\b/i,
  time: /\bwhat time\b/i,
};
