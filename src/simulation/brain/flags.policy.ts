import { tokenize } from './words.policy.js';

/** What speakers of English say of having been somewhere before. */
const KNOWN_HERE =
  /\b(been (here|there|to you|in|with you|at your \w+|to your \w+|a patient)( \w+){0,3} (before|for|since|many|several|twice)|(i am|im|shes|hes|she is|he is|am) (already |also )?(a |an )?(patient (of yours|there|here|already|with you)|existing patient|regular( patient)?|current patient|returning patient|old patient)|(not|no) (a )?new patient|you (know|have seen|saw) (me|him|her|us)|i (always|usually|often) come (here|to you)|i (come|go) (here|there|to you)|(was|were) (here|there|in) (last|before|in|a)|last time i was (here|there|in)|i have been( (here|there))?$|see you (every|twice|regularly))/;
const NEW_HERE =
  /\b(never been|havent been|have not been|hasnt been|first (time|visit|appointment)|new patient|new (here|to you|to your \w+|in town)|not (yet )?(been|a patient)|never (came|come|visited|was))\b/;

const AWAY_FOR_LONG = /\b(havent|have not|hasnt|has not) been (\w+ ){0,3}(in|for|since)\b/;

/**
 * The answer to a yes-or-no question, or what was said of its own accord. `noun` is what the question is about.
 */
export function flagIn(text: string, noun: string, asked: boolean): boolean | null {
  const said = tokenize(text)
    .map(({ norm }) => norm)
    .join(' ');
  if (/\b(before|patient|returning|existing|new)\b/.test(noun)) {
    const isNew = /\bnew\b/.test(noun);
    if (AWAY_FOR_LONG.test(said) || /\bnot (a )?new\b/.test(said)) return !isNew;
    if (NEW_HERE.test(said)) return isNew;
    if (KNOWN_HERE.test(said)) return !isNew;
  }
  return asked ? yesOrNo(said) : null;
}

function yesOrNo(said: string): boolean | null {
  if (/^(oh |well |um )*(no|nope|nah|not|never|negative|i dont|i do not|i havent)\b/.test(said)) return false;
  return /^(oh |well |um )*(yes|yeah|yep|yup|sure|correct|right|ok|okay|of course|absolutely|i do|i am|i have|please|many times|lots of times)\b/.test(
    said,
  )
    ? true
    : null;
}
