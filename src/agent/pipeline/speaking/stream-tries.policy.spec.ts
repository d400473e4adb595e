import { NO_AUDIO } from './speech.reducer.js';
import { afterLoss, FIRST_TRY, nextTry, worked, type Tries } from './stream-tries.policy.js';
import type { AgentFailure } from '../../voice-agent.port.js';

const down: AgentFailure = { kind: 'unavailable', code: 'http_503' };

function waits(failure: AgentFailure, voices: number): (number | string)[] {
  const told: (number | string)[] = [];
  let tries: Tries = FIRST_TRY;
  for (;;) {
    const next = nextTry(tries, failure, voices);
    if (next.kind === 'give_up') return told;
    told.push(next.tries.voice === tries.voice ? next.afterMs : `voice ${next.tries.voice}`);
    tries = next.tries;
  }
}

describe('the search for another stream', () => {
  it('tries at once, then twice after a pause, and gives up', () => {
    expect(waits(down, 3)).toEqual([0, 250, 750]);
  });

  it.each(['http_400', 'http_404', 'http_403'])('takes the next voice where one is refused: %s', (code) => {
    const kind = code === 'http_403' ? 'refused' : 'misused';
    expect(waits({ kind, code }, 3)).toEqual(['voice 1', 'voice 2']);
  });

  it.each(['http_401', 'http_402'])('gives up where no voice can help: %s', (code) => {
    expect(waits({ kind: 'refused', code }, 3)).toEqual([]);
  });

  it('takes the next voice where one stays mute', () => {
    expect(waits(NO_AUDIO, 2)).toEqual([0, 'voice 1', 0, 250, 750]);
    expect(waits(NO_AUDIO, 1)).toEqual([0, 250, 750]);
  });

  it('begins anew behind a good stream, with the voice it had', () => {
    const tired: Tries = { voice: 1, failed: 3, mute: 1 };
    expect(worked(tired)).toEqual({ voice: 1, failed: 0, mute: 0 });
    expect(afterLoss(tired, down, 2, 10_000)).toEqual({
      kind: 'again',
      tries: { voice: 1, failed: 1, mute: 0 },
      afterMs: 0,
    });
    expect(afterLoss(tired, down, 2, 9_999)).toEqual({ kind: 'give_up' });
    expect(afterLoss({ ...tired, mute: 0 }, NO_AUDIO, 2, 60_000)).toEqual({ kind: 'give_up' });
  });
});
