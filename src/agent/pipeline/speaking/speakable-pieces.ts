/** Worth speaking as the first that is heard of a reply: the caller waits for it. */
const FIRST_CLAUSE_MIN = 25;
const FIRST_SENTENCE_MIN = 10;
/** Later pieces are whole sentences, short ones together: a voice sounds best on much, and the caller is still listening. */
const SENTENCE_MIN = 25;
/** Sentences longer than this are cut between clauses, and longer than that, between words. */
const CLAUSE_MIN = 160;
const WORDS_MIN = 300;

/**
 * Cuts the text that a model streams into pieces worth speaking, without the marks that only make sense to the eye. The pieces
 * of a text are the same however it is chunked, since what lies before the next word alone decides about a cut.
 */
export class SpeakablePieces {
  /** Not in a piece yet. */
  #rest = '';
  #hasFirst = false;

  /** The next letters of the reply; returns the pieces that are complete by them. */
  push(text: string): string[] {
    this.#rest += text;
    const pieces: string[] = [];
    for (let at = this.#nextCut(); at !== null; at = this.#nextCut()) {
      pieces.push(...this.#taken(this.#rest.slice(0, at)));
      this.#rest = this.#rest.slice(at);
    }
    return pieces;
  }

  /** The reply is over: what is left of it. The next text begins a new one. */
  end(): string[] {
    const pieces = this.#taken(this.#rest);
    this.#rest = '';
    this.#hasFirst = false;
    return pieces;
  }

  #taken(raw: string): string[] {
    const piece = withoutMarks(raw);
    if (!/[\p{L}\p{N}]/u.test(piece)) return [];
    this.#hasFirst = true;
    return [piece];
  }

  /** Where the next word after the piece begins; null as long as there is no end of one. */
  #nextCut(): number | null {
    const skipped = this.#rest.length - this.#rest.trimStart().length;
    for (const { index, 0: gap } of this.#rest.matchAll(/\s+(?=\S)/g)) {
      if (index < skipped) continue;
      const before = this.#rest.slice(skipped, index);
      const nextAt = index + gap.length;
      if (isCut(before, gap, this.#rest.charAt(nextAt), !this.#hasFirst)) return nextAt;
    }
    return null;
  }
}

function isCut(before: string, gap: string, next: string, isFirst: boolean): boolean {
  const { length } = before;
  if (gap.includes('\n')) return true;
  const isWithinNumber = /\d\W?$/.test(before) && /[\d(]/.test(next);
  if (isWithinNumber) return false;
  if (length >= WORDS_MIN) return true;
  if (endsClause(before) && length >= (isFirst ? FIRST_CLAUSE_MIN : CLAUSE_MIN)) return true;
  return length >= (isFirst ? FIRST_SENTENCE_MIN : SENTENCE_MIN) && endsSentence(before, next);
}

const endsClause = (before: string): boolean => /[,;:–—]["'”’)\]*_]*$/.test(before);

/** Words that a full stop belongs to. `No.` only before a number, where there is no cut anyway. */
const abbreviations = new Set(
  (
    'dr mr mrs ms mx prof rev hon jr sr st ste ave blvd rd ln ct pl hwy apt bldg fl rm dept est approx appt vs etc ' +
    'tel ext fax inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri ' +
    'sat sun sra srta sres dra ud uds avda pza núm'
  ).split(' '),
);

function endsSentence(before: string, next: string): boolean {
  const [, stop] = /([.!?…。？！]+)["'”’»)\]*_`]*$/.exec(before) ?? [];
  if (stop === undefined) return false;
  if (stop !== '.') return true;
  if (/\p{Ll}/u.test(next)) return false;
  const word = /([^\s("'“‘[*_]*)\.["'”’»)\]*_`]*$/.exec(before)?.[1] ?? '';
  const isInitial = /^\p{L}$/u.test(word) && word !== 'I';
  const isDotted = /^(\p{L}+\.)+\p{L}+$/u.test(word) && !/\p{L}{4}/u.test(word); // a.m., U.S., Ph.D., not example.com
  const isListNumber = /^\d{1,2}$/.test(word) && before.trimStart() === `${word}.`;
  return !isInitial && !isDotted && !isListNumber && !abbreviations.has(word.toLowerCase());
}

/** With what varies and joins them. */
const PICTURES = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\uFE0E|\uFE0F|\u200D|\u20E3/gu;

/** Markdown and pictures, which a voice would read out or stumble over. */
function withoutMarks(raw: string): string {
  return raw
    .replace(/!?\[([^\]]*)\]\([^)\s]*\)/g, '$1') // a link: what it is called
    .replace(/[*`]+|~~/g, '')
    .replace(/(^|\s)_+(?=\S)/g, '$1')
    .replace(/(?<=\S)_+(?=[\s.,;:!?]|$)/g, '')
    .replace(PICTURES, '')
    .replace(/^[\s>]*(#{1,6}\s|[-–—•+]\s)?/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
