import { reduceCallerTurn, type CallerTurn, type CallerTurnSignal } from './caller-turn.reducer.js';

/** Which of the signals are the first that is heard of an end. */
function ends(...signals: CallerTurnSignal[]): boolean[] {
  let turn: CallerTurn = 'going_on';
  return signals.map((signal) => {
    const step = reduceCallerTurn(turn, signal);
    turn = step.turn;
    return step.ended;
  });
}

describe('the end of a caller’s turn', () => {
  it('is heard once, whichever of its two signs comes first', () => {
    expect(ends('caller_started', 'end_of_turn', 'words')).toEqual([false, true, false]);
    expect(ends('caller_started', 'words', 'end_of_turn')).toEqual([false, true, false]);
  });

  it('is heard from one sign alone', () => {
    expect(ends('caller_started', 'words', 'caller_started', 'words')).toEqual([false, true, false, true]);
    expect(ends('caller_started', 'end_of_turn', 'caller_started', 'end_of_turn')).toEqual([false, true, false, true]);
  });

  it('is heard of every turn also from a recogniser that leaves out the starts', () => {
    expect(ends('words', 'words', 'end_of_turn', 'end_of_turn', 'words')).toEqual([true, true, false, true, false]);
  });

  it('is heard again when a turn that was over is taken up again', () => {
    expect(ends('end_of_turn', 'caller_started', 'end_of_turn', 'words')).toEqual([true, false, true, false]);
  });

  it('is not heard twice because the provider says it twice', () => {
    expect(ends('caller_started', 'end_of_turn', 'end_of_turn', 'words')).toEqual([false, true, false, false]);
  });
});
