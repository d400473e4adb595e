import { cardinalAt } from './numbers.policy.js';
import { capitalised, type Token } from './words.policy.js';

const CUES = [
  ['my', 'full', 'name', 'is'],
  ['my', 'name', 'is'],
  ['my', 'names'],
  ['the', 'name', 'is'],
  ['name', 'is'],
  ['names'],
  ['under', 'the', 'name'],
  ['under'],
  ['this', 'is'],
  ['i', 'am'],
  ['im'],
  ['its'],
  ['it', 'is'],
];
/** After these almost anything may follow, so what follows has to look like a name. */
const WEAK_CUES = new Set(['under', 'this is', 'i am', 'im', 'its', 'it is']);
const NOT_IN_NAMES = new Set(
  (
    'a an the and or but so i id im ill my me we our you your he she it its to for from with about at in on of is am are was ' +
    'be been have has had do does did can could will would please thanks thank calling call here speaking looking trying ' +
    'hoping just really very not no yes yeah yep sure ok okay well um uh hi hello hey good sorry actually instead rather maybe ' +
    'that this there what when where who why how which new old patient fine great perfect right need want like book booking ' +
    'one first second third last later earlier next today tomorrow morning afternoon evening name number phone mobile'
  ).split(' '),
);
const LONGEST_NAME = 4;

/**
 * The name a caller gives. Unasked, only after a cue such as `my name is`; asked, also as the whole of a short answer.
 * `hidden` are tokens already understood as something else.
 */
export function nameIn(tokens: readonly Token[], asked: boolean, hidden: ReadonlySet<number>): string | null {
  for (const cue of CUES) {
    for (let at = 0; at + cue.length < tokens.length; at += 1) {
      if (!cue.every((word, offset) => tokens[at + offset]?.norm === word)) continue;
      const name = nameAt(tokens, at + cue.length, hidden);
      if (name && (asked || !WEAK_CUES.has(cue.join(' ')) || isCapitalised(tokens[at + cue.length]))) return name;
    }
  }
  return spokenAs(tokens, hidden) ?? (asked ? wholeAnswer(tokens, hidden) : null);
}

/** `Dana Whitfield speaking`, `Dana Whitfield here`. */
function spokenAs(tokens: readonly Token[], hidden: ReadonlySet<number>): string | null {
  const end = tokens.findIndex((token) => token.norm === 'speaking' || token.norm === 'here');
  if (end < 1) return null;
  let start = end;
  while (start > 0 && isNamePart(tokens, start - 1, hidden) && end - start < LONGEST_NAME) start -= 1;
  return start < end && isCapitalised(tokens[start]) ? nameAt(tokens, start, hidden) : null;
}

function wholeAnswer(tokens: readonly Token[], hidden: ReadonlySet<number>): string | null {
  const politeness = new Set([
    'yes',
    'yeah',
    'sure',
    'ok',
    'okay',
    'um',
    'uh',
    'well',
    'thats',
    'its',
    'please',
    'of',
    'course',
  ]);
  const start = tokens.findIndex((token) => !politeness.has(token.norm));
  if (start < 0) return null;
  const name = nameAt(tokens, start, hidden);
  if (!name) return null;
  const rest = tokens.slice(start + name.split(' ').length);
  const closed = tokens[start + name.split(' ').length - 1]?.endsClause === true;
  return closed || rest.every((token) => politeness.has(token.norm) || token.norm.startsWith('thank')) ? name : null;
}

function nameAt(tokens: readonly Token[], start: number, hidden: ReadonlySet<number>): string | null {
  const parts: string[] = [];
  for (let at = start; at < tokens.length && parts.length < LONGEST_NAME; at += 1) {
    const token = tokens[at];
    if (!token || !isNamePart(tokens, at, hidden)) break;
    parts.push(token.text);
    if (token.endsClause && !/^(dr|mr|mrs|ms)$/.test(token.norm)) break;
  }
  if (parts.length === 0) return null;
  const lower = parts.every((part) => part === part.toLowerCase());
  return (lower ? parts.map(capitalised) : parts).join(' ');
}

function isNamePart(tokens: readonly Token[], at: number, hidden: ReadonlySet<number>): boolean {
  const token = tokens[at];
  if (!token || hidden.has(at) || NOT_IN_NAMES.has(token.norm)) return false;
  return /^[\p{L}'.-]+$/u.test(token.text) && cardinalAt(tokens, at) === null;
}

const isCapitalised = (token: Token | undefined): boolean => /^\p{Lu}/u.test(token?.text ?? '');

/** `dana@example.com`, `dana dot w at example dot com`. */
export function emailIn(text: string): string | null {
  const written = text
    .toLowerCase()
    .replace(/\s+dot\s+/g, '.')
    .replace(/\s+at\s+(?=[\w-]+\.)/g, '@');
  return /[\w.+-]+@[\w-]+(\.[\w-]+)+/.exec(written)?.[0] ?? null;
}

const PEOPLE = new Set([
  'people',
  'persons',
  'person',
  'guests',
  'guest',
  'of',
  'adults',
  'diners',
  'seats',
  'nights',
  'tickets',
]);

/** A number of something. Unasked, only `for four` and `four people`, so that a stray number is not taken for one. */
export function countIn(tokens: readonly Token[], asked: boolean, hidden: ReadonlySet<number>): number | null {
  for (let at = 0; at < tokens.length; at += 1) {
    const number = hidden.has(at) ? null : cardinalAt(tokens, at);
    if (!number) continue;
    const before = tokens[at - 1]?.norm ?? '';
    const after = tokens[at + number.length]?.norm ?? '';
    if (asked || before === 'for' || before === 'of' || PEOPLE.has(after)) return number.value;
    at += number.length - 1;
  }
  return null;
}
