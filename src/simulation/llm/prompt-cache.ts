import { createHash } from 'node:crypto';
import type { Clock } from '../../common/clock/clock.js';
import type { Answer, ModelQuestion } from './model-question.types.js';
import { tokensIn } from './tokens.policy.js';

/** Anything shorter is not kept, whatever the client asks for. */
const SHORTEST_TOKENS = 1024;
/** Since it was last read. */
const KEPT_MS = 5 * 60_000;
const MOST_KEPT = 100;

/** What a vendor remembers of requests, to read it faster the next time. It keeps no text. */
export class PromptCache {
  private readonly usedAtMs = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** How many tokens of the question come out of the cache, and how many have gone into it. */
  read({ model, cachedText }: ModelQuestion): Pick<Answer['tokens'], 'cacheRead' | 'cacheWritten'> {
    const tokens = cachedText === null ? 0 : tokensIn(cachedText);
    if (cachedText === null || tokens < SHORTEST_TOKENS) return { cacheRead: 0, cacheWritten: 0 };
    const key = createHash('sha256').update(`${model}\n${cachedText}`).digest('hex');
    const nowMs = this.clock.nowMs();
    const usedAtMs = this.usedAtMs.get(key);
    this.usedAtMs.delete(key);
    this.usedAtMs.set(key, nowMs);
    for (const oldest of [...this.usedAtMs.keys()].slice(0, -MOST_KEPT)) this.usedAtMs.delete(oldest);
    const isKept = usedAtMs !== undefined && nowMs - usedAtMs < KEPT_MS;
    return isKept ? { cacheRead: tokens, cacheWritten: 0 } : { cacheRead: 0, cacheWritten: tokens };
  }
}
