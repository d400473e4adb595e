import { ManualClock } from '../../../test/support/manual-clock.js';
import type { ModelQuestion } from './model-question.types.js';
import { PromptCache } from './prompt-cache.js';

const asking = (cachedText: string | null, model = 'claude'): ModelQuestion => ({
  model,
  cachedText,
  prompt: '',
  tools: [],
  history: [],
  maxTokens: null,
  streams: true,
  countsTokens: true,
  inputTokens: 5000,
});
const LONG = 'word '.repeat(1000);
const WRITTEN = { cacheRead: 0, cacheWritten: 1250 };
const READ = { cacheRead: 1250, cacheWritten: 0 };
const NOTHING = { cacheRead: 0, cacheWritten: 0 };

describe('the cache of a model', () => {
  it('holds what was asked with before, for the same model', () => {
    const cache = new PromptCache(new ManualClock());

    expect(cache.read(asking(LONG))).toEqual(WRITTEN);
    expect(cache.read(asking(LONG))).toEqual(READ);
    expect(cache.read(asking(LONG, 'other'))).toEqual(WRITTEN);
    expect(cache.read(asking(`${LONG}!!!!`))).toMatchObject({ cacheRead: 0 });
  });

  it('forgets what was not read for five minutes', () => {
    const clock = new ManualClock();
    const cache = new PromptCache(clock);
    cache.read(asking(LONG));
    clock.advance(299_000);
    expect(cache.read(asking(LONG))).toEqual(READ);
    clock.advance(299_000);
    expect(cache.read(asking(LONG))).toEqual(READ);
    clock.advance(300_000);
    expect(cache.read(asking(LONG))).toEqual(WRITTEN);
  });

  it('keeps nothing short, and nothing that is not to be kept', () => {
    const cache = new PromptCache(new ManualClock());
    for (const text of ['short', null]) {
      expect(cache.read(asking(text))).toEqual(NOTHING);
      expect(cache.read(asking(text))).toEqual(NOTHING);
    }
  });
});
