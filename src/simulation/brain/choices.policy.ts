import { everydayChoice } from './everyday.policy.js';
import type { Choice, Param } from './tools.policy.js';
import { concepts, shared, tokenize } from './words.policy.js';

/** A choice that the caller's words fit in several ways. */
export interface Undecided {
  slot: string;
  labels: readonly string[];
}

/** What is known when a choice is heard. */
export interface Choosing {
  /** What the agent had just asked for. */
  asked: Param | null;
  known: Readonly<Record<string, { value: unknown }>>;
  undecided: Undecided | null;
}

const SOMEBODY = /\b(provider|doctor|dentist|hygienist|stylist|therapist)\b/i;
const ASKS_FOR_SOMEBODY = /\b(with|see|by|doctor|dr)\b/i;

/** Who says their own name, which may be that of one to choose from, chooses nobody. */
const choosesSomebody = (param: Param, text: string, listening: Choosing): boolean =>
  listening.asked?.kind !== 'name' && (param.required || ASKS_FOR_SOMEBODY.test(text));

/** What an utterance may choose for a parameter: none, one, or several that it does not tell apart. */
export function choicesFor(param: Param, text: string, asked: boolean, listening: Choosing): readonly Choice[] {
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
  const everyday = everydayChoice(choices, text);
  const named = everyday ? [everyday] : fittingChoices(choices, text, asked);
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
