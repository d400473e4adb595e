import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { AgentRoster } from '../agent/roster/agent-roster.js';
import { CarrierClient } from '../carrier/carrier.client.js';
import { CallsService } from '../calls/calls.service.js';
import type { Call, StreamedCall } from '../calls/calls.types.js';
import { RecordingLog } from '../calls/recording-log.service.js';
import { Clock } from '../common/clock/clock.js';
import type { CallId } from '../common/ids/ids.js';
import { Logger } from '../common/logging/logger.js';
import { News } from '../common/news/news.service.js';
import { callHash } from '../common/metrics/call-hash.js';
import { Tracer } from '../common/tracing/tracer.js';
import { AppConfig, QUIET_WITHIN_MS } from '../config/app-config.js';
import { CallFlowRunner } from './call-flow.runner.js';
import type { CallMedia, CallMediaListener } from './call-media.port.js';
import { CallSetups } from './call-setups.service.js';
import { CallTrace } from './call-trace.js';
import { CallConsents } from './consent/call-consents.service.js';
import { ConversationMetrics } from './conversation.metrics.js';
import { EmergencyLog } from './emergency/emergency-log.service.js';
import { Callbacks } from './limits/callbacks.service.js';
import { PhraseLibrary } from './phrases/phrase.library.js';

/** A call that was admitted and never opened its stream stops counting after that long. */
const ADMISSION_MS = 30_000;

/** A process that carries so much more than it should is late with everything; beyond that nobody is served any more. */
const KEPT_FOR_LIVE_CALLS = 0.25;

/** Between what a tool has found and the reply is often no more than half a second. */
const LOOK_FOR_QUIET_EVERY_MS = 50;

const LOOK_AROUND_EVERY_MS = 1000;
/** The record is closed, and the carrier told. */
const LEFT_WITHIN_MS = 5000;
const LAST_QUESTIONS_MS = 1500;

/** The conversations of this process. */
@Injectable()
export class ConversationService implements BeforeApplicationShutdown {
  private readonly live = new Map<CallId, CallFlowRunner>();
  private readonly admittedAtMs = new Map<CallId, number>();
  private readonly unfinished = new Set<Promise<void>>();
  private draining = false;
  /** While it drains: no other process is there that the carrier could ask what is next. */
  private alone = false;
  private readonly hurry = new AbortController();

  constructor(
    private readonly config: AppConfig,
    private readonly agents: AgentRoster,
    private readonly calls: CallsService,
    private readonly news: News,
    private readonly recordings: RecordingLog,
    private readonly callbacks: Callbacks,
    private readonly carrier: CarrierClient,
    private readonly consents: CallConsents,
    private readonly emergencies: EmergencyLog,
    private readonly phrases: PhraseLibrary,
    private readonly setups: CallSetups,
    private readonly metrics: ConversationMetrics,
    private readonly tracer: Tracer,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  get activeCalls(): number {
    return this.live.size;
  }

  get isDraining(): boolean {
    return this.draining;
  }

  /** False while no voice agent would take a call. */
  get agentIsAvailable(): boolean {
    return this.agents.isAvailable;
  }

  /**
   * True when this process will carry the call. Keeps a place for it until its stream comes, or fails to come. One that `goesOn` has
   * lost its stream, or another process: when new callers have taken all places, there are some more for it.
   */
  admit(call: Call, goesOn: boolean): boolean {
    if (this.draining) return false;
    if (this.live.has(call.id)) return true;
    const now = this.clock.nowMs();
    for (const [id, since] of this.admittedAtMs) if (now - since > ADMISSION_MS) this.admittedAtMs.delete(id);
    this.admittedAtMs.delete(call.id);
    const { maxConcurrentCalls } = this.config;
    const places = goesOn ? Math.ceil(maxConcurrentCalls * (1 + KEPT_FOR_LIVE_CALLS)) : maxConcurrentCalls;
    if (this.live.size + this.admittedAtMs.size >= places) return false;
    this.admittedAtMs.set(call.id, now);
    return true;
  }

  /** Begins, or goes on with, the conversation of a call on a new media stream. An older stream of the call gives way. */
  begin(call: StreamedCall, media: CallMedia): CallMediaListener {
    const before = this.live.get(call.id);
    before?.supersede();
    this.admittedAtMs.delete(call.id);
    const { agents, callbacks, calls, carrier, config, consents, emergencies, phrases, recordings } = this;
    const { clock, metrics, log } = this;
    const trace = CallTrace.begin(this.tracer, call, clock);
    const services = {
      agents,
      callbacks,
      calls,
      carrier,
      config,
      consents,
      emergencies,
      phrases,
      recordings,
      clock,
      metrics,
      log,
      trace,
      isAlone: () => this.alone,
      random: Math.random,
    };
    const runner = new CallFlowRunner(call, media, services);
    this.live.set(call.id, runner);
    this.metrics.activeCalls.set(this.live.size);
    log.info('call.connected', {
      callId: call.id,
      callSid: call.callSid,
      callHash: callHash(call.callSid),
      clinicId: call.clinicId,
    });
    void runner.start(async () => {
      await before?.written();
      return this.setups.load(call);
    });
    const over = runner.finished().then(() => {
      this.unfinished.delete(over);
      if (this.live.get(call.id) === runner) this.live.delete(call.id);
      this.metrics.activeCalls.set(this.live.size);
      trace?.end();
      log.info('call.disconnected', { callId: call.id, clinicId: call.clinicId });
    });
    this.unfinished.add(over);
    return runner;
  }

  /** The carrier reports that the call is over; its stream may not have noticed. */
  callEnded(call: Call): void {
    this.admittedAtMs.delete(call.id);
    this.live.get(call.id)?.onStopped();
  }

  /** This process has no time to wait for calls to end: when it drains, it hands them on at once. */
  handOnSoon(): void {
    this.hurry.abort();
  }

  /**
   * Takes no new calls, gives the live ones a while to end, and hands the others on, each at a quiet moment of its own. One that
   * has none loses its stream when the process ends, and the carrier connects it again as after any loss.
   */
  async beforeApplicationShutdown(): Promise<void> {
    this.draining = true;
    this.metrics.draining.set(1);
    this.log.info('line.draining', { count: this.live.size });
    const knowsOthers = this.news.leave();
    const lookAround = async () => void (this.alone = knowsOthers && !(await this.news.othersListen()));
    const stopLooking = this.clock.every(LOOK_AROUND_EVERY_MS, () => void lookAround());
    await lookAround();
    const hadCalls = this.unfinished.size > 0;
    await this.emptyWithin(this.config.drainMs, this.hurry.signal);
    this.log.info('line.handing_on', { count: this.live.size });
    const stop = this.clock.every(LOOK_FOR_QUIET_EVERY_MS, () => {
      for (const runner of this.live.values()) runner.handOn();
    });
    await this.emptyWithin(QUIET_WITHIN_MS);
    stop();
    if (this.alone) {
      for (const runner of this.live.values()) runner.handOn(true);
      await this.emptyWithin(LEFT_WITHIN_MS);
      // The carrier asks what is next, and is to be told that its call is over.
      if (hadCalls) await this.clock.sleep(LAST_QUESTIONS_MS);
    }
    stopLooking();
    this.log.info('line.drained', { count: this.live.size });
  }

  /** Streams that begin meanwhile count too: their calls were admitted before, or elsewhere. */
  private async emptyWithin(ms: number, sooner?: AbortSignal): Promise<void> {
    const limit = new AbortController();
    const signal = sooner ? AbortSignal.any([limit.signal, sooner]) : limit.signal;
    let isLate = false;
    const late = this.clock.sleep(ms, signal).then(() => (isLate = true));
    while (this.unfinished.size > 0 && !isLate) await Promise.race([Promise.all(this.unfinished), late]);
    limit.abort();
  }
}
