import { failureOfClose, failureOfErrorCode, failureOfHandshake, failureOfStatus } from './deepgram-failures.policy.js';

describe('what a failure means for the next attempt', () => {
  it.each([
    [401, 'refused'],
    [402, 'refused'],
    [403, 'refused'],
    [200, 'misused'],
    [302, 'misused'],
    [400, 'misused'],
    [404, 'misused'],
    [408, 'unavailable'],
    [429, 'unavailable'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('HTTP %i: %s', (status, kind) => {
    expect(failureOfStatus(status)).toEqual({ kind, code: `http_${status}` });
  });

  it.each([
    ['AGENT_ID_NOT_SUPPORTED', 'misused'],
    ['INVALID_AGENT_ID', 'misused'],
    ['INVALID_SETTINGS', 'misused'],
    ['NON_SETTINGS_MESSAGE_BEFORE_SETTINGS', 'misused'],
    ['SETTINGS_ALREADY_APPLIED', 'misused'],
    ['UNPARSABLE_CLIENT_MESSAGE', 'misused'],
    ['USER_AUDIO_FORMAT', 'misused'],
    ['ASR_CONNECTION_CLOSED', 'unavailable'],
    ['ASR_DRIVER_TIMEOUT', 'unavailable'],
    ['CLIENT_MESSAGE_TIMEOUT', 'unavailable'],
    ['FAILED_TO_SPEAK', 'unavailable'],
    ['FAILED_TO_START_LISTENING', 'unavailable'],
    ['FAILED_TO_THINK', 'unavailable'],
    ['INTERNAL_SERVER_ERROR', 'unavailable'],
    ['MAXIMUM_SESSION_LENGTH_REACHED', 'unavailable'],
    ['NON_EXISTENT_FUNCTION_CALLED', 'unavailable'],
    ['SERVER_GOING_AWAY', 'unavailable'],
    ['A_CODE_FROM_AFTER_OUR_TIME', 'unavailable'],
  ])('Error %s: %s', (code, kind) => {
    expect(failureOfErrorCode(code)).toEqual({ kind, code });
  });

  it.each([
    [1000, 'unavailable'],
    [1001, 'unavailable'],
    [1002, 'misused'],
    [1003, 'misused'],
    [1005, 'unavailable'],
    [1006, 'unavailable'],
    [1007, 'misused'],
    [1009, 'misused'],
    [1011, 'unavailable'],
  ])('close %i: %s', (closeCode, kind) => {
    expect(failureOfClose(closeCode)).toEqual({ kind, code: `close_${closeCode}` });
  });

  it('a network error goes by its name, and only by its name', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:443'), { code: 'ECONNREFUSED' });
    expect(failureOfHandshake(error)).toEqual({ kind: 'unavailable', code: 'ECONNREFUSED' });
    expect(failureOfHandshake(new Error('Invalid Upgrade header'))).toEqual({
      kind: 'misused',
      code: 'invalid_handshake',
    });
  });
});
