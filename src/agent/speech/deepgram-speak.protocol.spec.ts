import { errorCodeOf, speakRequestUrl } from './deepgram-speak.protocol.js';

describe('the address of a request', () => {
  it.each([
    ['wss://api.deepgram.com/v1/speak', 'https://api.deepgram.com'],
    ['ws://127.0.0.1:9/v1/speak', 'http://127.0.0.1:9'],
    ['https://api.eu.deepgram.com/v1/speak', 'https://api.eu.deepgram.com'],
    ['http://127.0.0.1:9/v1/speak', 'http://127.0.0.1:9'],
  ])('is the REST form of %s', (speakUrl, origin) => {
    const url = speakRequestUrl(speakUrl, 'aura-2-thalia-en');
    expect(url.origin + url.pathname).toBe(`${origin}/v1/speak`);
  });

  it('asks for what a phone takes, and keeps what else was set', () => {
    const url = speakRequestUrl('wss://h/v1/speak?tag=phone&encoding=mp3', 'aura-2-thalia-en');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      tag: 'phone',
      model: 'aura-2-thalia-en',
      encoding: 'mulaw',
      sample_rate: '8000',
      container: 'none',
      mip_opt_out: 'true',
    });
  });
});

describe('an error of theirs', () => {
  it.each([
    ['UNSUPPORTED_AUDIO_FORMAT', '{"err_code":"UNSUPPORTED_AUDIO_FORMAT","err_msg":"x","request_id":"1"}'],
    ['INVALID_JSON', '{"category":"INVALID_JSON","message":"Invalid JSON submitted.","details":"x","request_id":"1"}'],
    [null, '{"err_code":"Bad Request","err_msg":"x"}'],
    [null, '{"err_code":"HELLO MARIA"}'],
    [null, '<html>'],
    [null, ''],
  ])('is known by its code, %s, and never by its words', (code, body) => {
    expect(errorCodeOf(body)).toBe(code);
  });
});
