const ONES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const TEENS = ['eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const CARDINALS = [...ONES, ...TEENS];
const TENS: Record<string, number> = { twenty: 20, thirty: 30, forty: 40, fifty: 50 };

const ORDINALS = [
  ...['zeroth', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'],
  ...TEENS.map((word) => (word === 'twelve' ? 'twelfth' : `${word}th`)),
];
const TENS_ORDINALS: Record<string, number> = { twentieth: 20, thirtieth: 30 };

const any = (words: readonly string[]): string => words.join('|');
const UNIT_WORDS = ONES.slice(1, 10);
const UNIT_ORDINALS = ORDINALS.slice(1, 10);

/** `21` → `21st`. */
export function ordinal(day: number): string {
  const teen = day % 100 >= 11 && day % 100 <= 13;
  const suffix = teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${suffix}`;
}

/**
 * What was said, in one spelling: lower case, digits for number words (`twenty fourth` → `24th`, `half past nine` →
 * `9:30`), and no punctuation but what dates and times are written with.
 */
export function plainWords(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/\b([ap])\.? ?m\b\.?/g, '$1m')
    .replace(/\b((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)-(?=(?:mon|tue|wed|thu|fri|sat|sun))/g, '$1 to ')
    .replace(/(?<=[a-z])-(?=[a-z])/g, ' ')
    .replace(/[–—]/g, ' to ')
    .replace(/[^a-z0-9:/.\- ]+/g, ' ')
    .replace(/[.](?!\d)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return clockWords(dateWords(numberWords(words)));
}

function numberWords(text: string): string {
  const tens = any(Object.keys(TENS));
  return text
    .replace(new RegExp(`\\b(${tens}) (${any(UNIT_ORDINALS)})\\b`, 'g'), (_, ten: string, unit: string) =>
      ordinal((TENS[ten] ?? 0) + ORDINALS.indexOf(unit)),
    )
    .replace(new RegExp(`\\b(${any([...ORDINALS, ...Object.keys(TENS_ORDINALS)])})\\b`, 'g'), (word: string) =>
      ordinal(TENS_ORDINALS[word] ?? ORDINALS.indexOf(word)),
    )
    .replace(new RegExp(`\\b(${tens}) (${any(UNIT_WORDS)})\\b`, 'g'), (_, ten: string, unit: string) =>
      String((TENS[ten] ?? 0) + CARDINALS.indexOf(unit)),
    )
    .replace(new RegExp(`\\b(${tens})\\b`, 'g'), (ten: string) => String(TENS[ten]))
    .replace(new RegExp(`\\b(${any(CARDINALS)})\\b`, 'g'), (word: string) => String(CARDINALS.indexOf(word)));
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

/** A day of the month is no hour: in "december 3 in the morning" nobody means three in the morning. */
const dateWords = (text: string): string =>
  text.replace(
    new RegExp(`(\\b${MONTH} \\d{1,2}|\\d/\\d{1,4}) in (?=the (?:morning|afternoon|evening)\\b)`, 'g'),
    '$1 ',
  );

/** The ways of telling the time that are not `hours:minutes` yet. */
function clockWords(text: string): string {
  const hourBefore = (hour: string) => (Number(hour) === 1 ? 12 : Number(hour) - 1);
  return text
    .replace(/\bo ?clock\b/g, 'oclock')
    .replace(/\bhalf past (\d{1,2})\b(?!:)/g, '$1:30')
    .replace(/\b(?:a )?quarter (?:past|after) (\d{1,2})\b(?!:)/g, '$1:15')
    .replace(/\b(?:a )?quarter (?:to|of|before) (\d{1,2})\b(?!:)/g, (_, hour: string) => `${hourBefore(hour)}:45`)
    .replace(/\b(?:12 )?(?:noon|midday)\b/g, '12:00 pm')
    .replace(/\b(\d{1,2}) (15|30|45)\b(?= ?(?:am|pm|oclock)\b)/g, '$1:$2')
    .replace(
      /\b(at|after|before|by|around|about|until|till|from|past|between|and|to) (\d{1,2}) (15|30|45)\b/g,
      '$1 $2:$3',
    );
}
