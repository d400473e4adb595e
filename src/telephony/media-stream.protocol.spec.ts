import { outboundClear, outboundMark, outboundMedia, parseInbound } from './media-stream.protocol.js';

const frame = Buffer.from(Array.from({ length: 160 }, (_, index) => index));
const media = (payload: string, extra = ''): string =>
  `{"event":"media","sequenceNumber":"2",${extra}"media":{"track":"inbound","chunk":"1","timestamp":"171","payload":"${payload}"},"streamSid":"MZ1"}`;

describe('what the carrier sends', () => {
  it('is audio, byte for byte', () => {
    expect(parseInbound(media(frame.toString('base64')))).toEqual({ kind: 'audio', frame });
  });

  it('is the same audio when the message is written in another order or with white space', () => {
    const text = JSON.stringify({ media: { payload: frame.toString('base64') }, event: 'media' }, null, 2);
    expect(parseInbound(text)).toEqual({ kind: 'audio', frame });
  });

  it('is not our own voice: the outbound track is left out', () => {
    const text = media(frame.toString('base64')).replace('"inbound"', '"outbound"');
    expect(parseInbound(text)).toEqual({ kind: 'unknown' });
  });

  it.each([
    ['no JSON', 'hello'],
    ['half a message', media('AAAA').slice(0, 60)],
    ['no payload', '{"event":"media","media":{}}'],
    ['an empty payload', media('')],
    ['a payload that is not base64', media('not base64!!')],
    ['a payload of a broken length', media('AAAAA')],
    ['an array', '[]'],
    ['null', 'null'],
    ['no event', '{"media":{}}'],
    ['a start without its call', '{"event":"start","streamSid":"MZ1","start":{}}'],
  ])('is malformed when it is %s', (_what, text) => {
    expect(parseInbound(text)).toEqual({ kind: 'malformed' });
  });

  it('may be an event that does not exist yet', () => {
    expect(parseInbound('{"event":"sentiment","x":1}')).toEqual({ kind: 'unknown' });
  });

  it('may carry no parameters, and fields that do not exist yet', () => {
    const start = {
      event: 'start',
      sequenceNumber: '1',
      streamSid: 'MZ1',
      start: {
        callSid: 'CA1',
        tracks: ['inbound'],
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
        more: 1,
      },
    };
    expect(parseInbound(JSON.stringify(start))).toMatchObject({ kind: 'message', message: { streamSid: 'MZ1' } });
  });
});

describe('what we send', () => {
  it('has exactly the fields the carrier knows', () => {
    expect(JSON.parse(outboundMedia('MZ1', frame))).toEqual({
      event: 'media',
      streamSid: 'MZ1',
      media: { payload: frame.toString('base64') },
    });
    expect(JSON.parse(outboundMark('MZ1', 't1.1'))).toEqual({
      event: 'mark',
      streamSid: 'MZ1',
      mark: { name: 't1.1' },
    });
    expect(JSON.parse(outboundClear('MZ1'))).toEqual({ event: 'clear', streamSid: 'MZ1' });
  });
});
