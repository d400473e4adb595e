import { readMonoWav, writeStereoWav } from './wav.codec.js';

const LOUD = 0x80; // the highest µ-law value: 32,124
const samplesOf = (file: Buffer, channel: 0 | 1): number[] =>
  Array.from({ length: (file.length - 44) / 4 }, (_, i) => file.readInt16LE(44 + 4 * i + 2 * channel));

describe('a stereo recording', () => {
  it('is a WAV file that says 16-bit PCM, two channels, 8 kHz', () => {
    const file = writeStereoWav([{ atMs: 0, audio: Buffer.alloc(80, LOUD) }], []);

    expect(file.toString('latin1', 0, 4) + file.toString('latin1', 8, 16)).toBe('RIFFWAVEfmt ');
    expect([20, 22, 32, 34].map((at) => file.readUInt16LE(at))).toEqual([1, 2, 4, 16]);
    expect([4, 16, 24, 28, 40].map((at) => file.readUInt32LE(at))).toEqual([file.length - 8, 16, 8000, 32_000, 320]);
    expect(file).toHaveLength(44 + 80 * 4);
  });

  it('has the caller left and the agent right, on one clock that begins with the earliest audio', () => {
    const file = writeStereoWav(
      [{ atMs: 5000, audio: Buffer.from([LOUD]) }],
      [{ atMs: 5001, audio: Buffer.from([LOUD]) }],
    );

    expect(samplesOf(file, 0)).toEqual([32_124, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect(samplesOf(file, 1)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 32_124]);
  });

  it('lets a later piece of one side take over from an earlier one, to its very end', () => {
    const long = { atMs: 0, audio: Buffer.alloc(24, LOUD) };
    const late = { atMs: 1, audio: Buffer.alloc(8, 0x00) };
    const left = samplesOf(writeStereoWav([late, long], []), 0);

    expect([left[7], left[8], left[15], left[16]]).toEqual([32_124, -32_124, -32_124, 0]);
  });

  it('is empty, not broken, when nobody said anything', () => {
    expect(writeStereoWav([], [])).toHaveLength(44);
  });
});

describe('reading a mono WAV file', () => {
  const chunk = (id: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(id, 'latin1');
    head.writeUInt32LE(body.length, 4);
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
  };
  const format = (rateHz: number): Buffer => {
    const body = Buffer.alloc(16);
    body.writeUInt16LE(1, 0);
    body.writeUInt16LE(1, 2);
    body.writeUInt32LE(rateHz, 4);
    body.writeUInt16LE(16, 14);
    return chunk('fmt ', body);
  };
  const data = chunk('data', Buffer.from(Int16Array.of(1, -2, 3).buffer));

  it('finds rate and samples, whatever other chunks there are', () => {
    const file = Buffer.concat([Buffer.from('RIFF....WAVE'), chunk('LIST', Buffer.alloc(3)), format(16_000), data]);
    const { sampleRateHz, samples } = readMonoWav(file);

    expect([sampleRateHz, ...samples]).toEqual([16_000, 1, -2, 3]);
  });

  it('refuses what is none', () => {
    expect(() => readMonoWav(Buffer.from('no sound at all, just text'))).toThrow(RangeError);
    expect(() => readMonoWav(Buffer.concat([Buffer.from('RIFF....WAVE'), data]))).toThrow(RangeError);
  });
});
