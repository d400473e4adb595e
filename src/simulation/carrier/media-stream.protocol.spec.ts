import { mediaMessage, parseServerMessage, startMessage } from './media-stream.protocol.js';

const stream = { accountSid: 'AC1', callSid: 'CA1', streamSid: 'MZ1' };
const media = { event: 'media', streamSid: 'MZ1', media: { payload: '//8=' } };

const read = (message: unknown) => parseServerMessage(JSON.stringify(message), stream);

describe('parseServerMessage', () => {
  it('understands media, mark and clear', () => {
    expect(read(media)).toEqual({ event: 'media', audio: Buffer.from([0xff, 0xff]) });
    expect(read({ event: 'mark', streamSid: 'MZ1', mark: { name: 'm' } })).toEqual({ event: 'mark', name: 'm' });
    expect(read({ event: 'clear', streamSid: 'MZ1' })).toEqual({ event: 'clear' });
  });

  it.each([
    ['an event that does not exist', { event: 'hangup', streamSid: 'MZ1' }],
    ['the id of another stream', { ...media, streamSid: 'MZ2' }],
    ['no stream id', { event: 'clear' }],
    ['the id in snake case', { event: 'clear', stream_sid: 'MZ1' }],
    ['a field too many', { ...media, sequenceNumber: '3' }],
    ['a field too many inside', { ...media, media: { payload: '//8=', track: 'outbound' } }],
    ['a payload that is not base64', { ...media, media: { payload: 'no!' } }],
    ['a mark without a name', { event: 'mark', streamSid: 'MZ1', mark: {} }],
    ['something that is not an object', 7],
  ])('takes no notice of a message with %s', (_what, message) => {
    expect(read(message)).toBeNull();
  });

  it('takes no notice of text that is not JSON', () => {
    expect(parseServerMessage('{', stream)).toBeNull();
  });
});

describe('messages of the carrier', () => {
  it('count in decimal strings, and give the media format in numbers', () => {
    expect(JSON.parse(startMessage(stream, 1, { token: 't' }))).toEqual({
      event: 'start',
      sequenceNumber: '1',
      start: {
        accountSid: 'AC1',
        streamSid: 'MZ1',
        callSid: 'CA1',
        tracks: ['inbound'],
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
        customParameters: { token: 't' },
      },
      streamSid: 'MZ1',
    });
    expect(
      JSON.parse(mediaMessage(stream, { sequence: 2, chunk: 1, timestampMs: 171 }, Buffer.of(0xff, 0xff))),
    ).toEqual({
      event: 'media',
      sequenceNumber: '2',
      media: { track: 'inbound', chunk: '1', timestamp: '171', payload: '//8=' },
      streamSid: 'MZ1',
    });
  });
});
