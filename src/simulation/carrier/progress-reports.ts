import type { Clock } from '../../common/clock/clock.js';
import type { ProgressEvent } from './call-control.types.js';
import { progressFields, type CallIdentity } from './call-fields.builder.js';
import type { CallFaults } from './carrier.types.js';

/** Who is told of a call's progress, and of which steps. */
export interface ProgressSubscription {
  url: string;
  events: readonly ProgressEvent[];
}

type Fields = Record<string, string>;

/**
 * The status callbacks of one call, in order: the next one is sent when the one before was answered. Steps are numbered
 * whether or not anybody asked for them.
 */
export class ProgressReports {
  private sequence = 0;
  private last: Promise<void> = Promise.resolve();
  private heldBack: Fields | null = null;

  constructor(
    private readonly call: CallIdentity,
    private readonly subscription: ProgressSubscription | null,
    private readonly faults: NonNullable<CallFaults['statusCallbacks']>,
    private readonly clock: Clock,
    /** Must not throw. */
    private readonly post: (url: string, fields: Fields) => Promise<void>,
  ) {}

  step(event: ProgressEvent, callStatus: string, more: Fields = {}): void {
    const at = { sequence: this.sequence++, atMs: this.clock.nowMs() };
    if (this.subscription?.events.includes(event) !== true) return;
    const fields = { ...progressFields(this.call, callStatus, at), ...more };
    if (this.faults.reordered !== true) return this.send(fields);
    const earlier = this.heldBack;
    this.heldBack = earlier ? null : fields;
    if (!earlier) return;
    this.send(fields);
    this.send(earlier);
  }

  /** Resolves when everything has been sent and answered. */
  async flush(): Promise<void> {
    if (this.heldBack) this.send(this.heldBack);
    this.heldBack = null;
    await this.last;
  }

  private send(fields: Fields): void {
    const url = this.subscription?.url ?? '';
    const { duplicated, lateByMs = 0 } = this.faults;
    const due = lateByMs > 0 ? this.clock.sleep(lateByMs) : Promise.resolve();
    const before = this.last;
    this.last = (async () => {
      await Promise.all([before, due]);
      await this.post(url, fields);
      if (duplicated === true) await this.post(url, fields);
    })();
  }
}
