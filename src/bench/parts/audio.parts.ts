import { CallerAudioConditioner } from '../../audio/caller-audio.conditioner.js';
import { CallerAudioHealth } from '../../audio/caller-audio.meter.js';
import { FRAME_MS } from '../../audio/frame.types.js';
import { decodeUlaw, encodeUlaw } from '../../audio/g711.codec.js';
import { isVoiced } from '../../audio/voice-activity.policy.js';
import { speechFrames } from '../turns/spoken.js';
import { bareParse, mediaMessages } from './media-messages.js';
import type { Part } from './part.types.js';

/** µ-law by table against the law's own formulas, and what listening to a caller's frame costs beside taking it off the wire. */
export function audioParts(): Part[] {
  const frames = speechFrames();
  const linear = frames.map((frame) => decodeUlaw(frame));
  const messages = mediaMessages(frames);
  const parse = inTurn(messages, bareParse);
  const unpacked = { unit: 'µs', against: 'JSON.parse and base64 of its message', baseline: parse } as const;
  const health = new CallerAudioHealth();
  const conditioner = new CallerAudioConditioner({ gainDb: 6, noiseGate: true });
  let atMs = 0;
  return [
    {
      name: 'µ-law frame to linear',
      unit: 'µs',
      against: "the law's formula",
      work: inTurn(frames, (frame) => decodeUlaw(frame)[7] as number),
      baseline: inTurn(frames, (frame) => {
        const samples = new Int16Array(frame.length);
        for (let i = 0; i < frame.length; i++) samples[i] = linearByFormula(frame[i] as number);
        return samples[7] as number;
      }),
    },
    {
      name: 'linear frame to µ-law',
      unit: 'µs',
      against: "the law's formula",
      work: inTurn(linear, (samples) => encodeUlaw(samples)[7] as number),
      baseline: inTurn(linear, (samples) => {
        const codes = Buffer.alloc(samples.length);
        for (let i = 0; i < samples.length; i++) codes[i] = ulawByFormula(samples[i] as number);
        return codes[7] as number;
      }),
    },
    {
      ...unpacked,
      name: "a caller's frame measured (health)",
      work: inTurn(frames, (frame) => {
        health.callerFrame(frame, (atMs += FRAME_MS));
        return frame.length;
      }),
    },
    {
      ...unpacked,
      name: "a caller's frame conditioned (gain, gate)",
      work: inTurn(frames, (frame) => conditioner.condition(frame)[7] as number),
    },
    { ...unpacked, name: "voice found in a caller's frame", work: inTurn(frames, (frame) => Number(isVoiced(frame))) },
  ];
}

/** Does it to each of them in turn, one a call. */
export function inTurn<T>(items: readonly T[], run: (item: T) => number): () => number {
  let next = 0;
  return () => run(items[next++ % items.length] as T);
}

const BIAS = 132;
const CLIP = 32_635;

function linearByFormula(wireCode: number): number {
  const code = ~wireCode & 0xff;
  const magnitude = (2 * (code & 0x0f) + 33) * 2 ** (((code >> 4) & 0x07) + 2) - BIAS;
  return code & 0x80 ? -magnitude : magnitude;
}

function ulawByFormula(sample: number): number {
  const biased = Math.min(Math.abs(sample), CLIP) + BIAS;
  const segment = Math.floor(Math.log2(biased)) - 7;
  const step = Math.floor(biased / 2 ** (segment + 3)) & 0x0f;
  return ~((sample < 0 ? 0x80 : 0) | (segment << 4) | step) & 0xff;
}
