import type { ContactChoice } from '../compliance/contact-choices.types.js';
import type { IncomingText } from './texts.types.js';

/** What a text asks of the clinic; null when it is between the person and the carrier alone. */
export type TextWish = 'confirm' | 'cancel' | 'reschedule' | 'other' | null;

export interface TextMeaning {
  /** What it says about being texted; null when nothing. */
  choice: ContactChoice | null;
  wish: TextWish;
}

/**
 * The carrier obeys these by itself, on an ordinary number: it blocks or unblocks the pair of numbers, and answers. CANCEL is
 * one of its words for STOP, YES one for START; here they are words about a visit as well.
 */
const STOP = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'END', 'QUIT', 'REVOKE', 'OPTOUT', 'OPT OUT', 'CANCEL']);
const START = new Set(['START', 'UNSTOP']);
const HELP = new Set(['HELP', 'INFO']);

const CONFIRM = new Set(['C', 'CONFIRM', 'CONFIRMED', 'YES', 'Y']);
const CANCEL = /^CANCEL(?: (?:MY |THE )?(?:APPOINTMENT|VISIT))?$/;
const RESCHEDULE = /^RESCHEDULE(?: (?:MY |THE )?(?:APPOINTMENT|VISIT))?$/;

/**
 * What a text means. A word must stand alone: "please stop by" and "can I cancel half of it" are for a person to read.
 * `known` is what the number had said about texts before: YES of somebody who gets none asks for them again.
 */
export function readText(
  { body, optOutType }: Pick<IncomingText, 'body' | 'optOutType'>,
  known: ContactChoice | null,
): TextMeaning {
  const said = plain(body);
  const wish = wishOf(said);
  // The carrier's own verdict outranks our list: the account may have words of its own.
  if (optOutType === 'STOP') return { choice: 'revoked', wish: wish === 'cancel' ? 'cancel' : null };
  if (optOutType === 'START')
    return { choice: 'granted', wish: wish === 'confirm' && known !== 'revoked' ? wish : null };
  if (optOutType === 'HELP' || HELP.has(said)) return { choice: null, wish: null };
  if (STOP.has(said)) return { choice: 'revoked', wish: wish === 'cancel' ? 'cancel' : null };
  if (START.has(said) || (said === 'YES' && known === 'revoked')) return { choice: 'granted', wish: null };
  return { choice: null, wish };
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
