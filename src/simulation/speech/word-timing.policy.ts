/** A stretch of audio, in milliseconds from its start. */
export interface TimeSpan {
  startMs: number;
  endMs: number;
}

/** One sound of the synthesiser's own account of what it spoke; `pau` is a pause. */
export interface SpokenSound {
  name: string;
  endMs: number;
}

/** How much more it takes, in milliseconds off the expected place, to believe in a pause that no punctuation asks for. */
const UNASKED_PAUSE_MS = 400;

/**
 * Says where each word lies. Flite tells the sounds and their times, but not which sounds make up which word: pauses are taken
 * from it, given to the ends of words, and the words between two pauses share the time there by their expected length.
 * Words follow each other without a gap but for the pauses.
 */
export function placeWords(words: readonly string[], sounds: readonly SpokenSound[]): TimeSpan[] {
  const voiced = voicedStretches(sounds);
  const spans: TimeSpan[] = [];
  const breaks = placePauses(words, voiced);
  let firstWord = 0;
  let firstStretch = 0;
  for (const { afterWord, afterStretch } of [...breaks, { afterWord: words.length, afterStretch: voiced.length }]) {
    const startMs = voiced[firstStretch]?.startMs ?? 0;
    const endMs = voiced[afterStretch - 1]?.endMs ?? 0;
    spans.push(...share(words.slice(firstWord, afterWord), { startMs, endMs }));
    firstWord = afterWord;
    firstStretch = afterStretch;
  }
  return spans;
}

function voicedStretches(sounds: readonly SpokenSound[]): TimeSpan[] {
  const stretches: TimeSpan[] = [];
  let startMs = 0;
  let joins = false;
  for (const { name, endMs } of sounds) {
    const voiced = name !== 'pau';
    const last = stretches.at(-1);
    if (voiced && joins && last) last.endMs = endMs;
    else if (voiced) stretches.push({ startMs, endMs });
    joins = voiced;
    startMs = endMs;
  }
  return stretches;
}

interface Break {
  /** Words and stretches of voice before the pause. */
  afterWord: number;
  afterStretch: number;
}

/** Gives each pause to the end of a word: the one that lies nearest, punctuated ones first. */
function placePauses(words: readonly string[], voiced: readonly TimeSpan[]): Break[] {
  const voiceMs = voiced.reduce((sum, span) => sum + span.endMs - span.startMs, 0);
  const expectedEnds = cumulative(words.map(expectedLength)).map(
    (share, _, all) => (share / (all.at(-1) ?? 1)) * voiceMs,
  );
  const breaks: Break[] = [];
  let elapsedMs = 0;
  for (let stretch = 1; stretch < voiced.length; stretch++) {
    const before = voiced[stretch - 1];
    elapsedMs += before ? before.endMs - before.startMs : 0;
    let best = { afterWord: 0, cost: Infinity };
    for (let afterWord = (breaks.at(-1)?.afterWord ?? 0) + 1; afterWord < words.length; afterWord++) {
      const asked = /[,.;:?!)]["']?$/.test(words[afterWord - 1] ?? '');
      const cost = Math.abs((expectedEnds[afterWord - 1] ?? 0) - elapsedMs) + (asked ? 0 : UNASKED_PAUSE_MS);
      if (cost < best.cost) best = { afterWord, cost };
    }
    if (best.cost < Infinity) breaks.push({ afterWord: best.afterWord, afterStretch: stretch });
  }
  return breaks;
}

function share(words: readonly string[], span: TimeSpan): TimeSpan[] {
  const ends = cumulative(words.map(expectedLength));
  const at = (length: number) => span.startMs + ((span.endMs - span.startMs) * length) / (ends.at(-1) ?? 1);
  return ends.map((end, i) => ({ startMs: at(ends[i - 1] ?? 0), endMs: at(end) }));
}

const cumulative = (values: readonly number[]): number[] => {
  let sum = 0;
  return values.map((value) => (sum += value));
};

/** In letters: a digit is read out as a word of some four, an abbreviation letter by letter. */
function expectedLength(word: string): number {
  const digits = word.match(/\d/g)?.length ?? 0;
  const letters = word.match(/\p{L}/gu)?.length ?? 0;
  const spelled = /^\P{L}*\p{Lu}{2,4}\P{L}*$/u.test(word) ? 2 : 1;
  return Math.max(1, 4 * digits + spelled * letters);
}
