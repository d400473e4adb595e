import { decodeUlaw } from '../../audio/g711.codec.js';
import { BYTES_PER_MS, SAMPLE_RATE_HZ, SILENCE_BYTE } from '../../audio/frame.types.js';

/** µ-law that is heard from `atMs` on. */
export interface PlacedAudio {
  atMs: number;
  audio: Uint8Array;
}

const BYTES_PER_SAMPLE = 2;
const HEADER_BYTES = 44;

/**
 * A 16-bit PCM WAV file of a call, 8 kHz stereo: caller left, agent right. Both sides are given on one clock; the file begins
 * at the earliest audio. What has no audio is silent. Where one side's pieces overlap, the later one is heard from its start
 * on, as it is when a carrier's playback is cleared.
 */
export function writeStereoWav(caller: readonly PlacedAudio[], agent: readonly PlacedAudio[]): Buffer {
  const all = [...caller, ...agent];
  const originMs = all.reduce((earliest, piece) => Math.min(earliest, piece.atMs), Infinity);
  const samples = all.reduce((most, piece) => Math.max(most, sampleAt(piece, originMs) + piece.audio.length), 0);
  return writeWav([layOut(caller, originMs, samples), layOut(agent, originMs, samples)]);
}

/** A 16-bit PCM WAV file, 8 kHz; the channels are equally long. */
export function writeWav(channels: readonly Int16Array[]): Buffer {
  const frameBytes = channels.length * BYTES_PER_SAMPLE;
  const file = Buffer.alloc(HEADER_BYTES + (channels[0]?.length ?? 0) * frameBytes);
  writeHeader(file, channels.length);
  channels.forEach((samples, channel) => {
    const start = HEADER_BYTES + channel * BYTES_PER_SAMPLE;
    samples.forEach((sample, i) => file.writeInt16LE(sample, start + i * frameBytes));
  });
  return file;
}

const sampleAt = (piece: PlacedAudio, originMs: number): number => Math.round((piece.atMs - originMs) * BYTES_PER_MS);

function layOut(pieces: readonly PlacedAudio[], originMs: number, samples: number): Int16Array {
  const line = Buffer.alloc(samples, SILENCE_BYTE);
  for (const piece of pieces.toSorted((a, b) => a.atMs - b.atMs)) {
    const start = sampleAt(piece, originMs);
    line.fill(SILENCE_BYTE, start);
    line.set(piece.audio, start);
  }
  return decodeUlaw(line);
}

function writeHeader(file: Buffer, channels: number): void {
  const frameBytes = channels * BYTES_PER_SAMPLE;
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16); // length of what follows in this chunk
  file.writeUInt16LE(1, 20); // PCM
  file.writeUInt16LE(channels, 22);
  file.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  file.writeUInt32LE(SAMPLE_RATE_HZ * frameBytes, 28);
  file.writeUInt16LE(frameBytes, 32);
  file.writeUInt16LE(8 * BYTES_PER_SAMPLE, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(file.length - HEADER_BYTES, 40);
}

export interface MonoRecording {
  sampleRateHz: number;
  samples: Int16Array;
}

/** @throws RangeError when it is no 16-bit mono PCM WAV file. */
export function readMonoWav(file: Buffer): MonoRecording {
  let sampleRateHz = 0;
  for (let at = 12; at + 8 <= file.length;) {
    const id = file.toString('latin1', at, at + 4);
    const end = Math.min(file.length, at + 8 + file.readUInt32LE(at + 4));
    if (id === 'fmt ' && file.readUInt16LE(at + 10) === 1 && file.readUInt16LE(at + 22) === 16) {
      sampleRateHz = file.readUInt32LE(at + 12);
    }
    if (id === 'data' && sampleRateHz > 0) {
      const samples = new Int16Array(Math.floor((end - at - 8) / BYTES_PER_SAMPLE));
      for (let i = 0; i < samples.length; i++) samples[i] = file.readInt16LE(at + 8 + i * BYTES_PER_SAMPLE);
      return { sampleRateHz, samples };
    }
    at = end + (end % 2);
  }
  throw new RangeError('not a 16-bit mono PCM WAV file');
}
