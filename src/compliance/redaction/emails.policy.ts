import { isNumberish } from './vocabulary.policy.js';
import type { Stream, Word } from './words.policy.js';

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

const ENDINGS = set('com net org edu gov mil co us io me info biz mx es ai uk ca tv');
const PROVIDERS = set('gmail yahoo hotmail outlook icloud aol comcast verizon protonmail msn live');
const DOTS = set('dot punto period point');
const AT = set('at arroba');
/** Joints and asides of a spelled address: they neither begin nor end one. */
const JOINTS = set(
  'dot punto period point underscore dash hyphen guion bajo minus um umm uh uhm er eh all one word lowercase lower case minuscula minusculas as in capital',
);
/** The address begins behind these. */
const BEFORE_AN_ADDRESS = set(`
  is its thats email e mail emails address correo es electronico to me my your our the it under use using try at a or sure yes yeah okay ok so well
  look looked looking saw visit visited check checked went browse see find book online website site page here more go us on for send write reach that this was be can you i im please and con mi al escribame mandelo`);
/** Only these as a whole are no address: a website is named. */
const LONGEST_LOCAL = 18;
const LONGEST_DOMAIN = 7;

/** Indices of the first and last word of each address, written or said. */
export function emailsIn({ words, breaks }: Stream): { first: number; last: number }[] {
  const found: { first: number; last: number }[] = [];
  for (let at = 0; at < words.length; at++) {
    const sign = signAt(words, at);
    if (sign === null) continue;
    const last = domainEnd(words, sign.domain, breaks);
    const first = last === null ? null : localStart(words, sign, found.at(-1)?.last ?? -1, breaks);
    if (first === null || last === null) continue;
    found.push({ first, last });
    at = last;
  }
  return found;
}

/** Where the name ends and the domain begins. */
interface Sign {
  local: number;
  domain: number;
  /** With an @: the name is what is glued to it. */
  isWritten: boolean;
}

function signAt(words: readonly Word[], at: number): Sign | null {
  if (words[at]?.gap.includes('@')) return { local: at - 1, domain: at, isWritten: true };
  return AT.has(words[at]?.text ?? '') && !words[at + 1]?.gap.includes('.')
    ? { local: at - 1, domain: at + 1, isWritten: false }
    : null;
}

function domainEnd(words: readonly Word[], from: number, breaks: ReadonlySet<number>): number | null {
  if (words[from]?.text === 'www') return null;
  for (let at = from; at < from + LONGEST_DOMAIN && at < words.length; at++) {
    if (breaks.has(at)) return null;
    const [text, next] = [words[at]?.text ?? '', words[at + 1]];
    const isEnding = (word: Word | undefined) => word !== undefined && ENDINGS.has(word.text);
    if (next !== undefined && DOTS.has(next.text) && isEnding(words[at + 2])) return secondEnding(words, at + 2);
    if (next?.gap.trim() === '.' && isEnding(next)) return secondEnding(words, at + 1);
    if (PROVIDERS.has(text)) return at;
  }
  return null;
}

/** "dot com dot mx" */
const secondEnding = (words: readonly Word[], at: number): number =>
  DOTS.has(words[at + 1]?.text ?? '') && ENDINGS.has(words[at + 2]?.text ?? '') ? at + 2 : at;

function localStart(
  words: readonly Word[],
  { local: end, isWritten }: Sign,
  after: number,
  breaks: ReadonlySet<number>,
): number | null {
  let first: number | null = null;
  for (let at = end; at > after && at > end - LONGEST_LOCAL; at--) {
    const { text, gap } = words[at] ?? { text: '', gap: '' };
    const joint = JOINTS.has(text);
    const spelled = text.length === 1 || isNumberish(text);
    const glued = first !== null && /^[._+-]+$|^$/.test(words[at + 1]?.gap ?? ' ');
    if (!joint && !glued && BEFORE_AN_ADDRESS.has(text) && !(spelled && isSpelling(words, at, end))) break;
    if (!joint || (text === 'one' && words[at + 1]?.text !== 'word')) first = at;
    if (breaks.has(at) || (isWritten ? /\s/.test(gap) : endsBefore(words, at))) break;
  }
  return first;
}

/** A pause before a word, unless somebody spells or has said an initial. */
function endsBefore(words: readonly Word[], at: number): boolean {
  const [gap, text, before] = [words[at]?.gap ?? '', words[at]?.text ?? '', words[at - 1]?.text ?? ''];
  if (/[:;?!]\s/.test(gap)) return true;
  if (/\.\s/.test(gap)) return before.length > 1;
  const isSpelled = (word: string) => word.length === 1 || isNumberish(word);
  return gap.includes(',') && !JOINTS.has(text) && !JOINTS.has(before) && !(isSpelled(text) && isSpelled(before));
}

/** "a" and "i" in "m a r i a": letters have letters or digits as neighbours. */
function isSpelling(words: readonly Word[], at: number, end: number): boolean {
  const next = words[at + 1]?.text ?? '';
  const before = words[at - 1]?.text ?? '';
  const single = (text: string) => text.length === 1 || DOTS.has(text);
  return (at < end && single(next)) || single(before);
}
