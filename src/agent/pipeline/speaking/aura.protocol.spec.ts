import fc from 'fast-check';
import { isFlushIgnored, parseAuraMessage, speakParts, speakStreamUrl } from './aura.protocol.js';

describe('the address of a stream', () => {
  it.each([
    ['wss://api.deepgram.com/v1/speak', 'wss://api.deepgram.com/v1/speak'],
    ['https://api.deepgram.com/v1/speak', 'wss://api.deepgram.com/v1/speak'],
    ['http://127.0.0.1:9/v1/speak?tag=phone&encoding=mp3', 'ws://127.0.0.1:9/v1/speak'],
  ])('of %s is that of the socket, asking for what a phone takes', (speakUrl, address) => {
    const url = speakStreamUrl(speakUrl, 'aura-2-thalia-en');
    expect(`${url.protocol}//${url.host}${url.pathname}`).toBe(address);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      model: 'aura-2-thalia-en',
      encoding: 'mulaw',
      sample_rate: '8000',
      mip_opt_out: 'true',
    });
  });
});

describe('a message of theirs', () => {
  it.each([
    ['{"type":"Flushed","sequence_id":3}', { type: 'Flushed' }],
    ['{"type":"Cleared"}', { type: 'Cleared' }],
    ['{"type":"Metadata","request_id":"a-1","model_name":"x"}', { type: 'Metadata', request_id: 'a-1' }],
    ['{"type":"Warning","code":"X_1"}', { type: 'Warning', code: 'X_1', description: '' }],
    ['{"type":"Warning","code":"call Maria"}', { type: 'Warning', code: 'UNRECOGNISED_CODE', description: '' }],
    ['{"type":"Error"}', { type: 'Error', code: 'UNRECOGNISED_CODE' }],
  ])('is read: %s', (frame, message) => {
    expect(parseAuraMessage(frame)).toEqual({ kind: 'message', message });
  });

  it.each([
    ['{"type":"SomethingNew","with":1}', 'unknown'],
    ['{"type":"toString"}', 'unknown'],
    ['{"type":"Metadata"}', 'malformed'],
    ['{"kind":"Flushed"}', 'malformed'],
    ['null', 'malformed'],
    ['Flushed', 'malformed'],
  ])('%s is %s', (frame, kind) => {
    expect(parseAuraMessage(frame)).toEqual({ kind });
  });

  it.each([
    [true, 'FLUSH_LIMIT', ''],
    [true, 'UNRECOGNISED_CODE', 'We cannot process any more Flush messages.'],
    [false, 'SLOW', 'Something is slow.'],
  ])('says %s of a flush that is ignored: %s %s', (expected, code, description) => {
    expect(isFlushIgnored({ code, description })).toBe(expected);
  });
});

describe('the parts of a text', () => {
  it('end with a sentence, else with a word', () => {
    expect(speakParts('One two. Three four', 12)).toEqual(['One two. ', 'Three four']);
    expect(speakParts('One two three four', 12)).toEqual(['One two ', 'three four']);
    expect(speakParts('abcdef', 4)).toEqual(['abcd', 'ef']);
    expect(speakParts('  ', 4)).toEqual([]);
  });

  it('are the whole text, none of them too long, and no character is torn', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 2, max: 9 }), (text, max) => {
        const parts = speakParts(`${text}.`, max);
        expect(parts.join('').replace(/\s/g, '')).toBe(`${text}.`.replace(/\s/g, ''));
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(max);
          expect(part).not.toMatch(/\p{Surrogate}/u);
        }
      }),
    );
  });
});
