import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { CallsService } from '../../calls/calls.service.js';
import { ClinicsService } from '../../clinics/clinics.service.js';
import { Clock } from '../../common/clock/clock.js';
import { errorFields, Logger } from '../../common/logging/logger.js';
import { AppConfig } from '../../config/app-config.js';
import { ConversationService } from '../../conversation/conversation.service.js';
import { firstCallAfterMs, nextCallAfterMs } from './synthetic-call-schedule.policy.js';
import { placeSyntheticCall, type SyntheticCallEnd } from './synthetic-call.runner.js';
import type { SyntheticResult } from './synthetic-call.types.js';
import { SyntheticCallsMetrics } from './synthetic-calls.metrics.js';
import type { TestPhone } from './test-phone.port.js';

const LOOK_FOR_DRAIN_EVERY_MS = 250;

/** Calls one of our own numbers now and then, from outside, and tells what it came to. */
@Injectable()
export class SyntheticCalls implements BeforeApplicationShutdown {
  /** What the last call came to that was not given up; null before the first. */
  last: { result: SyntheticResult; at: Temporal.Instant } | null = null;
  private readonly stopping = new AbortController();
  private working: Promise<void> | null = null;

  constructor(
    private readonly config: AppConfig,
    private readonly calls: CallsService,
    private readonly clinics: ClinicsService,
    private readonly conversations: ConversationService,
    private readonly metrics: SyntheticCallsMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** Whether this process places any: one of those that serve a port together does. */
  get areWanted(): boolean {
    return this.config.syntheticCall !== undefined;
  }

  /** To be called once, by a process that listens. Without a number to call nothing begins. */
  begin(phone: TestPhone): void {
    const { syntheticCall } = this.config;
    if (syntheticCall) this.working ??= this.goOnCalling(phone, syntheticCall);
  }

  /** The call of the moment ends first: it would be a call to wait for, or to hand on, if it is this process that carries it. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.working;
  }

  private async goOnCalling(
    phone: TestPhone,
    { number, everyMs }: NonNullable<AppConfig['syntheticCall']>,
  ): Promise<void> {
    const { signal } = this.stopping;
    // Which part of the process is asked first to end is not ours to say.
    const stopLooking = this.clock.every(LOOK_FOR_DRAIN_EVERY_MS, () => {
      if (this.conversations.isDraining) this.stopping.abort();
    });
    let waitMs = firstCallAfterMs(Math.random());
    for (;;) {
      await this.clock.sleep(waitMs, signal);
      if (signal.aborted) break;
      const beganMs = this.clock.nowMs();
      await this.placeOne(phone, number);
      waitMs = Math.max(0, beganMs + nextCallAfterMs(everyMs, Math.random()) - this.clock.nowMs());
    }
    stopLooking();
  }

  /** Never fails: a check that brings down what it checks is worse than none. */
  private async placeOne(phone: TestPhone, number: string): Promise<void> {
    const { clock, metrics } = this;
    try {
      const end = await placeSyntheticCall(number, {
        phone,
        clock,
        hasReply: (callSid) => this.hasReply(number, callSid),
        onMeasured: (stage, ms) => metrics.stageTook(stage, ms),
        signal: this.stopping.signal,
      });
      this.report(end);
    } catch (error) {
      this.log.error('synthetic_call.failed', errorFields(error));
      this.count('not_placed');
    }
  }

  private report({ callSid, result, durationMs, code }: SyntheticCallEnd): void {
    const fields = { callSid, durationMs, ...(code === null ? {} : { code: String(code) }) };
    if (result === null) return this.log.info('synthetic_call.given_up', fields);
    if (result === 'ok') this.log.info('synthetic_call.ended', { ...fields, outcome: result });
    else this.log.warn('synthetic_call.ended', { ...fields, outcome: result });
    this.count(result);
  }

  private count(result: SyntheticResult): void {
    this.last = { result, at: this.clock.now() };
    this.metrics.calls.inc({ result });
    if (result === 'ok') this.metrics.lastSuccessSeconds.set(this.clock.now().epochMilliseconds / 1000);
  }

  /** Answers have times from the caller's last word on; greetings and lines of ours into the silence have none. */
  private async hasReply(number: string, callSid: string): Promise<boolean> {
    const clinic = await this.clinics.findByNumber(number);
    const call = clinic && (await this.calls.findBySid(clinic.id, callSid));
    if (!call) return false;
    const { turns } = await this.calls.history(call);
    return turns.some(({ role, stages }) => role === 'agent' && stages !== null);
  }
}
