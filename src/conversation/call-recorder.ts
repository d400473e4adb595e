import type { CarrierClient } from '../carrier/carrier.client.js';
import { referenceTo } from '../carrier/carrier.protocol.js';
import { PATHS } from '../carrier/carrier.paths.js';
import type { Call } from '../calls/calls.types.js';
import type { RecordingLog } from '../calls/recording-log.service.js';
import type { Evidence } from '../compliance/consent/consent.types.js';
import { errorFields, type Logger } from '../common/logging/logger.js';
import type { AppConfig } from '../config/app-config.js';
import { turnOf } from './consent/turn-evidence.js';
import { asksForSecrets, objectsToRecording } from './caller-wishes.policy.js';
import type { ConversationMetrics } from './conversation.metrics.js';

export interface RecorderServices {
  carrier: CarrierClient;
  recordings: RecordingLog;
  config: Pick<AppConfig, 'publicUrl'>;
  metrics: ConversationMetrics;
  log: Logger;
}

/**
 * Has the carrier record a call whose caller was told so. Recording begins with the caller's first words that are no
 * objection, pauses while something is asked for, or said, that nobody else should hear, and is thrown away when the caller objects
 * later. The conversation never waits for it, and goes on without it.
 */
export class CallRecorder {
  private state: 'off' | 'announced' | 'on' | 'paused' | 'declined';
  private recordingSid: string | null = null;
  /** Nothing may be recorded, whatever is asked or answered. */
  private hushed = false;
  /** Requests to the carrier, one after the other. */
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly call: Call,
    private readonly services: RecorderServices,
  ) {
    this.state = call.recordingChoice ?? 'off';
  }

  /** A later stream of a call takes over what the first one began. */
  takeOver(): void {
    if (this.state !== 'announced') return;
    this.enqueue(async ({ recordings }) => {
      this.recordingSid = await recordings.running(this.call);
      if (this.recordingSid === null || this.state !== 'announced') return;
      this.state = 'on';
      if (this.hushed) this.pause();
    });
  }

  /** `turn`: its number in the call. */
  callerSaid(text: string, turn: number): void {
    const evidence = turnOf(this.call, turn);
    if (objectsToRecording(text)) return this.declineAs(evidence);
    if (this.state === 'announced' && !this.hushed) this.start(evidence);
  }

  /** A line of the agent's: what it asks for is recorded or not until the agent speaks again. */
  agentSaid(text: string): void {
    if (asksForSecrets(text)) this.pause();
    else this.goOn();
  }

  pause(): void {
    if (this.state !== 'on') return;
    this.state = 'paused';
    this.set('paused');
  }

  goOn(): void {
    if (this.state !== 'paused' || this.hushed) return;
    this.state = 'on';
    this.set('in-progress');
  }

  /** Pauses, or does not begin, until `listenAgain`. */
  hush(): void {
    this.hushed = true;
    this.pause();
  }

  listenAgain(): void {
    this.hushed = false;
    this.goOn();
  }

  /** The agent understood that the caller does not want it. */
  decline(): void {
    this.declineAs({ kind: 'call', id: this.call.id });
  }

  private declineAs(evidence: Evidence): void {
    if (this.state === 'off' || this.state === 'declined') return;
    this.state = 'declined';
    this.enqueue(async ({ carrier, recordings }) => {
      await recordings.decline(this.call, evidence);
      const sid = this.recordingSid;
      if (sid === null) return;
      await carrier.discardRecording(this.call.callSid, sid);
      await recordings.forget(this.call, sid);
    });
  }

  /** Resolves when nothing is left to ask of the carrier. */
  settled(): Promise<void> {
    return this.work;
  }

  private start(evidence: Evidence): void {
    this.state = 'on';
    this.enqueue(async ({ carrier, recordings, config }) => {
      if (this.state === 'declined' || this.recordingSid !== null) return;
      if (!(await recordings.agree(this.call, evidence))) return;
      const report = `${config.publicUrl}${PATHS.recording}?call=${referenceTo(this.call)}`;
      const { recordingSid } = await carrier.startRecording(this.call.callSid, report);
      this.recordingSid = recordingSid;
      await recordings.begun(this.call, recordingSid);
    });
  }

  private set(status: 'paused' | 'in-progress'): void {
    this.enqueue(async ({ carrier }) => {
      if (this.recordingSid !== null) await carrier.setRecording(this.call.callSid, this.recordingSid, status);
    });
  }

  private enqueue(ask: (services: RecorderServices) => Promise<void>): void {
    const { log, metrics } = this.services;
    this.work = this.work
      .then(() => ask(this.services))
      .catch((error: unknown) => {
        metrics.recorderFailures.inc();
        log.error('recording.request_failed', { callId: this.call.id, ...errorFields(error) });
      });
  }
}
