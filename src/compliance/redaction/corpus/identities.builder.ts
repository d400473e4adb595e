import type { SeededRandom } from '../../../common/random/seeded-random.js';
import type { RedactionClass } from '../redaction.types.js';
import { belowHundred, FORMS, inSpanish } from './spoken-values.builder.js';

/** Somebody who does not exist, with everything that has to be found. */
export interface Identity {
  card: string;
  cvv: string;
  /** Month and year of two digits each. */
  expiry: { month: number; year: number };
  ssn: string;
  birth: { year: number; month: number; day: number };
  phone: string;
  email: { local: string[]; provider: string };
  policy: string;
  /** Digits only. */
  member: string;
  group: string;
  routing: string;
  account: string;
  iban: string;
  /** In letters and digits, and in digits only. */
  license: string;
  dl: string;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const SPANISH_MONTHS = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(
  ' ',
);
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
const FIRST_NAMES = ['maria', 'john', 'sam', 'alice', 'pat', 'priya', 'kevin', 'rosa', 'lee', 'nora'];
const LAST_NAMES = ['smith', 'lopez', 'nguyen', 'patel', 'garcia', 'brown', 'kowalski', 'adams', 'rivera', 'chen'];
const PROVIDERS = [
  'gmail.com',
  'yahoo.com',
  'hotmail.com',
  'outlook.com',
  'icloud.com',
  'smithfamily.org',
  'comcast.net',
];
const BRANDS: readonly [prefix: string, length: number][] = [
  ['4', 16],
  ['4', 16],
  ['51', 16],
  ['55', 16],
  ['37', 15],
  ['34', 15],
  ['6011', 16],
  ['65', 16],
  ['36', 14],
];

export function buildIdentity(random: SeededRandom): Identity {
  const digits = (count: number) => Array.from({ length: count }, () => random.below(10)).join('');
  const from = (characters: string, count: number) =>
    Array.from({ length: count }, () => characters[random.below(characters.length)]).join('');
  return {
    card: buildCard(random),
    cvv: digits(3),
    expiry: { month: 1 + random.below(12), year: 27 + random.below(6) },
    ssn: `${1 + random.below(6)}${from('12345', 2)}${from('123456789', 1)}${digits(1)}${digits(4)}`,
    birth: { year: 1931 + random.below(79), month: 1 + random.below(12), day: 1 + random.below(28) },
    phone: `${from('23456789', 1)}${from('0123456', 1)}${from('23456789', 1)}${from('23456789', 1)}${from('023456789', 2)}${digits(4)}`,
    email: {
      local: [random.pick(FIRST_NAMES) ?? 'sam', random.pick(LAST_NAMES) ?? 'lee'],
      provider: random.pick(PROVIDERS) ?? 'gmail.com',
    },
    policy: `${from('BCDFGHJKLMNPQRSTVWXZ', 1 + random.below(3))}${from('123456789', 1)}${digits(7 + random.below(3))}`,
    member: `${from('123456789', 1)}${digits(7 + random.below(4))}`,
    group: `${digits(5 + random.below(3))}`,
    routing: buildRouting(digits(8)),
    account: `${from('123456789', 1)}${digits(7 + random.below(5))}`,
    iban: buildIban(random.pick(['DE', 'ES', 'FR', 'NL']) ?? 'DE', digits(18)),
    dl: `${from('123456789', 1)}${digits(6 + random.below(3))}`,
    license: `${from('ABCDEFGHJKLMNPRSTVWXYZ', random.below(3))}${from('123456789', 1)}${digits(6 + random.below(3))}`,
  };
}

/** The ninth digit makes the sum of all, three, seven and one times each, a multiple of ten. */
function buildRouting(eight: string): string {
  const sum = [...eight].reduce((total, digit, at) => total + Number(digit) * ([3, 7, 1][at % 3] ?? 0), 0);
  return eight + String((10 - (sum % 10)) % 10);
}

function buildIban(country: string, digits: string): string {
  const letters = [...country].map((letter) => parseInt(letter, 36)).join('');
  return `${country}${String(98n - (BigInt(`${digits}${letters}00`) % 97n)).padStart(2, '0')}${digits}`;
}

export function buildCard(random: SeededRandom): string {
  const [prefix, length] = random.pick(BRANDS) ?? ['4', 16];
  let digits = prefix;
  while (digits.length < length - 1) digits += String(random.below(10));
  const sum = [...`${digits}0`].reverse().reduce((total, character, index) => {
    const doubled = Number(character) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return digits + String((10 - (sum % 10)) % 10);
}

const CLASSES: Readonly<Record<string, RedactionClass>> = {
  card: 'card',
  cvv: 'card',
  expiry: 'card',
  ssn: 'ssn',
  birth: 'birth_date',
  phone: 'phone',
  email: 'email',
  policy: 'policy_number',
  member: 'policy_number',
  group: 'policy_number',
  routing: 'bank_account',
  account: 'bank_account',
  iban: 'bank_account',
  license: 'driver_license',
  dl: 'driver_license',
};

export interface Part {
  number: number;
  of: number;
}

/** What somebody says of a value: its class, and the words. A part is that share of its characters. */
export function sayValue(
  identity: Identity,
  name: string,
  form: string,
  part: Part,
  random: SeededRandom,
): { class: RedactionClass; text: string } {
  const kind = CLASSES[name];
  const text = textOf(identity, name, form, part, random);
  if (kind === undefined || text === undefined) throw new Error(`The corpus knows no {${name}.${form}}.`);
  return { class: kind, text };
}

function textOf(identity: Identity, name: string, form: string, part: Part, random: SeededRandom): string | undefined {
  if (name === 'birth') return BIRTH_FORMS[form]?.(identity.birth, random);
  if (name === 'expiry') return EXPIRY_FORMS[form]?.(identity.expiry, random);
  if (name === 'email') return EMAIL_FORMS[form]?.(identity.email, random);
  const whole = identity[name as Exclude<keyof Identity, 'birth' | 'expiry' | 'email'>];
  const size = Math.ceil(whole.length / part.of);
  const value = whole.slice((part.number - 1) * size, part.number * size);
  return (NUMBER_FORMS[`${name}.${form}`] ?? FORMS[form])?.(value, random);
}

type Say<Value> = (value: Value, random: SeededRandom) => string;

const split = (digits: string, lengths: readonly number[]): string[] => {
  let from = 0;
  return lengths.map((length) => digits.slice(from, (from += length)));
};
const inGroups = (digits: string, lengths: readonly number[], random: SeededRandom): string =>
  split(digits, lengths)
    .map((group) => FORMS.spoken?.(group, random))
    .join(', ');

const NUMBER_FORMS: Readonly<Record<string, Say<string>>> = {
  'ssn.dashed': (digits) => split(digits, [3, 2, 4]).join('-'),
  'ssn.written': (digits) => split(digits, [3, 2, 4]).join(' '),
  'ssn.groups': (digits, random) => inGroups(digits, [3, 2, 4], random),
  'phone.typed': (digits) => digits.replace(/(...)(...)(....)/, '($1) $2-$3'),
  'phone.hyphens': (digits) => digits.replace(/(...)(...)(....)/, '$1-$2-$3'),
  'phone.dots': (digits) => digits.replace(/(...)(...)(....)/, '$1.$2.$3'),
  'phone.country': (digits) => digits.replace(/(...)(...)(....)/, '+1 $1 $2 $3'),
  'phone.groups': (digits, random) => inGroups(digits, [3, 3, 4], random),
  'phone.local': (digits) => digits.slice(3).replace(/(...)(....)/, '$1-$2'),
  'phone.localspoken': (digits, random) => inGroups(digits.slice(3), [3, 4], random),
};

const ordinal = (day: number): string => (day <= 20 ? (ORDINALS[day - 1] ?? '') : `twenty ${ORDINALS[day - 21]}`);
const ordinalDigits = (day: number): string =>
  `${day}${day > 3 && day < 21 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')}`;
const yearInWords = (year: number): string => {
  if (year >= 2000 && year < 2010) return `two thousand${year === 2000 ? '' : ` ${belowHundred(year % 100)}`}`;
  const rest = year % 100;
  return `${belowHundred(Math.floor(year / 100))} ${rest < 10 ? `oh ${belowHundred(rest)}` : belowHundred(rest)}`;
};
const month = (value: number): string => MONTHS[value - 1] ?? '';
const two = (value: number): string => String(value).padStart(2, '0');

const BIRTH_FORMS: Readonly<Record<string, Say<Identity['birth']>>> = {
  slashes: ({ year, month: value, day }) => `${value}/${day}/${year}`,
  shortslashes: ({ year, month: value, day }) => `${two(value)}/${two(day)}/${two(year % 100)}`,
  dashes: ({ year, month: value, day }) => `${two(value)}-${two(day)}-${year}`,
  iso: ({ year, month: value, day }) => `${year}-${two(value)}-${two(day)}`,
  written: ({ year, month: value, day }) => `${month(value)} ${day}, ${year}`,
  ordinal: ({ year, month: value, day }) => `${month(value)} ${ordinalDigits(day)} ${year}`,
  words: ({ year, month: value, day }) => `${month(value).toLowerCase()} ${ordinal(day)} ${yearInWords(year)}`,
  daywords: ({ year, month: value, day }) => `the ${ordinal(day)} of ${month(value)}, ${yearInWords(year)}`,
  shortyear: ({ year, month: value, day }) =>
    `${month(value)} ${ordinal(day)} ${year % 100 < 10 ? `oh ${belowHundred(year % 100)}` : belowHundred(year % 100)}`,
  monthday: ({ month: value, day }) => `${month(value)} ${ordinal(day)}`,
  year: ({ year }) => yearInWords(year),
  digits: ({ year, month: value, day }, random) =>
    `${FORMS.spoken?.(two(value), random)} ${FORMS.spoken?.(two(day), random)} ${yearInWords(year)}`,
  numbers: ({ year, month: value, day }) => `${belowHundred(value)} ${belowHundred(day)} ${year}`,
  run: ({ year, month: value, day }) => `${two(value)}${two(day)}${year}`,
  fillers: ({ year, month: value, day }) => `${month(value)}, uh, ${ordinal(day)}, um, ${yearInWords(year)}`,
  spanish: ({ year, month: value, day }) => `${inSpanish(day)} de ${SPANISH_MONTHS[value - 1]} de ${inSpanish(year)}`,
  spanishwritten: ({ year, month: value, day }) => `${day} de ${SPANISH_MONTHS[value - 1]} del ${year}`,
};

const EXPIRY_FORMS: Readonly<Record<string, Say<Identity['expiry']>>> = {
  slash: ({ month: value, year }) => `${two(value)}/${year}`,
  spoken: ({ month: value, year }) => `${value < 10 ? 'oh ' : ''}${belowHundred(value)} ${belowHundred(year)}`,
  month: ({ month: value, year }) => `${month(value)} twenty ${belowHundred(year)}`,
};

const EMAIL_FORMS: Readonly<Record<string, Say<Identity['email']>>> = {
  typed: ({ local, provider }, random) => `${local.join(random.pick(['.', '_', '']))}@${provider}`,
  numbered: ({ local, provider }, random) => `${local[0]}${random.below(90) + 10}@${provider}`,
  spoken: ({ local, provider }) => `${local.join(' dot ')} at ${provider.replace('.', ' dot ')}`,
  initial: ({ local, provider }) => `${local[0]?.[0]} dot ${local[1]} at ${provider.replace('.', ' dot ')}`,
  underscore: ({ local, provider }) => `${local.join(' underscore ')} at ${provider.replace('.', ' dot ')}`,
  twowords: ({ local, provider }) => `${local.join(' ')} at ${provider.replace('.', ' dot ')}`,
  halftyped: ({ local, provider }) => `${local.join('.')} at ${provider}`,
  yearly: ({ local, provider }, random) =>
    `${local[0]} ${yearInWords(1960 + random.below(40))} at ${provider.replace('.', ' dot ')}`,
  digits: ({ local, provider }, random) =>
    `${local[1]} ${FORMS.spoken?.(String(100 + random.below(900)), random)} at ${provider.replace('.', ' dot ')}`,
  spelled: ({ local, provider }) => `${[...(local[1] ?? '')].join(' ')} at ${provider.replace('.', ' dot ')}`,
  dashspelled: ({ local, provider }) => `${[...(local[0] ?? '')].join('-')} at ${provider.replace('.', ' dot ')}`,
  fillers: ({ local, provider }) =>
    `${local[0]}, um, dot ${local[1]}, all one word, at, uh, ${provider.replace('.', ' dot ')}`,
  provideronly: ({ local }, random) => `${local.join('')} at ${random.pick(['gmail', 'yahoo', 'hotmail'])}`,
  spanish: ({ local, provider }) => `${local.join(' punto ')} arroba ${provider.replace('.', ' punto ')}`,
  spanishunderscore: ({ local, provider }) =>
    `${local.join(' guion bajo ')} arroba ${provider.replace('.', ' punto ')}`,
  local: ({ local }) => `${local[0]?.[0]} dot ${local[1]}`,
  domain: ({ provider }) => `at ${provider.replace('.', ' dot ')}`,
};
