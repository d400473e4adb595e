import { failureOf } from './stage-failures.policy.js';

describe('the failure of a stage', () => {
  it.each([
    ['listening', 'close_1011', 'listening_close_1011'],
    ['thinking', 'first_piece_late', 'thinking_first_piece_late'],
    ['speaking', 'no_audio', 'speaking_no_audio'],
    ['speaking', 'http_401', 'http_401'],
    ['listening', 'aborted', 'aborted'],
  ] as const)('names the stage, unless the code stands for itself: %s %s', (stage, code, told) => {
    expect(failureOf({ stage, failure: { kind: 'unavailable', code } })).toEqual({ kind: 'unavailable', code: told });
  });
});
