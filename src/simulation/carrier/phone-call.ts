import type { Temporal } from 'temporal-polyfill';
import type { Cancel } from '../../common/clock/clock.js';
import type { AnsweredBy, CallStatus, ProgressEvent } from './call-control.types.js';
import type { CallContext } from './call-context.types.js';
import { callFields, endingFields, type CallIdentity } from './call-fields.builder.js';
import { CarrierError } from './carrier.errors.js';
import type { CallEnding, CallFaults, CallObserver, CarrierEvent, LineFrame, StreamFaults } from './carrier.types.js';
import type { MediaStreamClient } from './media-stream.client.js';
import { DTMF_DIGITS } from './media-stream.protocol.js';
import { PhoneLine, type Surroundings } from './phone-line.js';
import { ProgressReports, type ProgressSubscription } from './progress-reports.js';

export interface PhoneCallSetup {
  identity: CallIdentity;
  subscription: ProgressSubscription | null;
  faults: CallFaults;
}

/**
 * One call of the carrier, with one party at its other end: a caller, somebody who is called, or a leg that was dialled for
 * another call. The party speaks, presses keys and hangs up; what else happens to the call is the runners' business.
 */
export class PhoneCall {
  /** Resolves when the call is over and every callback was answered. Rejects on a defect of the simulator only. */
  readonly ended: Promise<CallEnding>;
  /** All that happened, in order. */
  readonly events: CarrierEvent[] = [];
  readonly createdAt: Temporal.Instant;
  startedAt: Temporal.Instant | null = null;
  endedAt: Temporal.Instant | null = null;
  answeredBy: AnsweredBy | null = null;
  /** The media stream of the moment, with its means to misbehave. Null while there is no open socket. */
  stream: MediaStreamClient | null = null;

  private readonly goneSignal = new AbortController();
  private readonly observers = new Set<CallObserver>();
  private readonly reports: ProgressReports;
  private readonly unanswered = new Set<Promise<void>>();
  private resolveEnded!: (ending: CallEnding) => void;
  private rejectEnded!: (defect: unknown) => void;
  private leftBy: CallEnding['by'] | null = null;
  private currentStatus: CallStatus;
  private phoneLine: PhoneLine | null = null;
  private surroundings: Surroundings | null = null;
  private hadStream = false;

  constructor(
    private readonly context: CallContext,
    private readonly setup: PhoneCallSetup,
  ) {
    const { identity, subscription, faults } = setup;
    this.createdAt = context.clock.now();
    this.currentStatus = identity.direction === 'inbound' ? 'ringing' : 'queued';
    this.reports = new ProgressReports(
      identity,
      subscription,
      faults.statusCallbacks ?? {},
      context.clock,
      (url, fields) => this.notify(url, fields),
    );
    this.ended = new Promise((resolve, reject) => {
      this.resolveEnded = resolve;
      this.rejectEnded = reject;
    });
    this.ended.catch(() => undefined); // who wants to know awaits it
  }

  get callSid(): string {
    return this.identity.callSid;
  }

  get identity(): CallIdentity {
    return this.setup.identity;
  }

  get status(): CallStatus {
    return this.currentStatus;
  }

  get faults(): CallFaults {
    return this.setup.faults;
  }

  /** Null until the call is answered. */
  get line(): PhoneLine | null {
    return this.phoneLine;
  }

  /** Aborted when the call is over, whoever hung up. */
  get gone(): AbortSignal {
    return this.goneSignal.signal;
  }

  /** Null while the call is not over. */
  get hungUpBy(): CallEnding['by'] | null {
    return this.leftBy;
  }

  // What a party does.

  /** Follows the call from now on. */
  observe(observer: CallObserver): Cancel {
    this.observers.add(observer);
    return () => void this.observers.delete(observer);
  }

  /** The party says this; `onSpoken` is called when the last of it has gone out. Before the answer nobody hears it. */
  speak(audio: Buffer, onSpoken: () => void = () => undefined): void {
    this.line?.speak(audio, onSpoken);
  }

  /** The party breaks off. What was cut is not told as spoken. */
  hush(): void {
    this.line?.hush();
  }

  /** The party is at a noisy place. */
  surround(surroundings: Surroundings): void {
    this.surroundings = surroundings;
    this.line?.surround(surroundings);
  }

  /** @throws Error for a key that a telephone does not have. */
  press(digits: string): void {
    if (!DTMF_DIGITS.test(digits)) throw new Error('a telephone has the keys 0-9, *, # and A-D');
    for (const digit of digits) this.line?.press(digit);
  }

  /** The party hangs up. Safe at any time, and twice. */
  hangUp(): void {
    this.leave('caller');
  }

  // What the carrier does.

  answer(): PhoneLine {
    if (!this.phoneLine) {
      const { ticker, clock } = this.context;
      this.phoneLine = new PhoneLine(ticker, (frame) => this.onFrame(frame));
      if (this.surroundings) this.phoneLine.surround(this.surroundings);
      this.startedAt = clock.now();
      // A number's own status callback knows nothing but the end of an incoming call, and counts no steps.
      if (this.identity.direction === 'inbound') this.currentStatus = 'in-progress';
      else this.progress('answered', 'in-progress');
      this.emit({ type: 'answered' });
    }
    return this.phoneLine;
  }

  /** The carrier ends the call. Safe at any time, and twice. */
  drop(): void {
    this.leave('server');
  }

  /** A step of an outgoing call before its answer. */
  advance(to: 'initiated' | 'ringing'): void {
    this.progress(to, to === 'ringing' ? 'ringing' : 'queued');
  }

  /** What goes wrong with the stream that is about to be opened. */
  nextStreamFaults(): StreamFaults {
    const { stall: _stall, cutAfterMs: _cutAfterMs, ...lasting } = this.faults;
    const faults = this.hadStream ? lasting : this.faults;
    this.hadStream = true;
    return faults;
  }

  /** What a webhook of this moment carries. */
  fields(): Record<string, string> {
    const callStatus = this.gone.aborted && this.line ? 'completed' : this.currentStatus;
    return callFields(this.identity, callStatus);
  }

  emit(event: CarrierEvent): void {
    this.events.push(event);
    for (const observer of [...this.observers]) observer.onEvent?.(event);
  }

  fail(error: CarrierError): void {
    this.emit({ type: 'failed', code: error.code, detail: error.message });
  }

  /** Posts a callback whose answer does not matter to the call; its failure is reported as an event. */
  notify(url: string, fields: Record<string, string>): Promise<void> {
    const posted = this.post(url, fields).finally(() => this.unanswered.delete(posted));
    this.unanswered.add(posted);
    return posted;
  }

  /** Ends the call, if it has not ended yet. Resolves when everybody who is to be told of it was told. */
  async conclude(status: CallEnding['status']): Promise<void> {
    this.drop();
    const ending: CallEnding = { status, by: this.leftBy ?? 'server', durationMs: this.line?.elapsedMs ?? 0 };
    this.line?.close();
    this.currentStatus = status;
    this.endedAt = this.context.clock.now();
    this.reports.step('completed', status, endingFields(ending, this.answeredBy));
    try {
      await this.reports.flush();
      while (this.unanswered.size > 0) await Promise.all(this.unanswered);
      this.emit({ type: 'ended', ending });
      this.observers.clear();
      this.resolveEnded(ending);
    } catch (defect) {
      this.abandon(defect);
    }
  }

  /** A defect of the simulator, not of anybody's call. */
  abandon(defect: unknown): void {
    this.drop();
    this.line?.close();
    this.rejectEnded(defect);
  }

  private leave(by: CallEnding['by']): void {
    if (this.leftBy !== null) return;
    this.leftBy = by;
    this.goneSignal.abort();
  }

  private progress(event: ProgressEvent, status: CallStatus): void {
    this.currentStatus = status;
    this.reports.step(event, event === 'initiated' ? 'initiated' : status);
  }

  private onFrame(frame: LineFrame): void {
    for (const observer of [...this.observers]) observer.onFrame?.(frame);
  }

  private async post(url: string, fields: Record<string, string>): Promise<void> {
    try {
      const { status } = await this.context.webhooks.post(url, fields);
      if (status >= 400) throw new CarrierError(11200, `HTTP ${status}`);
    } catch (error) {
      if (!(error instanceof CarrierError)) throw error;
      this.fail(error);
    }
  }
}
