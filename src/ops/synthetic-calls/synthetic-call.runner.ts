import type { Clock } from '../../common/clock/clock.js';
import {
  dialled,
  reduceSyntheticCall,
  type SyntheticCall,
  type SyntheticCallEffect,
  type SyntheticCallEvent,
} from './synthetic-call.reducer.js';
import type { SyntheticResult, SyntheticStage } from './synthetic-call.types.js';
import type { DialledCall, TestPhone } from './test-phone.port.js';

const TICK_MS = 100;
const LOOK_INTO_RECORD_EVERY_MS = 400;
/** The line has long been told of the end by then, or won't be. */
const OVER_WITHIN_MS = 20_000;

export interface SyntheticCallTools {
  phone: TestPhone;
  clock: Clock;
  /** True when the record of the call has a reply of the voice agent's. */
  hasReply: (callSid: string) => Promise<boolean>;
  onMeasured: (stage: SyntheticStage, ms: number) => void;
  /** When it is aborted the caller hangs up, and the call has come to nothing. */
  signal: AbortSignal;
}

export interface SyntheticCallEnd {
  callSid: string;
  /** Null for a call that was given up, which says nothing about the line. */
  result: SyntheticResult | null;
  durationMs: number;
  /** What the carrier failed with last, by its own dictionary. */
  code: number | null;
}

/** Places one call and follows it to its end. @throws what the phone throws when it can't dial */
export async function placeSyntheticCall(number: string, tools: SyntheticCallTools): Promise<SyntheticCallEnd> {
  const runner = new SyntheticCallRunner(tools);
  const call = await tools.phone.dial(number, (event) => runner.take(event));
  return runner.follow(call);
}

class SyntheticCallRunner {
  private state: SyntheticCall;
  private call: DialledCall | null = null;
  private code: number | null = null;
  private isLooking = false;
  private resolveOver!: () => void;
  private readonly isOver = new Promise<void>((resolve) => (this.resolveOver = resolve));

  constructor(private readonly tools: SyntheticCallTools) {
    this.state = dialled(tools.clock.nowMs());
  }

  async follow(call: DialledCall): Promise<SyntheticCallEnd> {
    const { clock, signal } = this.tools;
    this.call = call;
    // From here on: what the phone needed before it could dial is no time of the line's.
    const beganMs = clock.nowMs();
    this.state = dialled(beganMs);
    const stops = [
      clock.every(TICK_MS, () => this.take({ type: 'tick' })),
      clock.every(LOOK_INTO_RECORD_EVERY_MS, () => void this.lookIntoRecord(call)),
    ];
    signal.addEventListener('abort', this.resolveOver, { once: true });
    if (signal.aborted) this.resolveOver();
    await this.isOver;
    signal.removeEventListener('abort', this.resolveOver);
    for (const stop of stops) stop();
    const durationMs = clock.nowMs() - beganMs;
    call.hangUp();
    const limit = new AbortController();
    await Promise.race([call.over, clock.sleep(OVER_WITHIN_MS, limit.signal)]);
    limit.abort();
    const result = this.state.phase === 'over' ? this.state.result : null;
    return { callSid: call.callSid, result, durationMs, code: this.code };
  }

  take(event: SyntheticCallEvent): void {
    if (event.type === 'carrier_failed') this.code = event.code;
    const { state, effects } = reduceSyntheticCall(this.state, event, this.tools.clock.nowMs());
    this.state = state;
    for (const effect of effects) this.perform(effect);
  }

  private perform(effect: SyntheticCallEffect): void {
    switch (effect.type) {
      case 'ask':
        return this.call?.ask();
      case 'measured':
        return this.tools.onMeasured(effect.stage, effect.ms);
      case 'hang_up':
        return this.resolveOver();
    }
  }

  /** A record that can't be read has no reply: the call comes to that when its time is over. */
  private async lookIntoRecord({ callSid }: DialledCall): Promise<void> {
    if (this.isLooking || this.state.phase !== 'waiting' || this.state.isRecorded) return;
    this.isLooking = true;
    const hasReply = await this.tools.hasReply(callSid).catch(() => false);
    this.isLooking = false;
    if (hasReply) this.take({ type: 'reply_recorded' });
  }
}
