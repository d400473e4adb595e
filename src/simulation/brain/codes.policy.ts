import { codeAt, type Spelled } from './spelling.policy.js';
import type { Token } from './words.policy.js';

/** Numbers that are proof of something: a code that was texted, the number of a member or of a policy. */

const SHORTEST = 4;
const LONGEST = 20;
/** Between what a number is called and the number itself. */
const LINKS = new Set(['is', 'number', 'id', 'are', 'code', 'its', 'that', 'says', 'would', 'be']);

/**
 * @param noun what the number is called, e.g. `member id`. Unasked the caller must call it that, too.
 */
export function codeIn(
  tokens: readonly Token[],
  noun: string,
  asked: boolean,
  hidden: ReadonlySet<number>,
): Spelled | null {
  const named = afterNoun(tokens, noun);
  for (let at = named ?? 0; at < tokens.length && (asked || named !== null); at += 1) {
    const code = hidden.has(at) ? null : codeAt(tokens, at);
    if (!code) continue;
    if (/\d/.test(code.text) && code.text.length >= SHORTEST && code.text.length <= LONGEST) return code;
    // `I 1 2 3 4` may follow an `a` or an `I` that is a word.
    if (/\d/.test(code.text)) at += code.length - 1;
  }
  return null;
}

function afterNoun(tokens: readonly Token[], noun: string): number | null {
  const words = noun.split(' ').filter((word) => word !== 'the');
  const [first = ''] = words;
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    if (tokens[at]?.norm !== first && !(words.length > 1 && tokens[at]?.norm === words.join(''))) continue;
    let end = at + 1;
    while (words.includes(tokens[end]?.norm ?? '') || LINKS.has(tokens[end]?.norm ?? '')) end += 1;
    if (end > at + 1 || words.length === 1) return end;
  }
  return null;
}
