import { decodeUlaw } from '../../audio/g711.codec.js';
import { FRAME_BYTES } from '../../audio/frame.types.js';
import { createSpeech } from '../speech/speech.service.js';
import { beep, isPureTone, keyTones, silence } from './tones.codec.js';

const packetsOf = (audio: Buffer): Int16Array[] =>
  Array.from({ length: Math.floor(audio.length / FRAME_BYTES) }, (_, index) =>
    decodeUlaw(audio.subarray(index * FRAME_BYTES, (index + 1) * FRAME_BYTES)),
  );

describe('isPureTone', () => {
  it('knows a beep by any of its packets', () => {
    expect(packetsOf(beep()).every(isPureTone)).toBe(true);
  });

  it.each(['slt', 'rms', 'awb', 'kal'] as const)('takes nothing that the voice %s says for one', async (voice) => {
    const speech = createSpeech();
    const { audio } = await speech.render(voice, 'You have reached the Jones family. Who are you? Moo, moo, moon.');
    expect(packetsOf(audio).some(isPureTone)).toBe(false);
    await speech.close();
  });

  it('takes neither keys nor silence for one', () => {
    for (const audio of [keyTones('1234567890*#'), silence(100)]) {
      expect(packetsOf(audio).some(isPureTone)).toBe(false);
    }
  });
});

describe('keyTones', () => {
  it('gives each key its own sound', () => {
    const sounds = [...'1234567890*#'].map((key) => keyTones(key).toString('hex'));
    expect(new Set(sounds).size).toBe(12);
  });

  it('waits half a second for a w', () => {
    expect(keyTones('w1').length).toBe(500 * 8 + keyTones('1').length);
  });
});
