import { createEar } from '../speech/ear.codec.js';
import { noise } from './noise.codec.js';

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
