import type { TurnStages } from './record.types.js';
import { summariseStages } from './call-report.builder.js';
import { plain, stageLines } from './transcript.builder.js';

const NOTHING: TurnStages = {
  ...{ endOfTurnMs: null, firstTokenMs: null, firstAudioMs: null, toCarrierMs: null, heardMs: null },
  ...{ toolMs: null, bargeInMs: null, reconnectMs: null },
};
const answer = (stages: Partial<TurnStages> | null | undefined) => ({ stages: stages && { ...NOTHING, ...stages } });

describe('where the time of the answers went', () => {
  it('is the median and the maximum of each stage, over the turns in which it was measured', () => {
    const turns = [
      answer(null), // the greeting
      answer({ endOfTurnMs: 200, heardMs: 900 }),
      answer({ endOfTurnMs: 300, heardMs: 700, toolMs: 40 }),
      answer({ endOfTurnMs: 900, heardMs: null }),
    ];
    expect(summariseStages(turns)).toEqual({
      ...NOTHING,
      endOfTurnMs: { count: 3, median: 300, max: 900 },
      heardMs: { count: 2, median: 700, max: 900 },
      toolMs: { count: 1, median: 40, max: 40 },
    });
  });

  it('is a table, with a line for what was measured', () => {
    const stages = summariseStages([answer({ endOfTurnMs: 200, bargeInMs: 0.21 }), answer({ endOfTurnMs: 300 })]);
    expect(stageLines(stages, plain)).toEqual([
      '  of an answer           turns   median      max',
      '  end of turn decided        2   200 ms   300 ms',
      '  silenced when cut          1  0.21 ms  0.21 ms',
      '',
    ]);
  });

  it('is not shown of a call without answers, or by a server that does not measure', () => {
    expect(stageLines(summariseStages([answer(null), answer(undefined), {}]), plain)).toEqual([]);
  });
});
