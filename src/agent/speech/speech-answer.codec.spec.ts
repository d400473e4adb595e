import { readSpeech } from './speech-answer.codec.js';

const AUDIO = Buffer.from([0xff, 0x7f, 0xfe, 0x01]);

interface WavOptions {
  format?: number;
  channels?: number;
  rate?: number;
  dataLength?: number;
  before?: Buffer;
}

function wav({ format = 7, channels = 1, rate = 8000, dataLength = AUDIO.length, before }: WavOptions = {}): Buffer {
  const header = Buffer.alloc(36);
  header.write('RIFF', 0);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(format, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  return Buffer.concat([header, before ?? Buffer.alloc(0), chunkHeader('data', dataLength), AUDIO]);
}

function chunkHeader(id: string, length: number): Buffer {
  const chunk = Buffer.alloc(8);
  chunk.write(id);
  chunk.writeUInt32LE(length, 4);
  return chunk;
}

const oddChunk = Buffer.concat([chunkHeader('LIST', 3), Buffer.from('abc\0')]);

describe('the body of an answer', () => {
  it.each(['audio/mulaw', 'audio/basic', 'audio/x-mulaw', 'application/octet-stream', ''])(
    'is taken as it is when it is µ-law, under the name "%s"',
    (contentType) => {
      expect(readSpeech(contentType, AUDIO)).toEqual({ kind: 'audio', audio: AUDIO });
    },
  );

  it.each([
    ['of a known length', {}],
    ['of a stream: the greatest length', { dataLength: 0xffffffff }],
    ['of a stream: no length', { dataLength: 0 }],
    ['behind another chunk of odd length', { before: oddChunk }],
  ])('loses its WAV header, which would click: %s', (_, options) => {
    const answer = readSpeech('audio/wav', wav(options));
    expect(answer.kind === 'audio' && Buffer.from(answer.audio)).toEqual(AUDIO);
  });

  it.each([
    ['16-bit samples', wav({ format: 1 })],
    ['two channels', wav({ channels: 2 })],
    ['another rate', wav({ rate: 24_000 })],
    ['a header that is cut off', wav().subarray(0, 30)],
  ])('is refused when it is a WAV file with %s', (_, body) => {
    expect(readSpeech('audio/wav', body)).toEqual({ kind: 'unusable', code: 'wrong_audio_format' });
  });

  it.each([
    ['empty_audio', 'audio/mulaw', ''],
    ['empty_audio', 'audio/wav', wav().subarray(0, 44).toString('latin1')],
    ['not_audio', 'application/json; charset=utf-8', '{}'],
    ['not_audio', 'audio/mulaw', '{"err_code":"X"}'],
    ['not_audio', 'application/octet-stream', '\n<!DOCTYPE html><html></html>'],
    ['not_audio', 'text/html', 'Sign in to the network'],
    ['wrong_audio_format', 'audio/mpeg', 'ID3'],
    ['wrong_audio_format', 'audio/l16;rate=8000', 'xxxx'],
  ])('is refused as %s: %s', (code, contentType, body) => {
    expect(readSpeech(contentType, Buffer.from(body, 'latin1'))).toEqual({ kind: 'unusable', code });
  });
});
