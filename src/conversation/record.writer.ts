import type { Clock } from '../common/clock/clock.js';
import { patiently } from '../common/clock/patiently.js';
import { errorFields, type Logger } from '../common/logging/logger.js';
import type { CallsService } from '../calls/calls.service.js';
import type { Call, TurnRecord } from '../calls/calls.types.js';
import type { ConversationMetrics } from './conversation.metrics.js';

/** Takes a turn each time that it has changed. */
export interface TurnWriter {
  save(turn: TurnRecord): void;
}

/**
 * Writes the turns of one call, one write at a time, in order. A turn that changes while it waits is written once, in its
 * latest form. Trouble with the database never reaches the conversation.
 */
export class RecordWriter implements TurnWriter {
  private readonly waiting = new Map<number, TurnRecord>();
  private writing: Promise<void> | null = null;

  constructor(
    private readonly call: Call,
    private readonly calls: CallsService,
    private readonly clock: Clock,
    private readonly metrics: ConversationMetrics,
    private readonly log: Logger,
  ) {}

  save(turn: TurnRecord): void {
    this.waiting.set(turn.seq, turn);
    this.writing ??= this.drain();
  }

  /** Resolves when everything handed over so far is written, or given up. */
  async flush(): Promise<void> {
    await this.writing;
  }

  private async drain(): Promise<void> {
    // The first turn's write begins in a later tick, so that a burst of changes is one write.
    await Promise.resolve();
    for (let next = this.takeNext(); next; next = this.takeNext()) await this.write(next);
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
    await patiently(this.clock, () => this.calls.saveTurn(this.call, latest()), warn).catch(() =>
      this.metrics.recordFailures.inc(),
    );
  }
}
