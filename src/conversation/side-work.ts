import type { CallId } from '../common/ids/ids.js';
import { errorFields, type Logger } from '../common/logging/logger.js';

/** What goes on beside the conversation of one call. Its faults are logged and reach no other call. */
export class SideWork {
  private readonly unfinished = new Set<Promise<unknown>>();

  constructor(
    private readonly callId: CallId,
    private readonly log: Logger,
  ) {}

  add(work: Promise<unknown>): void {
    const guarded = work.catch((error: unknown) =>
      this.log.error('call.fault', { callId: this.callId, ...errorFields(error) }),
    );
    this.unfinished.add(guarded);
    void guarded.finally(() => this.unfinished.delete(guarded));
  }

  /** Resolves when nothing is left, what was added meanwhile included. */
  async settled(): Promise<void> {
    while (this.unfinished.size > 0) await Promise.allSettled(this.unfinished);
  }
}
