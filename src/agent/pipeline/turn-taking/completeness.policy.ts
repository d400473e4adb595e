import { plainWordsOf } from './words.policy.js';

/** Words after which nobody is done: in English and Spanish. */
const UNFINISHED = new Set(
  (
    'a an and are at because but by can for from i if in is it its like me my of on or our so than that the their then to um uh er was we ' +
    'what when which with would you your ' +
    'al con cuando de del desde el ella en es eh este la las los mi mis o para pero por porque que si su un una y'
  ).split(' '),
);

const SPOKEN_DIGITS = new Set(
  (
    'zero oh one two three four five six seven eight nine double triple ' +
    'cero uno dos tres cuatro cinco seis siete ocho nueve'
  ).split(' '),
);

/**
 * Whether a turn of these words may well be over, where nothing but a short silence says so.
 *
 * A run of digits at the end is finished when it is as long as something that people say: a day or an hour (1, 2), a year (4), a
 * postcode (5), a code (6), a birth date (8), a phone number (10 and more). At three, seven and nine somebody is in the middle
 * of a phone number, and takes a breath.
 */
export function looksComplete(text: string): boolean {
  const last = plainWordsOf(text).at(-1);
  if (last === undefined || UNFINISHED.has(last)) return false;
  return !isInsideDigits(text) && /[.?!]["')]?$/.test(text.trim());
}

const DIGITS_IN_BETWEEN = new Set([3, 7, 9]);

/** A number is being given, and more of it is to come. */
export function isInsideDigits(text: string): boolean {
  return DIGITS_IN_BETWEEN.has(digitsAtEnd(text));
}

function digitsAtEnd(text: string): number {
  let count = 0;
  for (const word of plainWordsOf(text).reverse()) {
    if (/^\d+$/.test(word)) count += word.length;
    else if (SPOKEN_DIGITS.has(word)) count += 1;
    else break;
  }
  return count;
}
