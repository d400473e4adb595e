import type { ConsentChoice } from '../compliance/consent/consent.types.js';
import type { IncomingText } from './texts.types.js';

/** What a text asks of the clinic; null when it is between the person and the carrier alone. */
export type TextWish = 'confirm' | 'cancel' | 'reschedule' | 'other' | null;

/** A plain answer to whatever was asked last. */
export type PlainAnswer = 'yes' | 'no';

export interface TextMeaning {
  /** What it says about being texted; null when nothing. */
  choice: ConsentChoice | null;
  wish: TextWish;
  /** Null when it is none, or between the person and the carrier. */
  answer: PlainAnswer | null;
}

/**
 * The carrier obeys these by itself, on an ordinary number: it blocks or unblocks the pair of numbers, and answers. CANCEL is
 * one of its words for STOP, YES one for START; here they are words about a visit as well.
 */
const STOP = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'END', 'QUIT', 'REVOKE', 'OPTOUT', 'OPT OUT', 'CANCEL']);
const START = new Set(['START', 'UNSTOP']);
const HELP = new Set(['HELP', 'INFO']);

const YES = new Set(['YES', 'Y', 'YES PLEASE', 'YES THANKS', 'YES THANK YOU', 'SI', 'SÍ']);
const NO = new Set(['NO', 'N', 'NOPE', 'NO THANKS', 'NO THANK YOU', 'NO GRACIAS']);

const CONFIRM = new Set(['C', 'CONFIRM', 'CONFIRMED', 'YES', 'Y']);
const CANCEL = /^CANCEL(?: (?:MY |THE )?(?:APPOINTMENT|VISIT))?$/;
const RESCHEDULE = /^RESCHEDULE(?: (?:MY |THE )?(?:APPOINTMENT|VISIT))?$/;

/**
 * What a text means. A word must stand alone: "please stop by" and "can I cancel half of it" are for a person to read.
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
    return { choice: 'given', wish: meant ? wish : null, answer: meant ? answer : null };
  }
  if (optOutType === 'HELP' || HELP.has(said)) return { choice: null, wish: null, answer: null };
  if (STOP.has(said)) return refused(wish);
  if (START.has(said) || (said === 'YES' && known === 'refused')) {
    return { choice: 'given', wish: null, answer: null };
  }
  return { choice: null, wish, answer };
}

const refused = (wish: TextWish): TextMeaning => ({
  choice: 'refused',
  wish: wish === 'cancel' ? 'cancel' : null,
  answer: null,
});

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
