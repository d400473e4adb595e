/** Numbers and dates as people say them on the phone, in English. */

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const TEENS = [
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const ORDINALS: Record<number, string> = {
  1: 'first',
  2: 'second',
  3: 'third',
  5: 'fifth',
  8: 'eighth',
  9: 'ninth',
  12: 'twelfth',
  20: 'twentieth',
  30: 'thirtieth',
};

/** `+15125550143` → `five one two, five five five, zero one four three` */
export function phoneInWords(number: string): string {
  const digits = number.replace(/^\+1/, '').replace(/\D/g, '');
  const groups = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
  return groups
    .filter((group) => group !== '')
    .map((group) => [...group].map((digit) => DIGITS[Number(digit)]).join(' '))
    .join(', ');
}

/** `1985-03-04` → `March fourth, nineteen eighty-five` */
export function dateInWords(iso: string): string {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  return `${MONTHS[month - 1]} ${ordinal(day)}, ${yearInWords(year)}`;
}

function yearInWords(year: number): string {
  const rest = year % 100;
  if (year >= 2000 && year < 2010) return rest === 0 ? 'two thousand' : `two thousand ${cardinal(rest)}`;
  if (rest === 0) return `${cardinal(year / 100)} hundred`;
  return `${cardinal(Math.floor(year / 100))} ${rest < 10 ? `oh ${cardinal(rest)}` : cardinal(rest)}`;
}

function cardinal(number: number): string {
  if (number < 10) return DIGITS[number] ?? '';
  if (number < 20) return TEENS[number - 10] ?? '';
  const one = number % 10;
  return `${TENS[Math.floor(number / 10)]}${one === 0 ? '' : `-${DIGITS[one]}`}`;
}

function ordinal(number: number): string {
  const known = ORDINALS[number];
  if (known !== undefined) return known;
  if (number < 20) return `${cardinal(number)}th`;
  return `${TENS[Math.floor(number / 10)]}-${ORDINALS[number % 10] ?? `${cardinal(number % 10)}th`}`;
}
