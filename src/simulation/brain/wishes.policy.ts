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
  /** Not a wish that anybody utters: what is not understood by ear can be keyed in. */
  | 'keys';

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

/** Null for a turn that has none of these wishes. */
export function wishIn(text: string): Exclude<Wish, 'keys'> | null {
  const said = plain(text);
  if (RECORDING_UNWANTED.test(said)) return 'no_recording';
  const wantsPerson = [...PERSON_WANTED, ...PATIENCE_LOST].some((pattern) => pattern.test(said));
  if (wantsPerson || endangersLife(text)) return 'a_person';
  return [TELLS, CALL_BACK, MESSAGE].some((pattern) => pattern.test(said)) ? 'a_message' : null;
}

export const endangersLife = (text: string): boolean => LIFE_IN_DANGER.some((pattern) => pattern.test(plain(text)));

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

/** @param name in words. */
export function wishServedBy(name: string, description: string): Wish | null {
  const [firstSentence = ''] = description.toLowerCase().split(/(?<=[.!?])\s/);
  const served = (text: string) => SERVES.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
  return served(name) ?? served(firstSentence);
}
