import { FRAME_BYTES, FRAME_MS, SILENCE_BYTE } from '../../audio/frame.types.js';
import { isVoiced } from '../../audio/voice-activity.policy.js';
import { createEar } from '../speech/ear.codec.js';
import { createSpeech } from '../speech/speech.service.js';
import type { Speech } from '../speech/speech.types.js';
import { noise, withNoise } from './noise.codec.js';

describe('a cough', () => {
  it('is a voice from beginning to end, and no words', () => {
    const ear = createEar();
    const cough = noise(400);
    const voiced: boolean[] = [];
    const heard = Array.from({ length: 20 }, (_, frame) => {
      const words = ear.hear(cough.subarray(frame * 160, (frame + 1) * 160));
      voiced.push(ear.voiceActive);
      return words;
    });

    expect(cough).toHaveLength(3200);
    expect(heard.flat()).toEqual([]);
    expect(voiced.slice(1)).toEqual(Array.from({ length: 19 }, () => true));
  });
});

describe('a noisy line', () => {
  let speech: Speech;
  beforeAll(() => (speech = createSpeech()));
  afterAll(() => speech.close());

  /** As the other end gets it: frame by frame. */
  const onTheLine = (said: Buffer, seed: number): Buffer[] =>
    Array.from({ length: Math.floor(said.length / FRAME_BYTES) }, (_, frame) =>
      withNoise(said.subarray(frame * FRAME_BYTES, (frame + 1) * FRAME_BYTES), frame * FRAME_MS, seed),
    );
  const MINUTE = Buffer.alloc(60_000 * 8, SILENCE_BYTE);

  it('has some bangs a minute that are voice to any detector, a room that is none, and never a word', () => {
    const ear = createEar();
    const heard = onTheLine(MINUTE, 7).map((frame) => ({
      words: ear.hear(frame),
      voiced: isVoiced(frame),
      isSilent: frame.every((code) => code === SILENCE_BYTE),
    }));
    const voicedMs = heard.filter(({ voiced }) => voiced).length * FRAME_MS;
    expect(heard.flatMap(({ words }) => words)).toEqual([]);
    expect(voicedMs).toBeGreaterThan(400);
    expect(voicedMs).toBeLessThan(2000);
    expect(heard.some(({ isSilent }) => isSilent)).toBe(false);
  });

  it('is the same for the same seed, and another one for another', () => {
    const line = (seed: number) => Buffer.concat(onTheLine(MINUTE, seed)).toString('base64');
    expect(line(7) === line(7)).toBe(true);
    expect(line(7) === line(8)).toBe(false);
  });

  it('loses the few words that noise falls on, and leaves all others as they were said', async () => {
    const text = 'I would like to book a cleaning for next week, please, and my name is Maria Lopez.';
    const { audio } = await speech.render('rms', text);
    const sentences = Buffer.concat(Array.from({ length: 10 }, () => audio));
    const words = text.split(' ');
    const ear = createEar();
    const heard = onTheLine(sentences, 7).flatMap((frame) => ear.hear(frame));
    const made = heard.flatMap((item) => (item.kind === 'word' ? [item.text] : []));
    expect(made.length).toBeGreaterThan(words.length * 10 * 0.7);
    expect(made.length).toBeLessThan(words.length * 10);
    expect(heard.some(({ kind }) => kind === 'garbled')).toBe(true);
    expect(made.every((word) => words.includes(word))).toBe(true);
  });
});
