/**
 * How long the parts of a word take to be said, in letters: the fit over thirty sentences of a receptionist's in three voices. By
 * characters alone a cut among times and numbers is off by up to four words, like this by one as a rule.
 */
const BETWEEN_WORDS = 0.3;
const CAPITAL = 1.6;
const DIGIT = 3.2;
/** Pauses behind a word. */
const COMMA = 2;
const STOP = 1.5;

const ROUNDING = 1e-6;

interface SpokenWord {
  /** Without the pause behind it. */
  length: number;
  pause: number;
}

/** The beginning of a text that is said when `share` of its time is over, from 0 to 1: whole words. All of it only at 1. */
export function wordsSaid(text: string, share: number): string {
  const words = [...text.matchAll(/\S+/g)].map((match) => ({
    endsAt: match.index + match[0].length,
    ...spokenWord(match[0]),
  }));
  const target = share * words.reduce((sum, { length, pause }) => sum + length + pause, 0);
  let begun = 0;
  let saidTo = 0;
  for (const { endsAt, length, pause } of words) {
    const isLast = endsAt === words.at(-1)?.endsAt;
    if (begun + length + (isLast ? pause : 0) > target + ROUNDING) break;
    begun += length + pause;
    saidTo = endsAt;
  }
  return text.slice(0, saidTo);
}

function spokenWord(text: string): SpokenWord {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const digits = text.match(/\d/g)?.length ?? 0;
  const isSpelled = /^\p{Lu}{2,}\P{L}*$/u.test(text);
  const length = letters * (isSpelled ? CAPITAL : 1) + digits * DIGIT;
  return { length, pause: BETWEEN_WORDS + pauseBehind(text) };
}

function pauseBehind(word: string): number {
  if (/[,:;]$/.test(word)) return COMMA;
  return /[.?!…]["')]?$/.test(word) ? STOP : 0;
}
