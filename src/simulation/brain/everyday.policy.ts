import type { Choice } from './tools.policy.js';
import { humanise, tokenize } from './words.policy.js';

const TOOTH = '(tooth|teeth|molar|incisor)';
const WORK = '(crown|filling|cap|veneer|bridge|inlay|onlay)';
const OFF = '(off|out|loose|lost|gone|fallen|missing)';

/**
 * What callers say for what a list of choices calls by another name: knowledge of the language, as any speaker has it. The first
 * that was said counts, so the narrower ones come first.
 */
const SAID_FOR: readonly (readonly [choice: string, said: RegExp])[] = [
  [
    'knocked out tooth',
    new RegExp(
      `\\bknock\\w* (\\w+ ){0,4}out\\b|\\b${TOOTH} (\\w+ ){0,3}(fell|came|has come|is) (right |completely )?out\\b`,
    ),
  ],
  [
    'lost filling or crown',
    new RegExp(
      `\\b${WORK} (\\w+ ){0,4}(fell|came|come|popped|broke|is|has|got|feels) (\\w+ ){0,3}${OFF}\\b|\\blost (a|my|the|his|her) (\\w+ )?${WORK}\\b|\\bloose ${WORK}\\b`,
    ),
  ],
  [
    'broken tooth',
    new RegExp(
      `\\b(broke|broken|chip|chipped|crack|cracked|snapped|split|fractured)\\b.*\\b${TOOTH}\\b|\\b${TOOTH}\\b.*\\b(broke|broken|chipped|cracked|snapped|split|fractured)\\b`,
    ),
  ],
  ['bleeding', /\bbleed\w*|\bbled\b|\bblood\b/],
  ['swelling', /\bswell\w*|\bswollen\b|\babscess\b/],
  ['severe pain', /\b(hurt|hurts|hurting|pain|painful|ache|aches|aching|toothache|throbbing|agony|killing me)\b/],
  [
    'prescription',
    /\b(prescription|prescribe\w*|refill\w*|medication|medicine|meds|pharmacy|antibiotics?|painkillers?|mouth ?(rinse|wash))\b/,
  ],
  [
    'lab work',
    /\b(lab|laboratory|biopsy|test results?|night ?guard|retainer|aligners?|dentures?|impressions?|mouth ?guard)\b/,
  ],
  ['records', /\b(records?|x ?rays?|chart|files?)\b/],
  ['parking', /\bpark(ing|ed)?\b|\bgarage\b/],
  [
    'directions',
    /\b(directions|(get|find|come|drive) (to you|there|you)|how (do|can|would) (i|we) (get|find|reach)|bus|subway|train)\b/,
  ],
  [
    'hours',
    /\b(hours|how late|how early|(are|is) (you|the \w+) (open|closed)|(do|does) (you|the \w+) (open|close)|open (on|till|until|at)|closed on)\b/,
  ],
  [
    'insurance',
    /\b(insurance|insurers?|in network|network|ppo|hmo|medicaid|coverage|delta dental|cigna|aetna|metlife)\b/,
  ],
  ['prices', /\b(how much|costs?|prices?|pricing|charge|fees?|expensive)\b/],
  ['address', /\b(address|located|location|where (are you|is (the|your) (clinic|office|practice)))\b/],
  ['team', /\b(who (is|are|works)|whos|(which|your|what) (doctors?|dentists?|hygienists?|staff|team))\b/],
  ['visit', /\b(appointment|visit|booking|my (time|slot))\b/],
];

/** The choice that the words stand for although they don't name it. */
export function everydayChoice(choices: readonly Choice[], text: string): Choice | null {
  const said = tokenize(text)
    .map(({ norm }) => norm)
    .join(' ');
  for (const [name, pattern] of SAID_FOR) {
    const choice = choices.find(({ label }) => humanise(label) === name);
    if (choice && pattern.test(said)) return choice;
  }
  return null;
}
