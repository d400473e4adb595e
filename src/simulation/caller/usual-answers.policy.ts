import { dateInWords, phoneInWords } from './spoken-facts.policy.js';
import type { Rule } from './rule.types.js';

/**
 * What any receptionist asks, and what a caller answers to it unless the scenario has a rule of its own for that moment. A
 * scenario file then says only what is special about its caller.
 */
const QUESTIONS = {
  opening: 'how (can|may) (i|we) help|what (can|may) (i|we) do for you|en qué puedo (ayudar|servir)',
  type: '(which|what) (kind|type|sort|appointment|visit|service)|qué tipo|qué clase',
  when: 'when would|(what|which) (day|time)|day and time|qué día',
  meant: '(do|did) you mean|quiere decir',
  choice: 'which (one|of (those|these|them)|works|would)|work for you|works best|cuál',
  name: "(full|first|last|patient's|caller's|your) name|name please|nombre",
  birthDate: 'date of birth|birth ?date|when (were you|was .*) born|fecha de nacimiento',
  phone: '(phone|telephone) number|number (that )?(we have )?on file|what number|número de teléfono',
  code: '(the|a) code|código',
  email: 'e-?mail',
  memberId: '(member|policy|subscriber) (id|number)',
  insurer: '(which|what|your|the) insur(er|ance)|insurance (company|carrier|plan)',
  message: 'what message|tell me the message|what (should|shall|may) i (write|pass|tell)|qué mensaje',
  right: 'is that (right|correct)|did i get that right|es correcto',
  more: 'anything else|something else|algo más',
} as const;

export type UsualQuestion = keyof typeof QUESTIONS;
export const USUAL_QUESTIONS = Object.keys(QUESTIONS) as [UsualQuestion, ...UsualQuestion[]];

/** Asked again, a caller answers again, so often. */
const TIMES = 4;

const DEFAULTS: Partial<Record<UsualQuestion, string>> = {
  choice: 'The first one, please.',
  name: 'My name is {name}.',
  right: 'Yes, that is right.',
  more: 'No, thank you. Goodbye.',
};

export interface CallerFacts {
  answers: Partial<Record<UsualQuestion, string>>;
  /** E.164, or whatever stands for a withheld one. */
  number: string;
  /** ISO; null where the scenario gives none. */
  birthDate: string | null;
}

/** Rules for whatever the caller has an answer to; they come after the scenario's own. */
export function usualAnswers({ answers, number, birthDate }: CallerFacts): Rule[] {
  const known: Partial<Record<UsualQuestion, string>> = {
    ...DEFAULTS,
    ...(number.startsWith('+') ? { phone: `${phoneInWords(number)}.` } : {}),
    ...(birthDate === null ? {} : { birthDate: `${dateInWords(birthDate)}.` }),
    ...answers,
  };
  return USUAL_QUESTIONS.flatMap((question): Rule[] => {
    const say = known[question];
    if (say === undefined) return [];
    return [{ hear: new RegExp(QUESTIONS[question], 'giu'), say, times: question === 'opening' ? 1 : TIMES }];
  });
}
