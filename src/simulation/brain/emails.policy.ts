import { cardinalAt } from './numbers.policy.js';
import { tokenize, type Token } from './words.policy.js';

const SIGNS: Readonly<Record<string, string>> = {
  dot: '.',
  period: '.',
  point: '.',
  underscore: '_',
  dash: '-',
  hyphen: '-',
  minus: '-',
  plus: '+',
};
/** Words that lead to an address and are no part of one. */
const LEADS = new Set(
  'is its my the email mail address and at it thats that please yes sure okay ok well use sorry no so all lower case lowercase'.split(
    ' ',
  ),
);

/** `dana@example.com`, `dana dot w at example dot com`, `m a r i a underscore eighty five at gmail dot com`. */
export function emailIn(text: string): string | null {
  const written = /[\w.+-]+@[\w-]+(\.[\w-]+)+/.exec(text.toLowerCase())?.[0];
  if (written !== undefined) return written;
  const tokens = tokenize(text);
  for (let at = tokens.length - 1; at > 0; at -= 1) {
    if (!['at', '@'].includes(tokens[at]?.norm ?? '')) continue;
    const domain = joinedFrom(tokens, at + 1);
    const local = joinedBefore(tokens, at);
    if (/^[a-z\d-]+(\.[a-z\d-]+)+$/.test(domain) && /^[a-z\d]/.test(local)) return `${local}@${domain}`;
  }
  return null;
}

/** A written piece such as `example.com` keeps its dots. */
const written = (token: Token): string => token.text.toLowerCase().replace(/[^a-z\d.+_-]/g, '');

/** What stands for itself in an address, and how many tokens it takes; a number is written in digits. */
function pieceAt(tokens: readonly Token[], at: number): { text: string; length: number } | null {
  const token = tokens[at];
  if (!token) return null;
  const sign = SIGNS[token.norm];
  if (sign !== undefined) return { text: sign, length: 1 };
  const number = cardinalAt(tokens, at);
  return number
    ? { text: /^\d/.test(token.norm) ? token.norm : String(number.value), length: number.length }
    : { text: written(token), length: 1 };
}

function joinedFrom(tokens: readonly Token[], start: number): string {
  let text = '';
  for (let at = start; at < tokens.length;) {
    const piece = pieceAt(tokens, at);
    const isSign = SIGNS[tokens[at]?.norm ?? ''] !== undefined;
    const isLetter = /^[a-z\d]$/.test(piece?.text ?? '') && /(^|[a-z\d])$/.test(text);
    if (!piece || (text !== '' && !isSign && !/[.-]$/.test(text) && !isLetter)) break;
    text += piece.text;
    at += piece.length;
    if (text.includes('.') && !isSign && !isLetter && tokens[at - 1]?.endsClause) break;
  }
  return text;
}

function joinedBefore(tokens: readonly Token[], end: number): string {
  let start = end;
  while (start > 0) {
    const { norm = '', endsClause = false } = tokens[start - 1] ?? {};
    const isSingle = norm.length === 1;
    if (LEADS.has(norm) || (endsClause && !isSingle && SIGNS[norm] === undefined)) break;
    start -= 1;
  }
  let text = '';
  for (let at = start; at < end;) {
    const piece = pieceAt(tokens, at);
    if (!piece) break;
    text += piece.text;
    at += piece.length;
  }
  return text;
}
