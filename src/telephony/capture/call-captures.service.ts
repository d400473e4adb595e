import { randomBytes, randomFillSync } from 'node:crypto';
import { join } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { WebSocket } from 'ws';
import { callSid as CallSid } from '../../carrier/carrier.protocol.js';
import { Clock, type Cancel } from '../../common/clock/clock.js';
import { errorFields, Logger } from '../../common/logging/logger.js';
import { AppConfig } from '../../config/app-config.js';
import { appVersion } from '../../config/project-root.js';
import { AudioScrambler } from './audio-scrambler.codec.js';
import { CaptureFileWriter } from './capture-file.writer.js';
import type { CaptureEntry } from './capture.types.js';
import type { AudioFilter } from './media-redaction.policy.js';
import { StreamCapture, type CallLedger } from './stream-capture.js';
import { outlineOf, redactFields } from './webhook-redaction.policy.js';

/** Names a file, so nothing but the carrier's own form of it will do. */
/** What comes later than that opens the file again. */
const IDLE_MS = 60_000;

/** Completes the record of a webhook. `body` is the document it was answered with, or anything else. */
export type RecordAnswer = (status: number, body: unknown) => void;

/**
 * Records what passes between the carrier and us, a file per call, when `CAPTURE_DIR` names a folder. Who people are, which
 * keys they pressed and our tokens are never written; of their voices the level, unless the setting asks for all.
 */
@Injectable()
export class CallCaptures implements OnApplicationShutdown {
  private readonly calls = new Map<string, CallCapture>();
  private readonly filter: AudioFilter;
  private readonly cancelSweep: Cancel;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    const scrambler = new AudioScrambler(randomFillSync);
    this.filter = config.capture?.audio === 'clear' ? (audio) => audio : (audio) => scrambler.scramble(audio);
    this.cancelSweep = config.capture ? clock.every(IDLE_MS, () => this.sweep()) : () => undefined;
    if (config.capture) log.info('capture.enabled', { status: config.capture.audio });
  }

  get enabled(): boolean {
    return this.config.capture !== undefined;
  }

  /** A request of the carrier, already known to be its own. Null when it belongs to no call. */
  webhook(path: string, fields: Readonly<Record<string, unknown>>): RecordAnswer | null {
    const call = this.ledgerOf(String(fields.CallSid));
    if (!call) return null;
    const id = randomBytes(4).toString('hex');
    call.append(this.clock.nowMs(), { type: 'webhook', id, path, fields: redactFields(fields) });
    return (status, body) => {
      const twiml = typeof body === 'string' ? outlineOf(body) : '';
      call.append(this.clock.nowMs(), { type: 'answer', id, status, twiml });
    };
  }

  /** Listens in on a media socket, to which nobody has listened yet. */
  watch(socket: WebSocket): void {
    if (!this.enabled) return;
    const { clock, filter } = this;
    new StreamCapture(socket, { clock, filter, ledgerOf: (callSid) => this.ledgerOf(callSid) });
  }

  async onApplicationShutdown(): Promise<void> {
    this.cancelSweep();
    await Promise.all([...this.calls.values()].map((call) => call.writer.flush()));
  }

  private ledgerOf(callSid: string): CallCapture | null {
    const { capture } = this.config;
    if (!capture || !CallSid.safeParse(callSid).success) return null;
    const known = this.calls.get(callSid);
    if (known) return known;
    const opened = new CallCapture(
      new CaptureFileWriter(
        join(capture.dir, `${callSid}.jsonl`),
        { format: 'crownline-capture', version: 1, appVersion, callSid, audio: capture.audio },
        this.clock,
        ({ reason, error }) =>
          this.log.error('capture.stopped', { callSid, reason, ...(error === undefined ? {} : errorFields(error)) }),
      ),
    );
    this.calls.set(callSid, opened);
    return opened;
  }

  private sweep(): void {
    const idleSinceMs = this.clock.nowMs() - IDLE_MS;
    for (const [callSid, call] of this.calls) {
      if (call.openStreams === 0 && call.lastMs < idleSinceMs) this.calls.delete(callSid);
    }
  }
}

/** One call that is being recorded by this process. */
class CallCapture implements CallLedger {
  openStreams = 0;
  lastMs = 0;

  constructor(readonly writer: CaptureFileWriter) {}

  append(atMs: number, entry: CaptureEntry): void {
    this.lastMs = atMs;
    this.writer.append(atMs, entry);
  }

  streamOpened(): void {
    this.openStreams += 1;
  }

  streamClosed(): void {
    this.openStreams -= 1;
  }
}
