import { BYTES_PER_MS } from '../../audio/frame.types.js';
import { encodeUlaw } from '../../audio/g711.codec.js';
import { createDownsampler } from '../../audio/resampler.codec.js';
import { writeCaptions, type SpeechPart } from './caption.codec.js';
import { crc32 } from './crc32.codec.js';
import { FliteClient, type FliteOutput } from './flite.client.js';
import type { Speech, Utterance, VoiceName } from './speech.types.js';
import { pronounceable, wordsOf } from './spoken-text.codec.js';
import { readMonoWav } from './wav.codec.js';
import { placeWords, type SpokenSound } from './word-timing.policy.js';

/** The voice of the stand-ins. The caller closes it. */
export const createSpeech = (): Speech => new FliteSpeech();

/** A call has some forty utterances of some 25 kB; fifty calls at once say much the same. */
const REMEMBERED_UTTERANCES = 500;
/** Half of full scale, -6 dBFS: as loud as a well recorded prompt, with room above for the line. */
const PEAK_LEVEL = 16_384;
const EDGE_SILENCE_MS = 40;

class FliteSpeech implements Speech {
  private readonly flite = new FliteClient();
  /** Oldest use first. */
  private readonly remembered = new Map<string, Promise<Utterance>>();

  render(voice: VoiceName, text: string): Promise<Utterance> {
    const words = wordsOf(text);
    const key = `${voice} ${words.join(' ')}`;
    const utterance = this.remembered.get(key) ?? this.renderWords(voice, words, crc32(Buffer.from(key)));
    this.remember(key, utterance);
    return utterance;
  }

  async close(): Promise<void> {
    this.remembered.clear();
    await this.flite.close();
  }

  private remember(key: string, utterance: Promise<Utterance>): void {
    this.remembered.delete(key);
    this.remembered.set(key, utterance);
    const [oldest] = this.remembered.keys();
    if (this.remembered.size > REMEMBERED_UTTERANCES && oldest !== undefined) this.remembered.delete(oldest);
    utterance.catch(() => this.remembered.delete(key));
  }

  private async renderWords(voice: VoiceName, words: readonly string[], id: number): Promise<Utterance> {
    if (words.length === 0) return writeCaptions(id, []);
    const output = await this.flite.synthesise(voice, pronounceable(words.join(' ')));
    return writeCaptions(id, partsOf(words, telephoneAudio(output), soundsOf(output)));
  }
}

function telephoneAudio({ wav }: FliteOutput): Buffer {
  const { samples, sampleRateHz } = readMonoWav(wav);
  return encodeUlaw(levelled(sampleRateHz === 8000 ? samples : halved(samples)));
}

// Loops instead of the arrays' own functions: they are several times as fast, and a crowd of callers says something new all the time.

function halved(samples: Int16Array): Int16Array {
  const downsampler = createDownsampler();
  const most = downsampler.push(samples);
  const rest = downsampler.flush();
  const all = new Int16Array(most.length + rest.length);
  all.set(most);
  all.set(rest, most.length);
  return all;
}

function levelled(samples: Int16Array): Int16Array {
  let peak = 1;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  const level = new Int16Array(samples.length);
  for (let i = 0; i < samples.length; i++) level[i] = (samples[i]! * PEAK_LEVEL) / peak;
  return level;
}

function soundsOf({ sounds }: FliteOutput): SpokenSound[] {
  return wordsOf(sounds).map((word) => {
    const [name = '', endSeconds] = word.split(':');
    return { name, endMs: Number(endSeconds) * 1000 };
  });
}

function partsOf(words: readonly string[], audio: Uint8Array, sounds: readonly SpokenSound[]): SpeechPart[] {
  const edge: SpeechPart = { kind: 'silence', bytes: EDGE_SILENCE_MS * BYTES_PER_MS };
  const spans = placeWords(words, sounds);
  const parts: SpeechPart[] = [edge];
  spans.forEach(({ startMs, endMs }, i) => {
    const pauseMs = startMs - (spans[i - 1]?.endMs ?? startMs);
    if (pauseMs > 0) parts.push({ kind: 'silence', bytes: Math.round(pauseMs * BYTES_PER_MS) });
    const own = audio.subarray(Math.round(startMs * BYTES_PER_MS), Math.round(endMs * BYTES_PER_MS));
    parts.push({ kind: 'word', text: words[i] ?? '', audio: own });
  });
  return [...parts, edge];
}
