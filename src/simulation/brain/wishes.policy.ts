import { purposeNamed } from './purposes.policy.js';
import { tokenize } from './words.policy.js';

/**
 * What callers ask of any line, whatever its trade. A tool serves such a wish by what its name, or the first sentence of
 * its description, says that it does.
 */
export type Wish =
  | 'a_person'
  /** To leave word for somebody. */
  | 'a_message'
  | 'no_recording'
  /** To be helped at once. */
  | 'urgent_help'
  /** These are heard in other ways. What is not understood by ear can be keyed in; questions are looked up. */
  | 'keys'
  | 'an_answer';

const PEOPLE =
  '(person|human|somebody|someone|anybody|anyone|representative|operator|receptionist|reception|agent|manager|supervisor|staff|colleague|doctor|dentist|dr|desk|office|team)';

const PERSON_WANTED = [
  new RegExp(`\\b(speak|talk) (to|with) (\\w+ ){0,4}${PEOPLE}\\b`),
  new RegExp(`\\b(connect|transfer|put|pass) (me|you) (\\w+ ){0,4}${PEOPLE}\\b`),
  new RegExp(`\\bget me (\\w+ ){0,3}${PEOPLE}\\b`),
  /\b(real|actual|live|human) (person|human|being|somebody|someone|agent|voice)\b/,
  /\b(representative|operator)\b/,
  /^(please )?((an?|the) )?(person|human|receptionist|agent|reception|front desk)( please)?$/,
];
/** Whoever has lost patience with the machine wants a person, said or not. */
const PATIENCE_LOST = [
  /\b(ridiculous|unacceptable|fed up|had enough|sick (and tired )?of (this|you)|tired of (this|you))\b/,
  /\b(stupid|useless|damn|bloody) (machine|robot|computer|thing|bot)\b/,
  /\byoure (useless|not listening|not helping)\b|\bthis is (useless|hopeless|nonsense|a joke|going nowhere)\b/,
  /\b(dont|do not|wont|not|hate|rather not) (\w+ ){0,3}(speak|speaking|talk|talking) (to|with) (an? )?(machine|robot|computer|bot)\b/,
];
const LIFE_IN_DANGER = [
  /\b(cant|cannot|can not|hardly|barely|hard to|trouble|difficulty) (breathe|breathing|swallow|swallowing)\b/,
  /\bbleeding (wont|doesnt|does not|will not|is not|isnt) stop|\b(cant|cannot|wont) stop (the )?bleeding\b/,
  /\b(unconscious|passed out|ambulance)\b/,
];
/** Somebody is to be told something, and what it is follows. */
const TELLS =
  /\b(tell|let|inform|remind|ask) (them|him|her|somebody|someone|dr \w+|doctor \w+|(the|my|your|mr|mrs|ms) \w+) (?!to book)\w+/;
const CALL_BACK = /\b(have|ask|get) (\w+ ){1,4}(call|ring|phone) me\b|\b(call|ring|phone) me back\b/;
const MESSAGE = /\b(leave|leaving|take|pass on|give) (\w+ ){0,3}(message|note|word)\b/;
const MESSAGE_WITH_CONTENT = new RegExp(`${MESSAGE.source} (\\w+ ){0,4}(that|about|saying|whether|because) \\w+`);
const RECORDING_UNWANTED =
  /\b(dont|do not|didnt|not|no|stop|without|rather|never|against)( \w+){0,4} (recorded|recording|record( (this|that|me|it|us|the call|our|my|anything)\b.*| please)?$|record (this|that|me|it|us|the call))/;

const HURT = '(pain|hurts?|hurting|ache|aches|aching|toothache|throbbing|killing me|swell\\w*|swollen|bleed\\w*|bled)';
const URGENT = [
  new RegExp(
    `\\b(severe|terrible|awful|bad|horrible|unbearable|sharp|so much|a lot of|excruciating|extreme|in) (\\w+ )?${HURT}\\b`,
  ),
  /\b(hurts?|hurting|aching|throbbing|bleeding)\b.*\b(badly|so much|a lot|terribly|really|like (hell|crazy)|cant sleep|all night|stop)\b|\bkilling me\b/,
  /\b(toothache|emergency|swollen|swelling|swelled|knocked (\w+ ){0,4}out|abscess)\b/,
  /\b(gum|gums|mouth|tooth|teeth|jaw|cheek|face) (\w+ ){0,3}(hurts?|hurting|aches?|aching|bleeding|swollen|throbbing)\b/,
  /\b(tooth|teeth|crown|filling|bridge|veneer) (\w+ ){0,4}(broke|broken|cracked|chipped|snapped|fell|fallen|came|come|popped|is out|is loose|got knocked|was knocked)\b/,
  /\b(broke|cracked|chipped|snapped|lost|knocked out|knocked) (\w+ ){0,3}(tooth|teeth|crown|filling|bridge|veneer)\b/,
];
/** What is told of another time, or is not so. */
const NOT_NOW =
  /\b(last (year|month|week|time)|years? ago|months? ago|used to|no longer|not (an )?emergency|no (pain|swelling|bleeding))\b/;

/** Null for a turn that has none of these wishes. */
export function wishIn(text: string): Exclude<Wish, 'keys' | 'an_answer' | 'urgent_help'> | null {
  const said = plain(text);
  if (RECORDING_UNWANTED.test(said)) return 'no_recording';
  const wantsPerson = [...PERSON_WANTED, ...PATIENCE_LOST].some((pattern) => pattern.test(said));
  if (wantsPerson || endangersLife(text)) return 'a_person';
  return [TELLS, CALL_BACK, MESSAGE].some((pattern) => pattern.test(said)) ? 'a_message' : null;
}

export const endangersLife = (text: string): boolean => LIFE_IN_DANGER.some((pattern) => pattern.test(plain(text)));

export function isUrgent(text: string): boolean {
  const said = plain(text);
  return endangersLife(text) || (URGENT.some((pattern) => pattern.test(said)) && !NOT_NOW.test(said));
}

/** `I want to leave a message` has none yet; `tell the doctor that I am late` has all of it. */
export function holdsMessage(text: string): boolean {
  const said = plain(text);
  return [TELLS, CALL_BACK, MESSAGE_WITH_CONTENT].some((pattern) => pattern.test(said));
}

const plain = (text: string): string =>
  tokenize(text)
    .map((token) => token.norm)
    .join(' ');

const SERVES: [Wish, RegExp][] = [
  [
    'no_recording',
    /\b(declines?|stops?|refuses?|opts? out|turns? off|switch(es)? off|without|no)\b.{0,40}\brecord(ing|ings|ed)?\b/,
  ],
  ['keys', /\bkey(s|ed)? in\b|\bkey ?pad\b|\btouch ?tone\b|\bdtmf\b/],
  [
    'a_message',
    /\b(takes?|writes? down|notes? down|leaves?|pass(es)? on|records?)\b.{0,25}\b(messages?|notes?|word)\b/,
  ],
  [
    'a_person',
    /\b(connects?|transfers?|hands?|puts?|forwards?|escalates?)\b.{0,40}\b(person|people|human|staff|colleagues?|representative|operator|receptionist|reception|desk|manager|agent|somebody|someone|team)\b/,
  ],
];

/** These say it in their names. */
const NAMED: [Wish, RegExp][] = [
  ['urgent_help', /\b(urgent|emergency)\b/],
  ['an_answer', /\b(information|answer|faq|question)s?\b/],
];

/** @param name in words. */
export function wishServedBy(name: string, description: string): Wish | null {
  const named = NAMED.find(([, pattern]) => pattern.test(name))?.[0];
  if (named) return named;
  const [firstSentence = ''] = description.toLowerCase().split(/(?<=[.!?])\s/);
  const served = (text: string) => SERVES.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  return served(name) ?? (purposeNamed(name) === null ? served(firstSentence) : null);
}
