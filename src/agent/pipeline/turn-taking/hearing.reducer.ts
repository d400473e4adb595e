import type { ListenEvent } from '../listening/recognizer.port.js';
import { joined, restAfter, sameWords, wordsOf } from './words.policy.js';

/**
 * The words of the caller's present turn, put together from what a recogniser tells piece by piece. Its two kinds of events
 * come to the same here: words so far, since the turn began.
 */
export interface Hearing {
  /** What can't change any more. */
  sure: string;
  /** What the next event about the same stretch replaces. */
  unsure: string;
  /** Whose words `unsure` are, of a recogniser that counts turns; null of one that doesn't. */
  turn: number | null;
  /** The last stretch that was told as final, until another one is begun: it may be told twice. */
  lastFinal: string | null;
  /** Words of an earlier turn that may be told again, alone or with new ones behind them. `isEnded`: not by another stream. */
  stale: { turn: number | null; text: string; isEnded: boolean } | null;
  /** The recogniser itself has ended the turn. */
  isEnded: boolean;
  languages: readonly string[];
}

/** The events that bring words. */
export type WordsEvent = Extract<ListenEvent, { text: string }>;

export const NOTHING_HEARD: Hearing = {
  sure: '',
  unsure: '',
  turn: null,
  lastFinal: null,
  stale: null,
  isEnded: false,
  languages: [],
};

/** The words so far. */
export function textOf({ sure, unsure }: Hearing): string {
  return joined(sure, unsure);
}

/** Null for an event of a turn that is settled. */
export function hear(hearing: Hearing, event: WordsEvent): Hearing | null {
  switch (event.type) {
    case 'interim':
      return withInterim(hearing, event.text);
    case 'final':
      return withFinal(hearing, event.text, event.languages);
    case 'turn_updated':
    case 'turn_probably_ended':
      return withTurn(hearing, event.turn, event.text);
    case 'turn_ended': {
      const heard = withTurn(hearing, event.turn, event.text);
      return heard && { ...heard, isEnded: true, languages: event.languages };
    }
  }
}

/** All words so far belong to a turn that is done with: they are told no more, whoever tells them again. */
export function settled({ unsure, turn, lastFinal, stale, isEnded }: Hearing): Hearing {
  if (turn !== null)
    return { ...NOTHING_HEARD, stale: { turn, text: joined(staleText(stale, turn), unsure), isEnded } };
  if (unsure !== '') return { ...NOTHING_HEARD, stale: { turn: null, text: unsure, isEnded: false } };
  return { ...NOTHING_HEARD, lastFinal, stale };
}

/** Somebody begins to speak: what is final from here on is said anew, the same words or not. */
export function onVoice(hearing: Hearing): Hearing {
  return { ...hearing, lastFinal: null };
}

/** Nothing more comes of what was said until now. */
export function onUtteranceEnd(hearing: Hearing): Hearing {
  return { ...hearing, lastFinal: null, stale: hearing.stale?.turn === null ? null : hearing.stale };
}

/** Another stream goes on: it counts turns anew, and tells again what was not final. Of a turn that was ended it knows nothing. */
export function onAnotherStream(hearing: Hearing): Hearing {
  const { stale } = hearing;
  return { ...hearing, turn: null, stale: stale && !stale.isEnded ? { ...stale, turn: null } : null };
}

function withInterim(hearing: Hearing, text: string): Hearing {
  const unsure = hearing.stale ? restAfter(hearing.stale.text, text) : text.trim();
  return { ...hearing, unsure, lastFinal: wordsOf(text).length > 0 ? null : hearing.lastFinal };
}

function withFinal(hearing: Hearing, text: string, languages: readonly string[]): Hearing | null {
  if (hearing.lastFinal !== null && sameWords(hearing.lastFinal, text)) return null;
  const rest = hearing.stale ? restAfter(hearing.stale.text, text) : text.trim();
  const isEmpty = wordsOf(text).length === 0;
  return {
    ...hearing,
    sure: joined(hearing.sure, rest),
    unsure: isEmpty ? hearing.unsure : '',
    lastFinal: isEmpty ? hearing.lastFinal : text,
    stale: isEmpty ? hearing.stale : null,
    languages: languages.length > 0 ? languages : hearing.languages,
  };
}

function withTurn(hearing: Hearing, turn: number, text: string): Hearing | null {
  if (turn < (hearing.turn ?? hearing.stale?.turn ?? turn)) return null;
  // A turn whose end was never told: its words stay, the new ones come behind them.
  const sure = hearing.turn !== null && turn > hearing.turn ? textOf(hearing) : hearing.sure;
  const stale = staleIn(hearing.stale, turn, text);
  const unsure = wordsOf(text).slice(wordsOf(staleText(stale, turn)).length);
  return { ...hearing, sure, unsure: unsure.join(' '), turn, stale, isEnded: false };
}

/** A turn that goes on after we took it for over tells the settled words first; so may the first turn of another stream. */
function staleIn(stale: Hearing['stale'], turn: number, text: string): Hearing['stale'] {
  if (stale === null || stale.turn === turn) return stale;
  if (stale.turn !== null) return null;
  const rest = wordsOf(restAfter(stale.text, text)).length;
  const told = wordsOf(text).slice(0, wordsOf(text).length - rest);
  return told.length === 0 ? null : { turn, text: told.join(' '), isEnded: false };
}

function staleText(stale: Hearing['stale'], turn: number): string {
  return stale?.turn === turn ? stale.text : '';
}
