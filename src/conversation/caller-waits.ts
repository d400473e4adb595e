import type { CallSid } from '../common/ids/ids.js';
import type { Clock } from '../common/clock/clock.js';
import type { ConversationMetrics, StreamKind } from './conversation.metrics.js';

/** Measures what the caller of one media stream waits for without hearing a sound: the greeting, and whatever is owed to them. */
export class CallerWaits {
  private readonly beganAtMs: number;
  private awaitsGreeting = false;

  constructor(
    private readonly callSid: CallSid,
    private readonly clock: Clock,
    private readonly metrics: ConversationMetrics,
  ) {
    this.beganAtMs = clock.nowMs();
  }

  /** To be called before the first sound. */
  streamIs(kind: StreamKind): void {
    this.metrics.streams.inc({ kind });
    this.awaitsGreeting = kind === 'fresh';
  }

  /** The line makes a sound again. `quietMs`: since either side was heard; `owed`: the caller waited for a word. */
  lineHeard(quietMs: number, owed: boolean): void {
    if (this.awaitsGreeting) this.metrics.greeted(this.lastedMs, this.callSid);
    else if (owed) this.metrics.callerHeardNothing(Math.min(quietMs, this.lastedMs), this.callSid);
    this.awaitsGreeting = false;
  }

  streamOver(quietMs: number, owed: boolean): void {
    if (owed) this.metrics.callerHeardNothing(Math.min(quietMs, this.lastedMs), this.callSid);
    this.metrics.streamSeconds.inc(this.lastedMs / 1000);
  }

  private get lastedMs(): number {
    return this.clock.nowMs() - this.beganAtMs;
  }
}
