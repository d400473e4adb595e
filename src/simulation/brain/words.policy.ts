/** Words as a listener takes them: without punctuation and case, inflected forms alike, everyday synonyms alike. */

/** Stands in a turn's text for speech that could not be made out. */
export const INAUDIBLE = '…';

export const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

export interface Token {
  /** As said, without the punctuation around it. */
  text: string;
  /** Lower case, letters, digits, `:` and `/` only. */
  norm: string;
  /** Followed by a comma, a full stop or the like. */
  endsClause: boolean;
}

/** Sounds that only win time; `uh-huh` and `mm-hmm` are answers. */
const HESITATION = /,?\s*(?<![\p{L}'-])(?:u+h*m+|u+h+(?![\s-]*hu)|e+r+m*|eh+)(?![\p{L}'-])[,.…]*\s*/giu;

export function tokenize(text: string): Token[] {
  return text
    .replace(/[’`]/g, "'")
    .replace(HESITATION, fluent)
    .replace(/\b([ap])\.\s?m\b\.?/gi, '$1m')
    .replace(/([a-z])[-–]([a-z])/gi, splitNumberWords)
    .split(/\s+/)
    .map((raw) => ({
      text: raw.replace(/^[^\p{L}\p{N}+]+|[^\p{L}\p{N}]+$/gu, ''),
      norm: raw.toLowerCase().replace(/[^\p{L}\p{N}:/@+]|:$/gu, ''),
      endsClause: /[.,;:!?–—]["')]*$/.test(raw),
    }))
    .filter((token) => token.norm !== '');
}

/** Who says no more than such a sound has said it. */
const fluent = (sound: string, _offset: number, whole: string): string =>
  whole.replace(HESITATION, '') === '' ? sound : ' ';

/** `twenty-four` is two words to everything that counts; `check-up` stays one. */
function splitNumberWords(hyphenated: string, before: string, after: string, offset: number, whole: string): string {
  const word = whole.slice(0, offset + 1).match(/[a-z]+$/i)?.[0] ?? '';
  return TENS.has(word.toLowerCase()) ? `${before} ${after}` : hyphenated;
}

const TENS = new Set(['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']);

/** Crude on purpose: enough to see `cleanings` and `cleaned` as `clean`. */
export function stem(word: string): string {
  let root = word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (root.endsWith('ies') && root.length > 4) root = `${root.slice(0, -3)}y`;
  else if (/[^sui]s$/.test(root) && root.length > 3) root = root.slice(0, -1);
  if (root.endsWith('ing') && root.length > 5) root = root.slice(0, -3);
  else if (root.endsWith('ed') && root.length > 4) root = root.slice(0, -2);
  if (/([bdglmnprt])\1$/.test(root)) root = root.slice(0, -1);
  return root.length > 3 && root.endsWith('e') ? root.slice(0, -1) : root;
}

/** What any speaker of English takes for nearly the same; it stands in for a language model's general knowledge. */
const SYNONYMS = [
  'book reserve schedule arrange appointment reservation',
  'pain hurt ache sore toothache swollen swelling bleed emergency urgent',
  'clean hygiene polish hygienist',
  'exam examination checkup',
  'cancel delete abandon',
  'move reschedule change postpone shift',
  'find search available availability free',
  'price cost fee charge',
  'address located location directions parking',
  'hours open close closed shut',
  'insurance insurer coverage',
  'guests people persons diners seats',
];

const CONCEPT_OF = new Map(
  SYNONYMS.flatMap((group) => {
    const stems = group.split(' ').map(stem);
    return stems.map((member): [string, string] => [member, stems[0] ?? member]);
  }),
);

/** English words that carry no meaning of their own. */
export const FILLERS = new Set(
  (
    'a an the and or but if so to of for on in at by with from as is are am was be been being do does did done have has had ' +
    'i im id ill ive me my mine we our us you your yours he she it its they them this that these those there here ' +
    'can could will would shall should may might must please like want wanted need get got give go going come take let ' +
    'not no yes yeah yep ok okay um uh er hi hello hey well just also too very really some any one ones thing what which who ' +
    'whose how when where why about into than then now up out off only same other another more most each every all ' +
    'call caller calling called phone said says say tell ask wish use make made today thank thanks good great time'
  ).split(' '),
);

/** The words that carry meaning, as concepts: stems, with synonyms folded together. Numbers are left out. */
export function concepts(text: string): Set<string> {
  const words = text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_/]/g, ' ')
    .replace(/([a-z])-([a-z])/gi, '$1$2')
    .toLowerCase()
    .replace(/[’']/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !FILLERS.has(word) && !/^\d/.test(word));
  return new Set(words.map((word) => CONCEPT_OF.get(stem(word)) ?? stem(word)));
}

export function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let count = 0;
  for (const word of a) if (b.has(word)) count += 1;
  return count;
}

/** `patientName`, `patient_name` → `patient name`. */
export function humanise(identifier: string): string {
  return identifier
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a`, `a or b`, `a, b, or c`. */
export function listed(items: readonly string[], conjunction = 'or'): string {
  if (items.length < 3) return items.join(` ${conjunction} `);
  return `${items.slice(0, -1).join(', ')}, ${conjunction} ${items.at(-1)}`;
}

/** Splits after full stops, question and exclamation marks; titles such as `Dr.` end no sentence. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<!\b(?:Dr|Mr|Mrs|Ms|St|No))(?<=[.!?…])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
