import { SAMPLE_RATE_HZ } from '../../audio/frame.types.js';
import { encodeUlaw } from '../../audio/g711.codec.js';
import { createDownsampler } from '../../audio/resampler.codec.js';
import { readMonoWav } from '../speech/wav.codec.js';

const RAW_ULAW = /^audio\/(basic|x-mulaw|ulaw|x-basic|pcmu)\b/i;
const WAV = /^audio\/(wav|wave|x-wav|vnd\.wave)\b/i;

/** What `<Play>` fetched, as µ-law 8 kHz: 16-bit mono WAV of 8 or 16 kHz, or raw µ-law. Null for anything else. */
export function decodeAudioFile(contentType: string, file: Buffer): Buffer | null {
  if (RAW_ULAW.test(contentType)) return file;
  if (!WAV.test(contentType)) return null;
  try {
    const { samples, sampleRateHz } = readMonoWav(file);
    if (sampleRateHz === SAMPLE_RATE_HZ) return encodeUlaw(samples);
    if (sampleRateHz === 2 * SAMPLE_RATE_HZ) return encodeUlaw(halved(samples));
    return null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function halved(samples: Int16Array): Int16Array {
  const downsampler = createDownsampler();
  return Int16Array.from([...downsampler.push(samples), ...downsampler.flush()]);
}
