/**
 * Deepgram tells the end of a caller's turn in two ways: by `EndOfTurn`, which only Flux sends, and by the words of the turn.
 * Either may come first, and both are about the same end.
 */
export type CallerTurn = 'going_on' | 'ended_without_words' | 'ended_with_words';

export type CallerTurnSignal = 'caller_started' | 'end_of_turn' | 'words';

export interface CallerTurnStep {
  turn: CallerTurn;
  /** Whether this is the first that is heard of the end. */
  ended: boolean;
}

export function reduceCallerTurn(turn: CallerTurn, signal: CallerTurnSignal): CallerTurnStep {
  switch (signal) {
    case 'caller_started':
      return { turn: 'going_on', ended: false };
    case 'end_of_turn':
      // Behind its words it completes the pair, and what comes next is another turn.
      return { turn: turn === 'ended_with_words' ? 'going_on' : 'ended_without_words', ended: turn === 'going_on' };
    case 'words':
      return turn === 'ended_without_words'
        ? { turn: 'going_on', ended: false }
        : { turn: 'ended_with_words', ended: true };
  }
}
