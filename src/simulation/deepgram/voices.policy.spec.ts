import { voiceFor } from './voices.policy.js';

const deepgram = (model: string) => voiceFor({ provider: { type: 'deepgram', model } });

describe('the simulated voice of a provider voice', () => {
  it('is always the same', () => {
    expect(deepgram('aura-2-thalia-en')).toBe('slt');
    expect(deepgram('aura-2-thalia-en')).toBe('slt');
  });

  it('differs between some voices, so that a change is heard', () => {
    expect(deepgram('aura-2-zeus-en')).not.toBe(deepgram('aura-2-thalia-en'));
    expect(deepgram('aura-2-celeste-es')).not.toBe(deepgram('aura-2-thalia-en'));
  });

  it('goes by what names the voice', () => {
    const voice = (id: string) =>
      voiceFor({ provider: { type: 'cartesia', model_id: 'sonic', voice: { mode: 'id', id } } });
    const voices = ['a', 'b', 'c', 'd', 'e'].map(voice);
    expect(new Set(voices).size).toBeGreaterThan(1);
  });
});
