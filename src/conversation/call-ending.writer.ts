import type { CallsService } from '../calls/calls.service.js';
import type { Call, CallEnding, HandoverReason, NextStep } from '../calls/calls.types.js';
import type { Clock } from '../common/clock/clock.js';
import { withinMs } from '../common/clock/deadline.js';
import { errorFields, type Logger } from '../common/logging/logger.js';
import type { RecordWriter } from './record.writer.js';

/** An end that could not be stored becomes a resume. A caller who was told goodbye waits that long for it, not longer. */
const WRITE_WITHIN_MS = 4000;
const RETRY_AFTER_MS = 250;

/** Stores what a stream leaves behind, before the stream is closed: the carrier asks for the next step at once. */
export class CallEndingWriter {
  constructor(
    private readonly call: Call,
    private readonly calls: CallsService,
    private readonly record: RecordWriter,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  plan(nextStep: NextStep): Promise<void> {
    return this.store(() => this.calls.planNextStep(this.call, nextStep));
  }

  planHandover(to: 'transfer' | 'voicemail', reason: HandoverReason, summary: string | null): Promise<void> {
    return this.store(() => this.calls.planHandover(this.call, to, reason, summary));
  }

  close(ending: CallEnding): Promise<void> {
    return this.store(async () => {
      await this.record.flush();
      await this.calls.close(this.call, ending);
    });
  }

  private async store(write: () => Promise<void>): Promise<void> {
    let isLate = false;
    const persist = async (): Promise<void> => {
      for (;;) {
        try {
          return await write();
        } catch (error) {
          if (isLate) return;
          this.log.warn('call.ending_write_failed', { callId: this.call.id, ...errorFields(error) });
          await this.clock.sleep(RETRY_AFTER_MS);
        }
      }
    };
    try {
      await withinMs(this.clock, WRITE_WITHIN_MS, persist());
    } catch (error) {
      this.log.error('call.ending_incomplete', { callId: this.call.id, ...errorFields(error) });
    } finally {
      isLate = true;
    }
  }
}
