import type { ConsentChoice } from '../compliance/consent/consent.types.js';
import { optOutIn } from './opt-out.policy.js';
import type { IncomingText } from './texts.types.js';

/** What a text asks of the clinic; null when it is between the person and the carrier alone. */
export type TextWish = 'confirm' | 'cancel' | 'reschedule' | 'other' | null;

/** A plain answer to whatever was asked last. */
export type PlainAnswer = 'yes' | 'no';

export interface TextMeaning {
  /** What it says about being texted; null when nothing. */
  choice: ConsentChoice | null;
  /** They want no calls of ours either, or those alone. */
  noCalls: boolean;
  /** In what language the clinic tells them once that no more texts will come; null when the carrier does that, or nobody has to. */
  confirmIn: 'en' | 'es' | null;
  /** They say that the number is not that of whom the clinic means. */
  isWrongNumber: boolean;
  wish: TextWish;
  /** Null when it is none, or between the person and the carrier. */
  answer: PlainAnswer | null;
}

/**
 * The carrier obeys these by itself, alone and without a mark, on an ordinary number: it blocks or unblocks the pair of numbers,
 * and answers. CANCEL is one of its words for STOP, YES one for START; here they are words about a visit as well.
 */
const STOP = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'END', 'QUIT', 'REVOKE', 'OPTOUT', 'CANCEL']);
const START = new Set(['START', 'UNSTOP']);
const HELP = new Set(['HELP', 'INFO']);

const YES = new Set(['YES', 'Y', 'YES PLEASE', 'YES THANKS', 'YES THANK YOU', 'SI', 'SÍ']);
const NO = new Set(['NO', 'N', 'NOPE', 'NO THANKS', 'NO THANK YOU', 'NO GRACIAS']);

const CONFIRM = new Set(['C', 'CONFIRM', 'CONFIRMED', 'YES', 'Y']);
const CANCEL = /^CANCEL(?: (?:MY |THE )?(?:APPOINTMENT|VISIT))?$/;
const RESCHEDULE = /^RESCHEDULE(?: (?:MY |THE )?(?:APPOINTMENT|VISIT))?$/;

/**
 * What a text means. What is asked of a visit must stand alone: "can I cancel half of it" is for a person to read. Who wants no
 * more texts may say so in any words.
 * `known` is what the number had said about texts before: YES of somebody who gets none asks for them again.
 */
export function readText(
  { body, optOutType }: Pick<IncomingText, 'body' | 'optOutType'>,
  known: ConsentChoice | null,
): TextMeaning {
  const said = plain(body);
  const wish = wishOf(said);
  const answer = YES.has(said) ? 'yes' : NO.has(said) ? 'no' : null;
  // The carrier's own verdict outranks our list: the account may have words of its own.
  if (optOutType === 'STOP') return refused(wish);
  if (optOutType === 'START') {
    const meant = wish === 'confirm' && known !== 'refused';
    return { ...NOTHING, choice: 'given', wish: meant ? wish : null, answer: meant ? answer : null };
  }
  if (optOutType === 'HELP' || HELP.has(said)) return NOTHING;
  if (STOP.has(said)) return { ...refused(wish), confirmIn: STOP.has(body.trim().toUpperCase()) ? null : 'en' };
  if (START.has(said) || (said === 'YES' && known === 'refused')) return { ...NOTHING, choice: 'given' };
  return inOwnWords(body) ?? { ...NOTHING, wish, answer };
}

const NOTHING: TextMeaning = {
  choice: null,
  noCalls: false,
  confirmIn: null,
  isWrongNumber: false,
  wish: null,
  answer: null,
};

const refused = (wish: TextWish): TextMeaning => ({
  ...NOTHING,
  choice: 'refused',
  wish: wish === 'cancel' ? 'cancel' : null,
});

function inOwnWords(body: string): TextMeaning | null {
  const optOut = optOutIn(body);
  if (optOut === null) return null;
  const { texts, calls: noCalls, language, isWrongNumber, saysMore } = optOut;
  const isForDesk = saysMore || isWrongNumber || !texts;
  const wish = isForDesk ? 'other' : null;
  return texts
    ? { ...NOTHING, choice: 'refused', confirmIn: language, noCalls, isWrongNumber, wish }
    : { ...NOTHING, noCalls, isWrongNumber, wish };
}

function wishOf(said: string): Exclude<TextWish, null> {
  if (CONFIRM.has(said)) return 'confirm';
  if (CANCEL.test(said)) return 'cancel';
  return RESCHEDULE.test(said) ? 'reschedule' : 'other';
}

/** Capitals, single spaces, and no marks around the words. */
const plain = (body: string): string =>
  body
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
