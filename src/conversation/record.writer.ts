import type { Clock } from '../common/clock/clock.js';
import { AT_LEISURE_MS, patiently } from '../common/clock/patiently.js';
import { errorFields, type Logger } from '../common/logging/logger.js';
import type { CallsService } from '../calls/calls.service.js';
import type { Call, TurnRecord } from '../calls/calls.types.js';
import type { ConversationMetrics } from './conversation.metrics.js';

/** Takes a turn each time that it has changed. */
export interface TurnWriter {
  save(turn: TurnRecord): void;
}

/** What is heard of a turn grows many times a second while it is played; so much of it is lost with a process that dies. */
const PROGRESS_EVERY_MS = 2000;

/**
 * Writes the turns of one call, one write at a time, in order: a new one at once, changes of a known one in their latest form,
 * now and then. Trouble with the database never reaches the conversation.
 */
export class RecordWriter implements TurnWriter {
  private readonly waiting = new Map<number, TurnRecord>();
  private writing: Promise<void> | null = null;
  private latestSeq = 0;
  private nextProgressMs = 0;
  /** Aborted: what waits is not to wait longer. */
  private hurry = new AbortController();

  constructor(
    private readonly call: Call,
    private readonly calls: CallsService,
    private readonly clock: Clock,
    private readonly metrics: ConversationMetrics,
    private readonly log: Logger,
  ) {}

  save(turn: TurnRecord): void {
    this.waiting.set(turn.seq, turn);
    if (turn.seq > this.latestSeq) this.hurry.abort();
    this.latestSeq = Math.max(this.latestSeq, turn.seq);
    this.writing ??= this.drain();
  }

  /** Resolves when everything handed over so far is written, or given up. */
  async flush(): Promise<void> {
    this.hurry.abort();
    await this.writing;
  }

  private async drain(): Promise<void> {
    // The first turn's write begins in a later tick, so that a burst of changes is one write.
    await Promise.resolve();
    while (this.waiting.size > 0) {
      const restMs = this.nextProgressMs - this.clock.nowMs();
      if (restMs > 0) await this.clock.sleep(restMs, this.hurry.signal);
      this.hurry = new AbortController();
      for (let next = this.takeNext(); next; next = this.takeNext()) await this.write(next);
      this.nextProgressMs = this.clock.nowMs() + PROGRESS_EVERY_MS;
    }
    this.writing = null;
  }

  private takeNext(): TurnRecord | undefined {
    const next = this.waiting.values().next().value;
    if (next) this.waiting.delete(next.seq);
    return next;
  }

  private async write(turn: TurnRecord): Promise<void> {
    const latest = () => this.waiting.get(turn.seq) ?? turn;
    const warn = (error: unknown, attempt: number) =>
      this.log.warn('record.write_failed', { callId: this.call.id, attempt, ...errorFields(error) });
    await patiently(this.clock, () => this.calls.saveTurn(this.call, latest()), warn, {
      retryAfterMs: AT_LEISURE_MS,
    }).catch(() => this.metrics.recordFailures.inc());
  }
}
