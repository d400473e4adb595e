import type { CallsService } from '../calls/calls.service.js';
import type { Call, HandoverReason } from '../calls/calls.types.js';
import type { Clock } from '../common/clock/clock.js';
import { withinMs } from '../common/clock/deadline.js';
import { errorFields, type Logger } from '../common/logging/logger.js';
import type { CallEffect, EndingEffect } from './call-flow.types.js';
import type { RecordWriter } from './record.writer.js';

/** An end that could not be stored becomes a resume. A caller who was told goodbye waits that long for all of it, not longer. */
const WRITE_WITHIN_MS = 4000;
const RETRY_AFTER_MS = 250;
/** That a call is over stays true. Nobody waits for it to be written, so it is tried for as long as a database may be away. */
const OVER_WITHIN_MS = 120_000;
const OVER_RETRY_AFTER_MS = 2000;

export const isEnding = (effect: CallEffect): effect is EndingEffect =>
  effect.type === 'plan' || effect.type === 'plan_handover' || effect.type === 'close_record';

/** Stores what a stream leaves behind, before the stream is closed: the carrier asks for the next step at once. */
export class CallEndingWriter {
  private before: Promise<unknown> = Promise.resolve();
  /** Whether the way to a person is stored already. */
  private kept: Promise<boolean> = Promise.resolve(false);
  /** So long the caller waits: since the first write. */
  private waitedUntilMs: number | null = null;

  constructor(
    private readonly call: Call,
    private readonly calls: CallsService,
    private readonly record: RecordWriter,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** What the call comes to depends on this work: it is closed afterwards. */
  after(work: Promise<unknown>): void {
    this.before = work.catch(() => undefined);
  }

  /** Stores the way to a person ahead of the end: the stream may be lost before that. */
  keep(
    { reason, summary }: Extract<CallEffect, { type: 'keep_handover' }>,
    to: 'transfer' | 'voicemail',
  ): Promise<unknown> {
    const before = this.kept;
    this.kept = before
      .then(() => this.calls.streamPlansHandover(this.call, to, reason, summary))
      .then(
        () => true,
        (error: unknown) => {
          this.log.warn('call.ending_write_failed', { callId: this.call.id, ...errorFields(error) });
          return false; // it is stored at the end
        },
      );
    return this.kept;
  }

  /** Resolves when it is stored, or has been tried for long enough. `handoverTo`: where a caller ends who needs a person. */
  write(effect: EndingEffect, handoverTo: (reason: HandoverReason) => 'transfer' | 'voicemail'): Promise<void> {
    const { call, calls, record } = this;
    switch (effect.type) {
      case 'plan':
        return this.store(async () => {
          if (effect.nextStep.startsWith('resume')) await record.flush(); // whoever goes on reads what was said
          await calls.streamPlans(call, effect.nextStep);
        });
      case 'plan_handover':
        return this.store(async () => {
          if (await this.kept) return;
          await calls.streamPlansHandover(call, handoverTo(effect.reason), effect.reason, effect.summary);
        });
      case 'close_record':
        return this.store(async () => {
          await this.before;
          await record.flush();
          await calls.streamEnded(call, effect.ending);
        }, OVER_WITHIN_MS);
    }
  }

  /** @param lateMs is how long it is tried when nobody waits any more. A plan is of no use then: the carrier has asked for it. */
  private async store(write: () => Promise<void>, lateMs = 0): Promise<void> {
    let isLate = false;
    const waitedUntilMs = (this.waitedUntilMs ??= this.clock.nowMs() + WRITE_WITHIN_MS);
    const givenUpAtMs = waitedUntilMs + lateMs;
    const persist = async (): Promise<void> => {
      for (;;) {
        try {
          return await write();
        } catch (error) {
          if (isLate && this.clock.nowMs() >= givenUpAtMs) return;
          this.log.warn('call.ending_write_failed', { callId: this.call.id, ...errorFields(error) });
          await this.clock.sleep(isLate ? OVER_RETRY_AFTER_MS : RETRY_AFTER_MS);
        }
      }
    };
    try {
      await withinMs(this.clock, Math.max(0, waitedUntilMs - this.clock.nowMs()), persist());
    } catch (error) {
      this.log.error('call.ending_incomplete', { callId: this.call.id, ...errorFields(error) });
    } finally {
      isLate = true;
    }
  }
}
