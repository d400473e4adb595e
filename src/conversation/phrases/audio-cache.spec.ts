import { AudioCache } from './audio-cache.js';

const audio = (bytes: number) => Buffer.alloc(bytes, 1);

describe('audio in memory', () => {
  it('gives up what was used longest ago when there is no room', () => {
    const cache = new AudioCache(10);
    cache.set('a', audio(4));
    cache.set('b', audio(4));
    cache.get('a');
    cache.set('c', audio(4));

    expect(['a', 'b', 'c'].filter((key) => cache.has(key))).toEqual(['a', 'c']);
    expect(cache.bytes).toBe(8);
  });

  it('counts what is replaced once, and keeps nothing that alone is too much', () => {
    const cache = new AudioCache(10);
    cache.set('a', audio(4));
    cache.set('a', audio(6));
    expect(cache.bytes).toBe(6);

    cache.set('b', audio(11));
    expect(cache.get('b')).toBeUndefined();
    expect(cache.bytes).toBe(0);
  });
});
