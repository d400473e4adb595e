import { tokenize } from './words.policy.js';

/** What is done to a booking of any trade, a table's, a car's or a patient's: callers say it, and tools are named after it. */
export type Purpose =
  | 'cancel'
  | 'move'
  | 'confirm'
  /** To be told of what is booked. */
  | 'look_up'
  /** To be told when something becomes free. */
  | 'wait'
  /** To be entered as a new customer. */
  | 'register'
  /** To get something in writing. */
  | 'text'
  | 'book'
  /** Steps on the way, which nobody wishes for: a proof of who calls, a code for it, and keeping a time meanwhile. */
  | 'verify'
  | 'code'
  | 'hold';

const BOOKING = '(appointments?|visits?|bookings?|reservations?|cleanings?|check ?ups?|exams?|slots?|times?|tables?)';
const OWN = `(my|our|the|his|her|their|that|this|an?) (\\w+ ){0,4}${BOOKING}`;

/** `… and one for my daughter` */
const ANOTHER_ONE = /\b(one|another( one)?|the same) for (my|our|him|her|them)\b/;

/** The first that fits wins: who moves or cancels a visit names it, too. */
const SAID: [Purpose, RegExp[]][] = [
  [
    'hold',
    [
      /\b(hold|keep|save) (it|that|this|those|the|one|nine|ten|eleven|twelve|two|three|four|five)\b(?! (line|phone|wait))/,
    ],
  ],
  ['code', [/\b(text|send) (me |us )?(a|the|that) code\b|\bby code\b/]],
  [
    'wait',
    [
      /\bwait(ing)? ?list\b|\bcancellation list\b/,
      /\b(call|tell|text|let) me (know )?(if|when|as soon as) (something|anything|a spot|a time|somebody) (\w+ )?(opens?|comes?|becomes?|frees?|cancels?)\b/,
    ],
  ],
  [
    'move',
    [
      /\b(move|moving|reschedule|rescheduling|postpone|postponing|shift)\b/,
      new RegExp(`\\b(earlier|sooner|later) than ${OWN}\\b`),
      /\bpush (it|that|this|my \w+) (back|out)\b/,
      new RegExp(`\\b(change|changing|switch) (the (day|time|date) of )?${OWN}\\b`),
      new RegExp(`\\b(different|another|earlier|later|other) (time|day|date) for (it|${OWN})\\b`),
    ],
  ],
  ['cancel', [/\bcancel(s|l?ing)?\b|\bcall (it|that) off\b/, new RegExp(`\\b(drop|delete|get rid of) ${OWN}\\b`)]],
  [
    'confirm',
    [
      new RegExp(`\\bconfirm(ing)? (that )?(${OWN}|it|i am|im|i will|ill|for)\\b`),
      /\b(calling|want|like|need) to confirm\b/,
    ],
  ],
  [
    'register',
    [
      /\b(register|registering|registration|enrol|enroll|sign (me |us |him |her |my \w+ )?up|signing up)\b/,
      /\b(become|set me up as|put me (down|in) as|add me as) (an? )?(new )?(patient|customer|client|guest)\b/,
    ],
  ],
  [
    'text',
    [
      /\b(text|sms|message) (me|it|that|us|the|them|those)\b|\b(by|as a|in a|a) text( message)?\b/,
      /\bsend (me|us) (the|that|this|your|an?|it|my|all)\b|\bsend (it|that|those) to (me|my)\b/,
    ],
  ],
  [
    'look_up',
    [
      new RegExp(
        `\\b(when|what (day|time)|what|where) (is|was|are|were|do i have|have i got) (\\w+ ){0,3}?(my|our|his|her|their) (\\w+ ){0,4}${BOOKING}\\b`,
      ),
      new RegExp(`\\b(when|what (day|time)) (\\w+ ){0,2}(my|our|his|her|their) (\\w+ ){0,4}${BOOKING} (is|was|are)\\b`),
      new RegExp(`\\b(do|did|if|whether) (i|we|he|she|they) (still )?(have|has|had|got|get) (\\w+ ){0,3}${BOOKING}\\b`),
      new RegExp(
        `\\b(look up|check( on)?|tell me( about)?|remind me (of|about)|forgot|know|verify|read me) (when )?(my|our|his|her) (\\w+ ){0,3}${BOOKING}\\b`,
      ),
      /\bwhen (am|are|is) (i|we|my \w+|he|she) (coming|due|booked|scheduled|supposed)\b/,
      /\bwhat (do|have) i (have|got) (booked|scheduled|coming up)\b|\bmy (upcoming|next) (appointments?|visits?)\b$/,
    ],
  ],
  [
    'book',
    [
      ANOTHER_ONE,
      /\b(book|schedule|reserve)\b(?! (is|was|of))|\bset up an?\b|\bcome in for\b|\bget (me|us|him|her|my \w+) in\b/,
      new RegExp(
        `\\b(make|get|need|want|like|schedule|have|arrange|for) (an?|another|some|one more|the next|my next) (\\w+ ){0,3}${BOOKING}\\b`,
      ),
    ],
  ],
];

/** Something is wrong with a visit that the caller has, and they don't say whether it is to be moved or cancelled. */
const CAN_NOT_COME = new RegExp(
  `\\b(cant|cannot|can not|wont|will not|unable to|not able to|not going to) (be able to )?(make|keep|come to|attend|be there|come in) ?(it )?(to |for |on )?(${OWN}|it|there)?`,
);
const OF_A_VISIT = new RegExp(`\\b(my|our|his|her|the) (\\w+ ){0,4}${BOOKING}\\b|\\b(i have|im booked|ive got) `);

export function purposeIn(text: string): Purpose | null {
  const said = plain(text);
  return SAID.find(([, patterns]) => patterns.some((pattern) => pattern.test(said)))?.[0] ?? null;
}

export function canNotCome(text: string): boolean {
  const said = plain(text);
  return CAN_NOT_COME.test(said) && OF_A_VISIT.test(said);
}

const plain = (text: string): string =>
  tokenize(text)
    .map((token) => token.norm)
    .join(' ');

const NAMED: [Purpose, RegExp][] = [
  ['code', /\bcode$/],
  ['verify', /\b(verify|identify|authenticate|prove|check identity)\b/],
  ['hold', /\b(hold|keep)\b/],
  ['wait', /\b(wait ?list|waiting list)\b/],
  ['register', /\b(register|sign up|enroll?|new (patient|customer|client))\b/],
  ['cancel', /\b(cancel|delete|call off)\b/],
  ['move', /\b(move|reschedule|postpone|change|amend|modify)\b/],
  ['confirm', /\bconfirm\b/],
  ['text', /\b(text|send|sms)\b/],
  ['look_up', /^(list|show|read|my|look ?up)( my)? (\w+ )?(appointments?|visits?|bookings?|reservations?|orders?)$/],
  ['book', /\b(book|reserve|schedule)\b/],
];

/** @param name in words, such as `cancel reservation`. */
export const purposeNamed = (name: string): Purpose | null =>
  NAMED.find(([, pattern]) => pattern.test(name))?.[0] ?? null;

/** Purposes of callers that concern a booking which exists already. */
export const CONCERNS_A_BOOKING: ReadonlySet<Purpose> = new Set(['cancel', 'move', 'confirm', 'look_up', 'text']);

/** A part of a turn: what is wished in it, and in what words. */
export interface Clause {
  text: string;
  purpose: Purpose | null;
}

const SEAMS = /(?<=[.!?;])\s+|(?:,\s*|\s+)(?=(?:and|but|then|also|plus|oh)\s)/gi;

/**
 * A turn cut where one wish ends and the next begins: `cancel my Friday visit and book a cleaning`. What belongs to no wish
 * stays with the one before it, or with the first one.
 */
export function clausesOf(text: string, standsAlone: (piece: string) => boolean): Clause[] {
  const clauses: (Clause & { from: number; alone: boolean })[] = [];
  const seams = [...text.matchAll(SEAMS)].map(({ index, 0: seam }) => ({ end: index, next: index + seam.length }));
  let from = 0;
  for (const { end, next } of [...seams, { end: text.length, next: text.length }]) {
    const piece = text.slice(from, end);
    const alone = standsAlone(piece);
    const purpose = alone ? null : purposeIn(piece);
    const last = clauses.at(-1);
    if (piece.trim() !== '') {
      const isSame = last && (purpose === null || purpose === last.purpose) && !ANOTHER_ONE.test(piece.toLowerCase());
      const joins = last && !last.alone && !alone && (isSame || !last.purpose);
      if (joins) clauses.splice(-1, 1, { ...last, text: text.slice(last.from, end), purpose: last.purpose ?? purpose });
      else clauses.push({ text: piece, purpose, from, alone });
    }
    from = next;
  }
  return clauses.map(({ text: words, purpose }) => ({ text: words, purpose }));
}

const CHANGES = /\b(mov(e|ing)|reschedul\w+|postpon\w+|shift|push|chang(e|ing)|switch|make)\b/i;
const SOURCE_ENDS = /\b(?:to|for|until|till|onto)\s+/gi;

/**
 * `move my Friday cleaning to next Tuesday` → what there is, and what is wanted instead. `namesMoment` tells whether words name
 * a day or a time.
 */
export function splitChange(
  text: string,
  namesMoment: (words: string) => boolean,
): { existing: string; wanted: string } {
  const [first = '', ...rest] = text.split(/(?<=[.!?;])\s+/);
  const verb = CHANGES.exec(first)?.index ?? 0;
  const seams = [...first.matchAll(SOURCE_ENDS)].filter(({ index }) => index > verb);
  const seam = seams.find(({ index, 0: word }) => {
    const after = first.slice(index + word.length);
    return namesMoment(after.split(/\s+/).slice(0, 4).join(' ')) && !/^(my|the|our)\b/i.test(after);
  });
  const more = rest.join(' ');
  if (!seam) return { existing: first, wanted: more };
  const wanted = first.slice(seam.index + seam[0].length).replace(/\bfrom\b.*$/i, '');
  return {
    existing: `${first.slice(0, seam.index)} ${/\bfrom\b.*$/i.exec(first.slice(seam.index))?.[0] ?? ''}`,
    wanted: `${wanted} ${more}`.trim(),
  };
}
