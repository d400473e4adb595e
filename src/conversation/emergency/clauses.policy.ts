/** A stretch of speech with one thing in it, in plain letters: no accents, no apostrophes, no punctuation. */
export interface Clause {
  text: string;
  /** It is about what could be, or about what others do, not about what is. */
  hypothetical: boolean;
  /** It is about a time that is over. */
  past: boolean;
}

const MOST_WORDS_OF_A_REST = 3;

/** "my son and I fell" is one thing; "my cheek is swollen and I have a fever" are two. */
const NEW_SUBJECT =
  '(?:i|im|ive|he|hes|she|shes|it|its|they|theyre|we|weve|my|his|her|their|now|theres|there|no|not|the|that|this|also|then|cant|can|have|has|had|got|yo|el|ella|mi|mis|su|ahora|no|ya|tengo|tiene|esta|estoy|hay|tambien|me|se|le|puedo|puede|anoche|luego)';
const JOINTS = new RegExp(
  `\\s*,\\s*|\\s+(?:but|pero|although|aunque|because|porque|so that|except|sino)\\s+|\\s+(?:and|y)\\s+(?=${NEW_SUBJECT}\\b)`,
);

/** Speaks of what may come, of what is usual, or of what the clinic does. From its place on to the end of the thought. */
const HYPOTHETICAL =
  /\bwhat if\b|(?<!\b(?:wonder|wondering|know|knows|tell me|see|ask|asking|sure|as) )\bif (?:i|im|it|its|my|he|hes|she|shes|his|her|the|there|theres|they|that|we|you|your|someone|somebody|anything)\b|\bin case\b|\bsuppose\b|\b(?:can|could|does|do) (?:a|an|it|this|that|these|dental|tooth|wisdom|people|implants|they) |\bwill (?:it|i|there|my|he|she)\b|\bwould (?:it|i|there|my|he|she)\b|\bnormal to\b|\bhow (?:long|common|do i know|likely)\b|\bdo you (?:guys )?(?:treat|handle|see|do|take|fix|help|deal)\b|\bwho has\b|\bque pasa si\b|\by si\b|\bsi (?:me|se|le|empieza|mi|su|la|el|hay|tengo|no|sangra|llega)\b|\ben caso\b|\bes normal (?:que|tener|sentir)\b|\bpuede (?:un|una|causar|haber)\b|\b(?:ustedes )?(?:tratan|atienden)\b/;

const PAST =
  /(?<!\b(?:since|desde|from|the|over|for the) )\blast (?:year|month|summer|winter|spring|fall|time|decade|week)\b|\b(?:years?|months?|weeks?|decades?) (?:ago|back)\b|\bwhen (?:i|he|she|we) (?:was|were) (?:a |an |in |little|young|younger|\w+teen|ten|six|seven|eight|nine|twelve|eleven|[0-9]+)|\bas a (?:kid|child|teenager|boy|girl)\b|\bback (?:in|then|when)\b|\bused to\b|\bin (?:19|20)[0-9]{2}\b|\bin (?:high|middle|elementary|grade) school\b|\bgrowing up\b|\bhistory of\b|\bel (?:ano|mes|verano|invierno) pasado\b|\bla semana pasada\b|(?<!desde )\bhace (?:\w+ )?(?:anos?|meses|mes|semanas?)\b|\bcuando (?:yo )?era\b|\bde (?:nino|nina|chico|chica|pequeno|joven)\b|\bla (?:ultima|otra) vez\b/;

const PRESENT =
  /\b(?:now|today|tonight|still|again|currently|cant|cannot|wont|isnt|doesnt|keeps|im|its|is|are|hes|shes|have|has been|ive|ahora|hoy|todavia|sigue|aun|no puedo|no puede|no para|no deja|tengo|tiene|esta|estoy)\b/;

/** What somebody has said, thought by thought. What was said before a "what if" stands. */
export function clausesOf(said: string): Clause[] {
  return said.split(/[.!?¿¡;:\n]+/).flatMap((sentence) => clausesOfSentence(sentence));
}

function clausesOfSentence(sentence: string): Clause[] {
  const clauses: Clause[] = [];
  let past = false;
  let supposing = false;
  for (const { text, joint } of pieces(sentence)) {
    supposing = supposing && /^\s*(?:and|y)\s*$/.test(joint);
    const from = text.search(HYPOTHETICAL);
    const isPast: boolean = PAST.test(text) || (past && !PRESENT.test(text));
    past ||= isPast;
    if (supposing || from < 0) clauses.push({ text, hypothetical: supposing, past: isPast });
    else {
      clauses.push({ text: text.slice(0, from).trim(), hypothetical: false, past: isPast });
      clauses.push({ text: text.slice(from), hypothetical: true, past: isPast });
      supposing = true;
    }
  }
  return clauses.filter(({ text }) => text !== '');
}

/** A rest of a few words, such as the second half of a list, belongs to what was before it. */
function pieces(sentence: string): { text: string; joint: string }[] {
  const plain = plainWords(sentence);
  const found: { text: string; joint: string }[] = [];
  let from = 0;
  for (const joint of [...plain.matchAll(new RegExp(JOINTS, 'g')), null]) {
    const text = plain.slice(from, joint?.index).replaceAll(',', ' ').trim();
    const before = joint && { text: joint[0], end: joint.index + joint[0].length };
    const last = found.at(-1);
    if (last && isRest(text)) last.text = `${last.text} ${text}`;
    else found.push({ text, joint: plain.slice(0, from).match(/(?:,|\b\w+)\s*$/)?.[0] ?? '' });
    from = before?.end ?? plain.length;
  }
  return found;
}

const isRest = (text: string): boolean =>
  /^\w+$|^(?:\w+ ){1,3}(?:or|o) (?:\w+ ?){1,3}$/.test(text) ||
  (text.split(' ').length <= MOST_WORDS_OF_A_REST &&
    /^(?:or |o |and |y |my |his |her |the |a |mi |la |el |un |una )/.test(text));

/** Lower case, without accents and apostrophes; commas stay. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/\bcan not\b/g, 'cannot')
    .replace(/[^a-z0-9,]+/g, ' ')
    .trim();
