import type { SeededRandom } from '../../../common/random/seeded-random.js';

const UNITS = 'zero one two three four five six seven eight nine'.split(' ');
const TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SPANISH_UNITS = 'cero uno dos tres cuatro cinco seis siete ocho nueve'.split(' ');
const SPANISH_TEENS =
  'diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'.split(
    ' ',
  );
const SPANISH_TENS = '- - - treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ');
const SPANISH_HUNDREDS =
  '- ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(' ');
const NATO =
  'alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey x-ray yankee zulu'.split(
    ' ',
  );
const FILLERS = ['um', 'uh', 'wait', 'let me see', 'and then', 'hold on', 'okay', 'one second', 'sorry', 'er'];

/** 0 to 99 in words. */
export function belowHundred(value: number, joint = ' '): string {
  if (value < 10) return UNITS[value] ?? '';
  if (value < 20) return TEENS[value - 10] ?? '';
  const unit = value % 10;
  return `${TENS[Math.floor(value / 10)]}${unit === 0 ? '' : `${joint}${UNITS[unit]}`}`;
}

/** 0 to 9,999 in words, as of amounts. */
export function inWords(value: number): string {
  if (value < 100) return belowHundred(value);
  if (value < 1000) {
    const rest = value % 100;
    return `${UNITS[Math.floor(value / 100)]} hundred${rest === 0 ? '' : ` and ${belowHundred(rest)}`}`;
  }
  const rest = value % 1000;
  return `${UNITS[Math.floor(value / 1000)]} thousand${rest === 0 ? '' : ` ${inWords(rest)}`}`;
}

export function inSpanish(value: number): string {
  if (value < 10) return SPANISH_UNITS[value] ?? '';
  if (value < 30) return SPANISH_TEENS[value - 10] ?? '';
  if (value < 100)
    return `${SPANISH_TENS[Math.floor(value / 10)]}${value % 10 === 0 ? '' : ` y ${SPANISH_UNITS[value % 10]}`}`;
  if (value < 1000) {
    if (value === 100) return 'cien';
    return `${SPANISH_HUNDREDS[Math.floor(value / 100)]}${value % 100 === 0 ? '' : ` ${inSpanish(value % 100)}`}`;
  }
  const thousands = Math.floor(value / 1000);
  return `${thousands === 1 ? '' : `${inSpanish(thousands)} `}mil${value % 1000 === 0 ? '' : ` ${inSpanish(value % 1000)}`}`;
}

type Say = (characters: string, random: SeededRandom) => string;

const oneByOne: Say = (characters, random) =>
  [...characters].map((character) => (/\d/.test(character) ? digit(character, random) : letter(character))).join(' ');
const digit = (character: string, random: SeededRandom): string =>
  character === '0' && random.chance(0.5) ? 'oh' : (UNITS[Number(character)] ?? '');
const letter = (character: string): string => character.toLowerCase();

/** Repeated digits as "double" and "triple". */
const doubled: Say = (characters, random) =>
  characters
    .replace(/(.)\1\1|(.)\2|./g, (group) => {
      const said = digit(group[0] ?? '', random);
      return `${group.length === 3 ? `triple ${said}` : group.length === 2 ? `double ${said}` : said} `;
    })
    .trim();

/** "forty-one eleven oh five": two digits at a time. Tens before a unit keep apart by a comma. */
const pairs: Say = (characters, random) =>
  (characters.match(/..?/g) ?? [])
    .map((pair) =>
      pair.length === 2 && pair[0] !== '0'
        ? belowHundred(Number(pair), random.chance(0.5) ? '-' : ' ')
        : oneByOne(pair, random),
    )
    .join(', ');

const thousands: Say = (characters, random) =>
  (characters.match(/.{1,4}/g) ?? [])
    .map((four) =>
      four.length === 4 && four[0] !== '0' && !four.endsWith('000') ? inWords(Number(four)) : oneByOne(four, random),
    )
    .join(', ');

const grouped =
  (size: number, joint: string): Say =>
  (characters) =>
    (characters.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(joint);

const withFillers: Say = (characters, random) => {
  const words: string[] = [];
  for (const group of characters.match(/.{1,4}/g) ?? []) {
    if (words.length > 0 && random.chance(0.6)) words.push(`${random.pick(FILLERS)},`);
    words.push(random.chance(0.3) ? group : oneByOne(group, random));
  }
  return words.join(' ');
};

/** The last digits of the first half are wrong at first. */
const corrected: Say = (characters, random) => {
  const half = Math.floor(characters.length / 2);
  const [before, behind] = [characters.slice(0, half), characters.slice(half)];
  const wrong = String((Number(before.at(-1)) + 1) % 10);
  const marker = random.pick(['no wait', 'sorry', 'scratch that', 'I mean']);
  return `${oneByOne(before.slice(0, -1) + wrong, random)}, ${marker}, ${digit(before.at(-1) ?? '', random)} ${oneByOne(behind, random)}`;
};

const spanish: Say = (characters) =>
  [...characters].map((character) => SPANISH_UNITS[Number(character)] ?? character).join(' ');
const spanishPairs: Say = (characters, random) =>
  (characters.match(/..?/g) ?? [])
    .map((pair) => (pair[0] === '0' || pair.length < 2 ? spanish(pair, random) : inSpanish(Number(pair))))
    .join(', ');

const mixed: Say = (characters, random) =>
  (characters.match(/.{1,4}/g) ?? [])
    .map((group) =>
      (random.pick([oneByOne, pairs, doubled, grouped(4, ' '), grouped(1, ' ')]) ?? oneByOne)(group, random),
    )
    .join(random.pick([' ', ', ', '. ']));

/** "w as in whiskey one two three" */
const phonetic: Say = (characters, random) =>
  [...characters]
    .map((character) => {
      if (/\d/.test(character)) return digit(character, random);
      const word = NATO[character.toUpperCase().charCodeAt(0) - 65] ?? '';
      return random.pick([`${letter(character)} as in ${word}`, word, `${letter(character)} for ${word}`]) ?? word;
    })
    .join(' ');

/** What a recogniser makes of a first digit that it does not expect. */
const SOUNDS: Readonly<Record<string, string>> = { 1: 'won', 2: 'to', 4: 'for', 8: 'ate' };
const misheard =
  (rest: Say): Say =>
  (characters, random) =>
    `${SOUNDS[characters[0] ?? ''] ?? oneByOne(characters[0] ?? '', random)} ${rest(characters.slice(1), random)}`;

const inScript =
  (digits: string, joint: string): Say =>
  (characters) =>
    (characters.match(/.{1,4}/g) ?? [])
      .map((group) => [...group].map((character) => [...digits][Number(character)]).join(''))
      .join(joint);

const lettered: Say = (characters) =>
  [...characters].map((character) => [...(UNITS[Number(character)] ?? '').toUpperCase()].join(' ')).join(', ');

/** How a string of digits (and letters) is said or written, by name. */
export const FORMS: Readonly<Record<string, Say>> = {
  spoken: oneByOne,
  doubled,
  pairs,
  thousands,
  fillers: withFillers,
  corrected,
  spanish,
  spanishpairs: spanishPairs,
  mixed,
  phonetic,
  lettered,
  misheard: misheard(oneByOne),
  misheardmixed: misheard(mixed),
  fullwidth: inScript('０１２３４５６７８９', '－'),
  arabic: inScript('٠١٢٣٤٥٦٧٨٩', ' '),
  persian: inScript('۰۱۲۳۴۵۶۷۸۹', ' '),
  circled: inScript('⓪①②③④⑤⑥⑦⑧⑨', ''),
  plain: (characters) => characters,
  spaced: grouped(1, ' '),
  commas: grouped(4, ', '),
  fours: grouped(4, ' '),
  dashes: grouped(4, '-'),
  threes: grouped(3, ' '),
  stops: grouped(4, '. '),
  upper: (characters) => characters.toUpperCase(),
};
