import { cardinalAt } from './numbers.policy.js';
import { likeness, spelledWords, withLetter, type Spelled } from './spelling.policy.js';
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
/** These begin the answer to any question. */
const ANSWER_CUES = new Set(['under', 'its', 'it is']);
/** Before `name is` they make it somebody else's. */
const OTHERS = new Set(['his', 'her', 'their', 'its', 'sons', 'daughters', 'wifes', 'husbands', 'doctors', 'insurers']);
const NOT_IN_NAMES = new Set(
  (
    'a an the and or but so i id im ill my me we our you your he she it its to for from with about at in on of is am are was ' +
    'be been have has had do does did can could will would please thanks thank calling call here speaking looking trying ' +
    'hoping just really very not no yes yeah yep sure ok okay well um uh hi hello hey good sorry actually instead rather maybe ' +
    'that this there can could may also still only with without spelled spelling capital double what when where who why how which new old patient fine great perfect right need want like book booking ' +
    'one first second third last later earlier next today tomorrow morning afternoon evening name number phone mobile'
  ).split(' '),
);
const LONGEST_NAME = 4;
const PARTICLES = new Set('de la las los del van der den von di da dos das el al bin ibn le du st san ter'.split(' '));
const TITLES = new Set('mr mrs ms miss mister missus sir madam doctor dr professor'.split(' '));

export interface NameListening {
  /** A name was asked for, and nothing else was said. */
  asked: boolean;
  /** What was asked for is something else, which `it is …` may answer. */
  otherwiseAsked: boolean;
  /** The name as it was understood before. */
  known: string | null;
  /** Tokens already understood as something else. */
  hidden: ReadonlySet<number>;
}

/** The name that a turn gives, spells out, or puts right. */
export function nameGiven(tokens: readonly Token[], listening: NameListening): string | null {
  const spelled = spelledWords(tokens).filter(({ start }) => !listening.hidden.has(start));
  const inSpelled = spelled.flatMap(({ start, length }) => Array.from({ length }, (_, offset) => start + offset));
  const rest = { ...listening, hidden: new Set([...listening.hidden, ...inSpelled]) };
  const heard = partsNamed(tokens, rest) ?? reversed(tokens, rest) ?? plainName(tokens, rest);
  const corrected = heard === null ? similarTo(tokens, rest) : null;
  const base = heard ?? corrected;
  const told = base ?? (listening.known !== null && isAboutName(tokens, spelled) ? listening.known : null);
  const word = spelled.reduce<string | null>((name, one) => withSpelling(name, one, tokens, rest), told);
  const name = word === null ? null : withLetters(word, tokens);
  return name === listening.known && heard === null ? null : name;
}

function plainName(tokens: readonly Token[], { asked, otherwiseAsked, hidden }: NameListening): string | null {
  const name = nameIn(tokens, asked, hidden, otherwiseAsked);
  if (name === null) return null;
  // `Lopez, Maria Lopez.`
  const fuller = tokens
    .map((_, at) => (tokens[at - 1]?.endsClause ? nameAt(tokens, at, hidden) : null))
    .find((other) => other !== null && other.length > name.length && other.split(' ').includes(name));
  return fuller ?? name;
}

/** `first name Maria, last name Lopez`; what is not said stays as it was. */
function partsNamed(tokens: readonly Token[], { known, hidden }: NameListening): string | null {
  const after = (...words: string[]): string | null => {
    const at = tokens.findIndex(
      ({ norm }, index) => words.includes(norm) && ['name', 'names'].includes(tokens[index + 1]?.norm ?? ''),
    );
    const from = at < 0 ? tokens.findIndex(({ norm }) => norm === 'surname' && words.includes('last')) - 1 : at;
    if (from < -1 || (at < 0 && from < 0 && tokens[0]?.norm !== 'surname')) return null;
    const is = ['is', 'was'].includes(tokens[from + 2]?.norm ?? '') ? 1 : 0;
    return nameAt(tokens, from + 2 + is, hidden);
  };
  const first = after('first', 'given', 'christian');
  const last = after('last', 'family');
  if (first === null && last === null) return null;
  const [knownFirst, ...knownRest] = known?.split(' ') ?? [];
  return [first ?? knownFirst, last ?? knownRest.join(' ')].filter(Boolean).join(' ');
}

/** `last name first: Lopez, Maria`, `Lopez comma Maria`. */
function reversed(tokens: readonly Token[], { hidden }: NameListening): string | null {
  const comma = tokens.findIndex(({ norm }) => norm === 'comma');
  if (comma > 0) return pair(nameAt(tokens, comma + 1, hidden), lastNameBefore(tokens, comma, hidden));
  const said = tokens.findIndex(
    ({ norm }, at) => norm === 'last' && tokens[at + 1]?.norm === 'name' && tokens[at + 2]?.norm === 'first',
  );
  const family = said < 0 ? null : nameAt(tokens, said + 3, hidden);
  return family === null ? null : pair(nameAt(tokens, said + 3 + family.split(' ').length, hidden), family);
}

const pair = (given: string | null, family: string | null): string | null =>
  given !== null && family !== null ? `${given} ${family}` : null;

function lastNameBefore(tokens: readonly Token[], end: number, hidden: ReadonlySet<number>): string | null {
  let start = end;
  while (start > 0 && isNamePart(tokens, start - 1, hidden) && !TITLES.has(tokens[start - 1]?.norm ?? '')) start -= 1;
  return start < end ? nameAt(tokens.slice(0, end), start, hidden) : null;
}

/** `no, Marya with a Y`: a word much like one of the name that is known takes its place. */
function similarTo(tokens: readonly Token[], { known, hidden }: NameListening): string | null {
  if (known === null || tokens.some(({ norm }) => OTHERS.has(norm))) return null;
  const parts = known.split(' ');
  for (let at = 0; at < tokens.length; at += 1) {
    const said = isCapitalised(tokens[at]) && tokens[at - 1]?.norm !== 'not' ? nameAt(tokens, at, hidden) : null;
    if (said === null || parts.includes(said)) continue;
    const like = said.split(' ').some((word) => closest(word, parts) !== null);
    if (!like) continue;
    return said.includes(' ') ? said : parts.with(closest(said, parts) ?? 0, said).join(' ');
  }
  return null;
}

const ALIKE_ENOUGH = 0.5;

function closest(word: string, parts: readonly string[]): number | null {
  const scores = parts.map((part) => likeness(part, word));
  const best = Math.max(...scores);
  return best >= ALIKE_ENOUGH ? scores.indexOf(best) : null;
}

/** Something is spelled or explained that may belong to a name that was said before. */
const isAboutName = (tokens: readonly Token[], spelled: readonly Spelled[]): boolean =>
  (spelled.length > 0 && !tokens.some(({ norm }) => ['at', 'dot', 'email', 'id', 'number', 'code'].includes(norm))) ||
  letterSaid(tokens) !== null;

function withSpelling(
  name: string | null,
  { text, start }: Spelled,
  tokens: readonly Token[],
  { asked }: NameListening,
): string | null {
  const word = text.replace(/(^|['-])\p{L}/gu, (letter) => letter.toUpperCase());
  if (name === null) return asked || saysName(tokens, start) ? word : null;
  const parts = name.split(' ');
  const at = closest(word, parts) ?? namedPart(tokens, start, parts) ?? sameInitial(word, parts);
  if (at !== null) return parts.with(at, word).join(' ');
  return parts.length > 1 ? parts.with(-1, word).join(' ') : `${name} ${word}`;
}

function sameInitial(word: string, parts: readonly string[]): number | null {
  const at = parts.findIndex((part) => part.charAt(0) === word.charAt(0));
  return at < 0 ? null : at;
}

const saysName = (tokens: readonly Token[], before: number): boolean =>
  tokens.slice(Math.max(0, before - 4), before).some(({ norm }) => ['name', 'spelled', 'surname'].includes(norm));

/** `my first name is spelled …` */
function namedPart(tokens: readonly Token[], before: number, parts: readonly string[]): number | null {
  const said = tokens.slice(Math.max(0, before - 4), before).map(({ norm }) => norm);
  if (said.includes('first')) return 0;
  return said.includes('last') && parts.length > 1 ? parts.length - 1 : null;
}

/** The `K` of `with a K`, the `ph` of `with P H`; `without` one it is left out. */
function letterSaid(
  tokens: readonly Token[],
): { letter: string; without: boolean; after: number; twice: boolean } | null {
  const at = tokens.findIndex(
    ({ norm }, index) =>
      ['with', 'without'].includes(norm) && /^(\p{L}s?|ph)$/u.test(letterFrom(tokens, index)?.norm ?? ''),
  );
  if (at < 0) return null;
  const lead = tokens[at + 1]?.norm ?? '';
  const first = letterFrom(tokens, at)?.norm.charAt(0) ?? '';
  const next = tokens[at + 2]?.norm ?? '';
  const isPh =
    letterFrom(tokens, at)?.norm === 'ph' || (first === 'p' && (next === 'h' || tokens[at + 3]?.norm === 'h'));
  const letter = isPh ? 'ph' : first;
  return { letter, without: tokens[at]?.norm === 'without', after: at, twice: lead === 'two' || lead === 'double' };
}

const letterFrom = (tokens: readonly Token[], at: number): Token | undefined =>
  ['a', 'an', 'two', 'double', 'the', 'one'].includes(tokens[at + 1]?.norm ?? '') && tokens[at + 2]
    ? tokens[at + 2]
    : tokens[at + 1];

function withLetters(name: string, tokens: readonly Token[]): string {
  const said = letterSaid(tokens);
  if (!said) return name;
  const parts = name.split(' ');
  const meant = closest(tokens[said.after - 1]?.norm ?? '', parts) ?? 0;
  const order = [meant, ...parts.map((_, index) => index).filter((index) => index !== meant)];
  for (const index of order) {
    const word = changedBy(parts[index] ?? '', said);
    if (word !== null) return parts.with(index, word).join(' ');
  }
  return name;
}

function changedBy(word: string, { letter, without, twice }: { letter: string; without: boolean; twice: boolean }) {
  const at = word.toLowerCase().indexOf(letter);
  if (without) return at < 0 ? null : capitalised(word.slice(0, at) + word.slice(at + letter.length));
  if (!twice) return withLetter(word, letter);
  if (at < 0 || word.toLowerCase().includes(letter + letter)) return at < 0 ? null : word;
  return word.slice(0, at) + letter + word.slice(at);
}

/**
 * The name a caller gives. Unasked, only after a cue such as `my name is`; asked, also as the whole of a short answer.
 * `hidden` are tokens already understood as something else.
 */
export function nameIn(
  tokens: readonly Token[],
  asked: boolean,
  hidden: ReadonlySet<number>,
  otherwiseAsked = false,
): string | null {
  for (const cue of CUES) {
    for (let at = 0; at + cue.length < tokens.length; at += 1) {
      if (!cue.every((word, offset) => tokens[at + offset]?.norm === word)) continue;
      if (!asked && OTHERS.has(tokens[at - 1]?.norm ?? '')) continue;
      const said = cue.join(' ');
      const name = otherwiseAsked && ANSWER_CUES.has(said) ? null : nameAt(tokens, at + cue.length, hidden);
      if (name && (asked || !WEAK_CUES.has(said) || isCapitalised(tokens[at + cue.length]))) return name;
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

const POLITENESS = new Set(
  'yes yeah sure ok okay well thats its please of course no sorry that is it hi hello'.split(' '),
);

function wholeAnswer(tokens: readonly Token[], hidden: ReadonlySet<number>): string | null {
  const start = tokens.findIndex((token) => !POLITENESS.has(token.norm) && !TITLES.has(token.norm));
  const name = start < 0 ? null : nameAt(tokens, start, hidden);
  if (!name) return null;
  const end = start + name.split(' ').length;
  const closed =
    tokens[end - 1]?.endsClause === true || hidden.has(end) || ['with', 'without'].includes(tokens[end]?.norm ?? '');
  const rest = tokens.slice(end);
  return closed || rest.every(({ norm }) => POLITENESS.has(norm) || norm.startsWith('thank')) ? name : null;
}

function nameAt(tokens: readonly Token[], start: number, hidden: ReadonlySet<number>): string | null {
  const parts: string[] = [];
  const named = () => parts.filter((part) => !PARTICLES.has(part.toLowerCase())).length;
  const from = TITLES.has(tokens[start]?.norm ?? '') ? start + 1 : start;
  for (let at = from; at < tokens.length && named() < LONGEST_NAME; at += 1) {
    const token = tokens[at];
    if (!token || !isNamePart(tokens, at, hidden)) break;
    const isLower = !isCapitalised(token) && !PARTICLES.has(token.norm);
    if (isLower && isCapitalised(tokens[from])) break;
    parts.push(token.text);
    if (token.endsClause) break;
  }
  while (parts.length > 0 && /^(van|von|de|la|del|le|el|da)$/.test(parts.at(-1) ?? '')) parts.pop();
  if (named() === 0) return null;
  const lower = parts.every((part) => part === part.toLowerCase());
  return (lower ? parts.map((part) => (PARTICLES.has(part) ? part : capitalised(part))) : parts).join(' ');
}

function isNamePart(tokens: readonly Token[], at: number, hidden: ReadonlySet<number>): boolean {
  const token = tokens[at];
  if (!token || hidden.has(at) || NOT_IN_NAMES.has(token.norm)) return false;
  return /^[\p{L}'.-]+$/u.test(token.text) && cardinalAt(tokens, at) === null;
}

const isCapitalised = (token: Token | undefined): boolean => /^\p{Lu}/u.test(token?.text ?? '');

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
