import { redactInbound, redactOutbound } from './media-redaction.policy.js';

const turnedRound = (audio: Buffer): Buffer => Buffer.from(audio).reverse();
const media = (payload: Buffer): string =>
  `{"event":"media","sequenceNumber":"2","media":{"track":"inbound","chunk":"1","timestamp":"171","payload":"${payload.toString('base64')}"},"streamSid":"MZ1"}`;

describe('a message of the carrier in a capture', () => {
  it('has its audio filtered', () => {
    expect(redactInbound(media(Buffer.from([1, 2, 3])), turnedRound)).toEqual({
      event: 'media',
      timestampMs: 171,
      bytes: 3,
      audio: Buffer.from([3, 2, 1]).toString('base64'),
    });
  });

  it('has no audio when it is silent', () => {
    expect(redactInbound(media(Buffer.alloc(160, 0xff)), turnedRound)).toEqual({
      event: 'media',
      timestampMs: 171,
      bytes: 160,
    });
  });

  it('has neither the token nor the key', () => {
    const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 };
    const start = { callSid: 'CA1', mediaFormat, customParameters: { token: 'secret' } };
    expect(redactInbound(JSON.stringify({ event: 'start', streamSid: 'MZ1', start }), turnedRound)).toEqual({
      event: 'start',
      streamSid: 'MZ1',
    });
    expect(redactInbound('{"event":"dtmf","dtmf":{"digit":"7"}}', turnedRound)).toEqual({ event: 'dtmf', digit: '5' });
  });

  it('is masked when it is malformed, and only named when it is unknown', () => {
    expect(redactInbound('{"Ottoline": 4711, "é', turnedRound)).toEqual({
      event: 'malformed',
      text: '{"xxxxxxxx": 0000, "x',
    });
    expect(redactInbound('{"event":"sentiment","text":"Ottoline"}', turnedRound)).toEqual({ event: 'unknown' });
  });
});

it('a message of ours has its audio filtered', () => {
  const payload = Buffer.from([1, 2]).toString('base64');
  expect(redactOutbound(JSON.stringify({ event: 'media', streamSid: 'MZ1', media: { payload } }), turnedRound)).toEqual(
    {
      event: 'media',
      bytes: 2,
      audio: Buffer.from([2, 1]).toString('base64'),
    },
  );
  expect(redactOutbound('{"event":"mark","streamSid":"MZ1","mark":{"name":"t1.1"}}', turnedRound)).toEqual({
    event: 'mark',
    name: 't1.1',
  });
});
