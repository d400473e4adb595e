import { WEEKDAYS } from './vocabulary.policy.js';
import type { Stream, Word } from './words.policy.js';

/** What the words around a number say it is. */
export type Cue =
  'card' | 'card_extra' | 'ssn' | 'bank' | 'license' | 'birth' | 'phone' | 'policy' | 'policy_number' | 'stays';

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

const CARDS = set('card cards visa mastercard amex discover credit debit tarjeta credito debito');
const CARD_EXTRAS = set('expires expire expiration expiry exp vence vencimiento expira expiracion cvv cvc cvv2 csc');
const OF_AN_INSURER = set('insurance member dental id plan seguro benefits medical medicaid medicare');
const BIRTHS = set(
  'birth born birthday birthdays birthdate birthdates dob nacimiento naci nacio nacida nacido nacieron cumpleanos cumple',
);
const BANKS = set('routing aba iban clabe');
const KINDS_OF_ACCOUNTS = set('bank checking savings bancaria bancario corriente ahorros');
const LICENSES = set('license licence licenses licences licencia dl');
const LICENSED = set('dental medical dentist hygienist professional business software nursing');
const PHONES = set(
  `phone telephone cell cellphone mobile landline callback fax telefono telefonico celular movil call reach text dial ring voicemail llame llameme
   llamar llamarme marcar contactarme`,
);
const POLICIES = set('member group plan insurance policy miembro grupo seguro medicaid medicare enrollee dependent');
const POLICY_NUMBERS = set(
  'id ids subscriber suscriptor poliza afiliado afiliada afiliacion identificacion asegurado certificate membership',
);
const NUMBER_WORDS = set('number numbers no num id is numero es code');
const WHOSE_NUMBER = set('my his her our their best contact work home office good same mi su nuestro');
const STAYS = set(
  `tooth teeth muela diente price cost costs zip address street suite apartment appointment appointments visit visits seen come dollars cita precio direccion claim invoice
   reference confirmation crown filling cleaning procedure root limpieza`,
);

/** How far away words can say what a number is. */
const LOOK_BACK = 14;
const LOOK_AHEAD = 6;
const NEAR_TURN_START = 14;
/** What stays says so directly before a number; from further away other words count for more. */
const NEXT_TO = 4;

/** The cue at one word of a list, or null. */
export function cueAt(words: readonly Word[], at: number): Cue | null {
  const text = words[at]?.text ?? '';
  const [before, next, third] = [words[at - 1]?.text ?? '', words[at + 1]?.text ?? '', words[at + 2]?.text ?? ''];
  if (text === 'social' || text === 'ssn' || text === 'itin') return next === 'media' ? null : 'ssn';
  if (isOfBank(words, at)) return 'bank';
  if (LICENSES.has(text)) return LICENSED.has(before) || /^(plates?|dental|medica)$/.test(next) ? null : 'license';
  if (/^(conducir|manejar)$/.test(text) && before === 'de') return 'license';
  if (BIRTHS.has(text)) return 'birth';
  if (CARD_EXTRAS.has(text)) return 'card_extra';
  if ((text === 'security' && next === 'code') || (text === 'codigo' && third === 'seguridad')) return 'card_extra';
  if ((text === 'good' || text === 'valid') && (next === 'through' || next === 'thru' || next === 'until'))
    return 'card_extra';
  if (text === 'back' && before === 'the' && words[at - 2]?.text === 'on') return 'card_extra';
  if (CARDS.has(text)) return OF_AN_INSURER.has(before) ? 'policy_number' : 'card';
  if (text === 'american' && next === 'express') return 'card';
  if (POLICY_NUMBERS.has(text)) return 'policy_number';
  if (POLICIES.has(text)) return NUMBER_WORDS.has(next) || next === 'de' || next === '' ? 'policy_number' : 'policy';
  if (PHONES.has(text)) return isTheLine(words, at) ? null : 'phone';
  if ((text === 'number' || text === 'numero') && WHOSE_NUMBER.has(before)) return 'phone';
  return STAYS.has(text) || WEEKDAYS.has(text) ? 'stays' : null;
}

/** "Routing number", "my account is", "checking account", "número de cuenta"; not "on account of" and "por mi cuenta". */
function isOfBank(words: readonly Word[], at: number): boolean {
  const wordAt = (step: number) => words[at + step]?.text ?? '';
  const [before, text, next] = [wordAt(-1), wordAt(0), wordAt(1)];
  if (BANKS.has(text) || (text === 'transit' && next === 'number') || (text === 'ruta' && before === 'de')) return true;
  if (text === 'cuenta' && before === 'de' && wordAt(-2) === 'numero') return true;
  if (!/^(accounts?|acct|cuenta)$/.test(text) || OF_AN_INSURER.has(before)) return false;
  if (KINDS_OF_ACCOUNTS.has(before) || KINDS_OF_ACCOUNTS.has(next) || KINDS_OF_ACCOUNTS.has(wordAt(2))) return true;
  return NUMBER_WORDS.has(next) && next !== 'id';
}

/** "Over the phone", "by phone", "por teléfono" */
function isTheLine(words: readonly Word[], at: number): boolean {
  const [before, beforeThat] = [words[at - 1]?.text ?? '', words[at - 2]?.text ?? ''];
  return /^(by|over|por)$/.test(before) || (before === 'the' && /^(on|over|by)$/.test(beforeThat));
}

/** The nearest cue before a word in its own turn, then in the question it answers, then close behind. */
export function cueFor(stream: Stream, first: number, last: number): Cue | null {
  return cueBefore(stream, first) ?? cueAsked(stream, first) ?? cueBehind(stream, last);
}

function cueBefore({ words }: Stream, first: number): Cue | null {
  const turn = words[first]?.turn;
  let stays = false;
  for (let at = first - 1; at >= 0 && at >= first - LOOK_BACK && words[at]?.turn === turn; at--) {
    const cue = cueAt(words, at);
    if (cue === 'stays' && at < first - NEXT_TO) stays = true;
    else if (cue !== null) return cue;
  }
  return stays ? 'stays' : null;
}

function cueAsked({ words, askedBefore }: Stream, first: number): Cue | null {
  const turn = words[first]?.turn ?? 0;
  if (words[first - NEAR_TURN_START]?.turn === turn) return null;
  const question = askedBefore.get(turn) ?? [];
  for (let at = question.length - 1; at >= 0 && at >= question.length - 2 * LOOK_BACK; at--) {
    const cue = cueAt(question, at);
    if (cue !== null) return cue;
  }
  return null;
}

function cueBehind({ words }: Stream, last: number): Cue | null {
  const turn = words[last]?.turn;
  for (let at = last + 1; at <= last + LOOK_AHEAD && words[at]?.turn === turn; at++) {
    const cue = cueAt(words, at);
    if (cue !== null && cue !== 'stays') return cue;
  }
  return null;
}
