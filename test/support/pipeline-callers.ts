import { results, speechStarted, turnInfo, utteranceEnd } from './scripted-listen.js';

/** What a recogniser tells of a caller, in its own words. */
export interface CallerMessages {
  /** Where it is to be reached. */
  path: string;
  starts(words: string): object[];
  says(text: string, languages?: string[]): object[];
  /** How the end of a turn is asked for. */
  endTurn: string;
  /** Another stream is opened where the brief changes. */
  isReplacedByChanges: boolean;
  /** A message of which part is missing. */
  incomplete: object;
}

/** Counts turns, and says itself when one is over. */
export class FluxCaller implements CallerMessages {
  readonly path = '/v2/listen';
  readonly endTurn = 'ForceEndTurn';
  readonly isReplacedByChanges = false;
  readonly incomplete = { type: 'TurnInfo', event: 'Update' };
  turn = 0;

  starts(words: string): object[] {
    this.turn += 1;
    return [turnInfo('StartOfTurn', this.turn, words)];
  }

  says(text: string, languages?: string[]): object[] {
    return [turnInfo('Update', this.turn, text), turnInfo('EndOfTurn', this.turn, text, languages)];
  }
}

/** Tells stretches of words and silences. */
export class NovaCaller implements CallerMessages {
  readonly path = '/v1/listen';
  readonly endTurn = 'Finalize';
  readonly isReplacedByChanges = true;
  readonly incomplete = { type: 'Results', is_final: true };

  starts(words: string): object[] {
    return [speechStarted, results(words, { final: false })];
  }

  says(text: string, languages?: string[]): object[] {
    return [results(text, { final: false }), results(text, { speech_final: true, languages }), utteranceEnd];
  }
}
