/** Numbers and times of day as they are said in Spanish. All words are lower case and without accents. */

const SMALL =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve'.split(
    ' ',
  );
const TENS = 'treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ');
const HUNDREDS =
  'cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'.split(' ');

/** A stretch of words, in English, and how many words it takes. */
export interface Gloss {
  text: string;
  length: number;
}

interface Numeral {
  value: number;
  length: number;
}

/** `mil novecientos ochenta y cinco` → 1985. Digits that are said one by one stay apart. */
export function numberAt(words: readonly string[], at: number): Numeral | null {
  const lead = words[at] === 'mil' ? { value: 1, length: 0 } : belowHundredAt(words, at);
  if (lead && words[at + lead.length] === 'mil') {
    const from = at + lead.length + 1;
    const rest = belowThousandAt(words, from);
    return { value: lead.value * 1000 + (rest?.value ?? 0), length: lead.length + 1 + (rest?.length ?? 0) };
  }
  return belowThousandAt(words, at);
}

function belowThousandAt(words: readonly string[], at: number): Numeral | null {
  const hundreds = HUNDREDS.indexOf(words[at] === 'ciento' ? 'cien' : (words[at] ?? '')) + 1;
  if (hundreds === 0) return belowHundredAt(words, at);
  const rest = belowHundredAt(words, at + 1);
  return { value: hundreds * 100 + (rest?.value ?? 0), length: 1 + (rest?.length ?? 0) };
}

function belowHundredAt(words: readonly string[], at: number): Numeral | null {
  const small = SMALL.indexOf(words[at] ?? '');
  if (small >= 0) return { value: small, length: 1 };
  const tens = TENS.indexOf(words[at] ?? '');
  if (tens < 0) return null;
  const unit = words[at + 1] === 'y' ? SMALL.indexOf(words[at + 2] ?? '') : -1;
  return unit > 0 && unit < 10 ? { value: tens * 10 + 30 + unit, length: 3 } : { value: tens * 10 + 30, length: 1 };
}

const MINUTES: Readonly<Record<string, number>> = { media: 30, cuarto: 15 };

/** `a las diez y media de la mañana` → `at 10:30 am`. */
export function clockTimeAt(words: readonly string[], at: number): Gloss | null {
  const a = words[at] === 'a' || words[at] === 'sobre' ? 1 : 0;
  const article = words[at + a] ?? '';
  if (article !== 'las' && article !== 'la') return null;
  const hour = hourAt(words, at + a + 1);
  if (!hour || hour.value > 23 || (article === 'la' && hour.value !== 1)) return null;
  const start = at + a + 1 + hour.length;
  const past = words[start] === 'y' ? minutesAt(words, start + 1) : null;
  const to = words[start] === 'menos' ? minutesAt(words, start + 1) : null;
  const bare = past || to ? null : numberAt(words, start);
  const plain = bare && bare.value >= 10 && bare.value < 60 ? bare : null;
  const minute = past?.value ?? (to ? 60 - to.value : (plain?.value ?? 0));
  const spoken = to ? ((hour.value + 10) % 12) + 1 : hour.value;
  const end = start + (past ? 1 + past.length : to ? 1 + to.length : (plain?.length ?? 0));
  const half = halfAt(words, end);
  const text = `at ${spoken}${minute > 0 ? `:${String(minute).padStart(2, '0')}` : ''}${half ? ` ${half}` : ''}`;
  return { text, length: end + (half ? 3 : 0) - at };
}

function hourAt(words: readonly string[], at: number): Numeral | null {
  if (words[at] === 'una') return { value: 1, length: 1 };
  return /^\d{1,2}$/.test(words[at] ?? '') ? { value: Number(words[at]), length: 1 } : numberAt(words, at);
}

function minutesAt(words: readonly string[], at: number): Numeral | null {
  const named = MINUTES[words[at] ?? ''];
  return named === undefined ? numberAt(words, at) : { value: named, length: 1 };
}

function halfAt(words: readonly string[], at: number): 'am' | 'pm' | null {
  if (words[at] !== 'de' || words[at + 1] !== 'la') return null;
  if (words[at + 2] === 'manana') return 'am';
  return ['tarde', 'noche'].includes(words[at + 2] ?? '') ? 'pm' : null;
}
