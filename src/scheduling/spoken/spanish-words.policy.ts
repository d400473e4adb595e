/** Words by which Spanish is known here; none of them is said in English about time. */
const IS_SPANISH =
  /\b(?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|manana|tardes?|noches?|semanas?|mediodia|hoy|ayer|dias?|meses|mes|proxim[oa]|cuanto antes|posible|cualquier|cuando sea|entre las?|despues|antes|desde|hasta|a las?|el (?:dia )?\d|el primero|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)\b/;

const NUMBERS = [
  ...['cero', 'un[oa]?', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez', 'once', 'doce'],
  ...[
    'trece',
    'catorce',
    'quince',
    'dieciseis',
    'diecisiete',
    'dieciocho',
    'diecinueve',
    'veinte',
    'veinti(?:un[oa]?)',
  ],
  ...[
    'veintidos',
    'veintitres',
    'veinticuatro',
    'veinticinco',
    'veintiseis',
    'veintisiete',
    'veintiocho',
    'veintinueve',
  ],
  ...['treinta', 'treinta y un[oa]?'],
];

const WEEKDAYS: Record<string, string> = {
  lunes: 'monday',
  martes: 'tuesday',
  miercoles: 'wednesday',
  jueves: 'thursday',
  viernes: 'friday',
  sabados: 'saturday',
  sabado: 'saturday',
  domingos: 'sunday',
  domingo: 'sunday',
};
const MONTHS: Record<string, string> = {
  enero: 'january',
  febrero: 'february',
  marzo: 'march',
  abril: 'april',
  mayo: 'may',
  junio: 'june',
  julio: 'july',
  agosto: 'august',
  septiembre: 'september',
  setiembre: 'september',
  octubre: 'october',
  noviembre: 'november',
  diciembre: 'december',
};
const any = (words: Record<string, string>): string => Object.keys(words).join('|');
const DAY = `(${any(WEEKDAYS)})`;
const MONTH = `(${any(MONTHS)})`;
const HOUR = '(\\d{1,2}(?::\\d{2})?)';

type Phrase = [pattern: string, english: string | ((...groups: string[]) => string)];

/** In order: whole phrases before their words. `$1` is what the first group matched. */
const PHRASES: Phrase[] = [
  // Times of day.
  [`\\b(?:de |por |en |a )?la madrugada\\b`, 'early in the morning'],
  ['\\ba primera hora(?: de la manana)?\\b', 'first thing'],
  ['\\btemprano(?: (?:por|en|de) la manana)?\\b', 'early in the day'],
  ['\\ba ultima hora(?: de la tarde)?|\\bmas tarde\\b', 'late in the afternoon'],
  ['\\b(?:al |a )?mediodia\\b', 'at noon'],
  ['\\b(?:de|por|en|a) la manana\\b', 'in the morning'],
  ['\\b(?:de|por|en|a) la tarde\\b', 'in the afternoon'],
  ['\\b(?:de|por|en|a) la noche\\b', 'in the evening'],
  ['\\besta manana\\b', 'this morning'],
  ['\\besta tarde\\b', 'this afternoon'],
  ['\\besta noche\\b', 'tonight'],
  [`\\b${HOUR} y media\\b`, (hour) => `${hour}:30`],
  [`\\b${HOUR} y cuarto\\b`, (hour) => `${hour}:15`],
  [`\\b(\\d{1,2}) menos cuarto\\b`, (hour) => `${Number(hour) === 1 ? 12 : Number(hour) - 1}:45`],
  [`\\b(?:como |sobre |hacia |a eso de )(?:a )?las? ${HOUR}`, 'around $1'],
  [`\\bdespues de las? ${HOUR}`, 'after $1'],
  [`\\bantes de las? ${HOUR}`, 'before $1'],
  [`\\b(?:a partir de|desde) las? ${HOUR}`, 'not before $1'],
  [`\\bhasta las? ${HOUR}`, 'until $1'],
  [`\\bentre las? ${HOUR} y las? ${HOUR}`, 'between $1 and $2'],
  [`\\bde(?: las?)? ${HOUR} a(?: las?)? ${HOUR}`, 'between $1 and $2'],
  [`\\ba las? ${HOUR}`, 'at $1'],
  [`\\blas ${HOUR}`, 'at $1'],
  // Days.
  ['\\bpasado manana\\b', 'the day after tomorrow'],
  ['\\bmananas\\b', 'mornings'],
  ['\\btardes?\\b', 'afternoon'],
  ['\\bnoches?\\b', 'evening'],
  ['\\bla manana\\b', 'the morning'],
  ['\\bmanana\\b', 'tomorrow'],
  ['\\bhoy\\b', 'today'],
  ['\\bayer\\b', 'yesterday'],
  [`\\b(?:el )?${DAY} pasad[oa]\\b`, 'last $1'],
  ['\\b(?:la )?semana pasada\\b', 'last week'],
  ['\\b(?:de|en|dentro de) 8 dias\\b', 'in a week'],
  ['\\b(?:de|en|dentro de) 15 dias\\b', 'in 2 weeks'],
  ['\\b(?:en|dentro de) (\\d{1,2}) (dia|semana|mes)(?:s|es)?\\b', (count, unit) => `in ${count} ${UNITS[unit] ?? ''}`],
  ['\\bentre semana\\b', 'weekdays'],
  ['\\b(?:el )?(?:proximo fin de semana|fin de semana (?:que viene|proximo))\\b', 'next weekend'],
  ['\\b(?:este |el )?fin de semana\\b', 'this weekend'],
  ['\\b(?:los )?fines de semana\\b', 'weekends'],
  ['\\b(?:la )?(?:(?:proxima|siguiente) semana|semana (?:que viene|proxima|siguiente|entrante))\\b', 'next week'],
  ['\\besta (?:misma )?semana\\b', 'this week'],
  ['\\b(?:el )?(?:(?:proximo|siguiente) mes|mes (?:que viene|proximo|siguiente))\\b', 'next month'],
  ['\\beste (?:mismo )?mes\\b', 'this month'],
  ['\\b(?:a )?principios del?\\b', 'early'],
  ['\\b(?:a )?mediados del?\\b', 'mid'],
  ['\\b(?:a )?(?:finales|fines) del?\\b|\\bfin del?\\b', 'end of'],
  ['\\bmes\\b', 'the month'],
  [`\\b(?:el )?(?:(?:proximo|siguiente) ${DAY}|${DAY} (?:que viene|proximo|siguiente))\\b`, (a, b) => `next ${a || b}`],
  [`\\beste (?:mismo )?${DAY}\\b`, 'this $1'],
  [`\\b(?:todos )?los ${DAY}\\b`, 'every $1'],
  [`\\bcualquier ${DAY}\\b`, 'any $1'],
  [`\\b${DAY},? (?:el |dia )?(\\d{1,2})\\b(?!:)`, '$1 the $2th'],
  [`\\b(?:el |dia )?(\\d{1,2}) de ${MONTH}\\b(?: del? (\\d{4}))?`, (day, month, year) => `${month} ${day} ${year}`],
  ['\\b(?:el )?(?:dia )?primero de\\b', 'the 1st of'],
  ['\\bel (?:dia )?primero\\b', 'the 1st'],
  ['\\b(?:el|del|al) (?:dia )?(\\d{1,2})\\b(?!:)', 'the $1th'],
  [`\\bde ${DAY} a ${DAY}`, '$1 to $2'],
  // What joins them.
  [
    '\\b(?:lo (?:antes|mas pronto) posible|cuanto antes|la primera (?:cita|hora)(?: que tengan?)?|cuando sea)\\b',
    'any time',
  ],
  ['\\b(?:lo que sea|cualquier (?:dia|momento|hora)|me da igual|no importa)\\b', 'any time'],
  ['\\b(?:menos|excepto|salvo)(?: el)?\\b', 'except'],
  ['\\bno (?:puedo|me sirve|quiero)(?: el)?\\b', 'not'],
  [`\\bno el (?=${DAY})`, 'not '],
  ['\\bdespues del?\\b', 'after'],
  ['\\bantes del?\\b', 'before'],
  ['\\b(?:a partir|desde)(?: del?)?\\b', 'from'],
  ['\\bhasta(?: el)?\\b', 'until'],
  ['\\bentre\\b', 'between'],
  ['\\bo\\b', 'or'],
  ['\\by\\b', 'and'],
  ['\\bde\\b', 'of'],
  ['\\b(?:el|la|los|las|por favor|puede ser|dia)\\b', ' '],
];

const UNITS: Record<string, string> = { dia: 'days', semana: 'weeks', mes: 'months' };

const RULES = PHRASES.map(([pattern, english]) => [new RegExp(pattern, 'g'), english] as const);
const NUMBER_RULES = NUMBERS.map((pattern, value) => [new RegExp(`\\b(?:${pattern})\\b`, 'g'), String(value)] as const);

/**
 * What was said in Spanish, in the English words for it; other text as it is. Only words about time are known: chrono has
 * Spanish too, but of it neither "pasado mañana" nor "la próxima semana", "el 5" or "a las tres".
 */
export function englishWords(text: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  if (!IS_SPANISH.test(plain)) return text;
  const counted = [...NUMBER_RULES].reverse().reduce((left, [pattern, value]) => left.replace(pattern, value), plain);
  const phrased = RULES.reduce((left, [pattern, english]) => replaced(left, pattern, english), counted);
  const named = { ...WEEKDAYS, ...MONTHS };
  return phrased.replace(new RegExp(`\\b(?:${any(named)})\\b`, 'g'), (word) => named[word] ?? word);
}

function replaced(text: string, pattern: RegExp, english: Phrase[1]): string {
  if (typeof english === 'string') return text.replace(pattern, english);
  return text.replace(pattern, (_, ...rest: unknown[]) =>
    english(...rest.slice(0, -2).map((group) => (typeof group === 'string' ? group : ''))),
  );
}
