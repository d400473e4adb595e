import type { Clock } from '../../common/clock/clock.js';
import type { CallProgress } from './caller.types.js';
import { ServerUnreachableError, type RecordClient } from './record.client.js';
import type { CallRecord } from './record.types.js';

const POLL_MS = 400;
/** How long after the hang-up the record may take to be complete. */
const COMPLETION_MS = 15_000;

/** Follows the record of a call while it grows, and tells what the line alone does not show: tools, and what was cut. */
export class RecordWatch {
  private readonly over = new AbortController();
  private readonly polling: Promise<void> | null;
  private toolsTold = 0;
  private readonly cutsTold = new Set<number>();

  constructor(
    private readonly client: RecordClient,
    private readonly callSid: string,
    private readonly clock: Clock,
    /** Nobody to tell: the record is read when the call is over, and not once before. */
    private readonly tell: ((progress: CallProgress) => void) | null,
  ) {
    this.polling = tell && this.poll();
    this.polling?.catch(() => undefined); // `finish` awaits it, and throws what it throws
  }

  /** Waits, for a bounded time, until the record says that the call has ended. Null when the server knows no such call. */
  async finish(): Promise<CallRecord | null> {
    this.over.abort();
    await this.polling;
    const deadlineMs = this.clock.nowMs() + COMPLETION_MS;
    for (;;) {
      const record = await this.look();
      if (record?.endedAt || this.clock.nowMs() >= deadlineMs) return record;
      await this.clock.sleep(POLL_MS);
    }
  }

  private async poll(): Promise<void> {
    while (!this.over.signal.aborted) {
      await this.look();
      await this.clock.sleep(POLL_MS, this.over.signal);
    }
  }

  private async look(): Promise<CallRecord | null> {
    const record = await this.read();
    if (!record || !this.tell) return record;
    for (; record.tools[this.toolsTold] && record.tools[this.toolsTold]?.status !== 'running'; this.toolsTold++) {
      this.tell({ type: 'tool', ...record.tools[this.toolsTold]! });
    }
    for (const { seq, role, interrupted, heard, text } of record.turns) {
      if (role !== 'agent' || !interrupted || this.cutsTold.has(seq)) continue;
      this.cutsTold.add(seq);
      this.tell({ type: 'cut_short', heard, text });
    }
    return record;
  }

  /** A server that is away for a moment, because it is being restarted under the call, is asked again later. */
  private async read(): Promise<CallRecord | null> {
    try {
      return await this.client.call(this.callSid);
    } catch (error) {
      if (error instanceof ServerUnreachableError) return null;
      throw error;
    }
  }
}
