import { createHash, randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Counter } from 'prom-client';
import { z } from 'zod';
import { healthOf } from '../audio/audio-health.policy.js';
import type { AudioTally } from '../audio/audio-health.types.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { newId, type CallId, type ClinicId } from '../common/ids/ids.js';
import { MetricsRegistry } from '../common/metrics/metrics.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { defineJob } from '../jobs/jobs.types.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { CallsRepository } from './calls.repository.js';
import type {
  Call,
  CallEnding,
  CallHistory,
  Handover,
  HandoverReason,
  NewCall,
  NextStep,
  RecordingReport,
  ToolStatus,
  TurnRecord,
} from './calls.types.js';

/** The carrier opens the stream right after reading the TwiML; a minute covers a long recording notice before it. */
const STREAM_TOKEN_LIFETIME_MS = 60_000;

const MAX_RESUMES = 3;

/** The carrier ends a call after four hours. One that is still open then was ended without a word to us. */
const LONGEST_CALL = { hours: 4, minutes: 15 };

const closeOverdueCall = defineJob({
  name: 'close_overdue_call',
  schema: z.object({ clinicId: z.uuid(), callId: z.uuid() }),
  retries: 5,
  retryAfterSeconds: 60,
  expireAfterSeconds: 60,
});

/** The record of a call, written as it happens: what is not stored here did not happen. */
@Injectable()
export class CallsService implements OnModuleInit {
  private readonly ended: Counter<'outcome'>;
  private readonly audioIssues: Counter<'issue'>;

  constructor(
    private readonly calls: CallsRepository,
    private readonly database: PrismaService,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    metrics: MetricsRegistry,
  ) {
    this.ended = new Counter({
      name: 'crownline_calls_ended_total',
      help: 'Calls that ended, by outcome.',
      labelNames: ['outcome'],
      registers: [metrics],
    });
    this.audioIssues = new Counter({
      name: 'crownline_call_audio_issues_total',
      help: "Calls whose caller's side sounded bad, by what was wrong.",
      labelNames: ['issue'],
      registers: [metrics],
    });
  }

  onModuleInit(): void {
    this.jobs.handle(closeOverdueCall, async ({ clinicId, callId }) => {
      const call = await this.find(clinicId as ClinicId, callId as CallId);
      if (call?.endedAt === null) await this.close(call, 'failed');
    });
  }

  /** Idempotent by CallSid. `fresh` is false when the call was known already. */
  async open(call: NewCall): Promise<{ call: Call; fresh: boolean }> {
    return this.database.$transaction(async (tx) => {
      const opened = await this.calls.open(tx, call);
      if (opened.fresh) {
        await this.record(tx, opened.call, 'call.opened', call.at);
        await this.jobs.enqueue(tx, closeOverdueCall, keyOf(opened.call), { at: call.at.add(LONGEST_CALL) });
      }
      return opened;
    });
  }

  find(clinicId: ClinicId, callId: CallId): Promise<Call | null> {
    return this.calls.findById({ clinicId, callId });
  }

  findBySid(clinicId: ClinicId, callSid: string): Promise<Call | null> {
    return this.calls.find(this.database, clinicId, callSid);
  }

  /** A single-use secret for `<Parameter name="token">`. It names the clinic, so that redeeming it stays within one tenant. */
  async issueStreamToken(call: Call): Promise<string> {
    const secret = randomBytes(24).toString('base64url');
    const expiresAt = this.clock.now().add({ milliseconds: STREAM_TOKEN_LIFETIME_MS });
    await this.calls.insertToken(keyOf(call), hash(secret), expiresAt);
    return `${call.clinicId}.${secret}`;
  }

  /** Null when the token is malformed, unknown, used, expired, or belongs to another call. */
  async redeemStreamToken(token: string, callSid: string): Promise<Call | null> {
    const match = /^([0-9a-f-]{36})\.([\w-]{32})$/.exec(token);
    if (!match?.[1] || !match[2]) return null;
    return this.calls.redeemToken(match[1] as ClinicId, hash(match[2]), callSid, this.clock.now());
  }

  planNextStep(call: Call, nextStep: NextStep): Promise<void> {
    return this.calls.setNextStep(keyOf(call), nextStep);
  }

  /** The caller is to be put through to a person, or to voicemail where there is nobody. */
  async planHandover(call: Call, nextStep: 'transfer' | 'voicemail', reason: HandoverReason, summary: string | null) {
    await this.calls.setHandover(keyOf(call), { reason, summary, status: 'planned' });
    await this.calls.setNextStep(keyOf(call), nextStep);
  }

  moveHandover(call: Call, status: Handover['status']): Promise<void> {
    return this.calls.setHandover(keyOf(call), { status });
  }

  /** Once a call: a conversation that goes on elsewhere goes on as it began. */
  runsProfile(call: Call, version: number): Promise<void> {
    return this.calls.setProfile(keyOf(call), version);
  }

  setRecordingChoice(call: Call, choice: 'announced' | 'declined'): Promise<void> {
    return this.calls.setRecordingChoice(keyOf(call), choice);
  }

  /** Idempotent by the recording's sid; reports may come late and out of order. */
  recordingReported(tx: Tx, call: Call, report: RecordingReport): Promise<void> {
    return this.calls.saveRecording(tx, keyOf(call), report, this.clock.now());
  }

  recordingBegun(call: Call, recordingSid: string): Promise<void> {
    const begun = {
      recordingSid,
      kind: 'call',
      status: 'in_progress',
      durationSeconds: null,
      errorCode: null,
    } as const;
    return this.recordingReported(this.database, call, begun);
  }

  runningRecording(call: Call): Promise<string | null> {
    return this.calls.runningRecording(keyOf(call));
  }

  forgetRecording(call: Call, recordingSid: string): Promise<void> {
    return this.calls.removeRecording(call.clinicId, recordingSid);
  }

  /** To be called in the transaction that leaves the desk a message: it may come after the call was closed. */
  messageTaken(tx: Tx, call: Call): Promise<void> {
    return this.calls.reconsiderOutcome(tx, keyOf(call));
  }

  /** Other calls of the clinic that are going on. One that was never reported as over counts for `withinMinutes` at most. */
  countLive(call: Call, withinMinutes: number): Promise<number> {
    return this.calls.countLive(call.clinicId, this.clock.now().subtract({ minutes: withinMinutes }), call.id);
  }

  countFrom(call: Call, withinMinutes: number): Promise<number> {
    return this.calls.countFrom(call.clinicId, call.fromNumber, this.clock.now().subtract({ minutes: withinMinutes }));
  }

  /** False when the call is over, or was connected again as often as it may be. */
  takeResume(call: Call): Promise<boolean> {
    return this.calls.takeResume(keyOf(call), MAX_RESUMES);
  }

  /** Idempotent: the first ending stands. */
  async close(call: Call, ending: CallEnding): Promise<void> {
    const at = this.clock.now();
    const outcome = await this.database.$transaction(async (tx) => {
      const closedAs = await this.calls.close(tx, keyOf(call), ending, at);
      if (closedAs) await this.record(tx, call, 'call.closed', at, { outcome: closedAs });
      return closedAs;
    });
    if (outcome) this.ended.inc({ outcome });
  }

  saveTurn(call: Call, turn: TurnRecord): Promise<void> {
    return this.calls.saveTurn(keyOf(call), turn);
  }

  /** What one stream counted of the caller's audio, once, at its end. */
  async addAudio(call: Call, tally: AudioTally): Promise<void> {
    if (tally.streamMs === 0) return;
    const { before, after } = await this.database.$transaction((tx) => this.calls.addAudio(tx, keyOf(call), tally));
    const known = before === null ? [] : healthOf(before).issues;
    for (const issue of healthOf(after).issues) if (!known.includes(issue)) this.audioIssues.inc({ issue });
  }

  /** Answers the id under which the invocation is finished later. */
  async startTool(call: Call, tool: { requestId: string; name: string; arguments: unknown }): Promise<string> {
    const id = newId<CallId>() as string;
    const startedAt = this.clock.now();
    await this.database.$transaction(async (tx) => {
      await this.calls.startTool(tx, keyOf(call), { ...tool, id, startedAt });
      await this.record(tx, call, 'tool.started', startedAt, { tool: tool.name });
    });
    return id;
  }

  finishTool(call: Call, id: string, end: { status: ToolStatus; result: unknown; durationMs: number }): Promise<void> {
    return this.calls.finishTool(call.clinicId, id, end.status, end.result, end.durationMs);
  }

  /** What is stored of the conversation, for going on with it; tools that nobody will answer any more are closed first. */
  async resumeHistory(call: Call): Promise<CallHistory> {
    await this.calls.cancelRunningTools(keyOf(call));
    return this.history(call);
  }

  history(call: Call): Promise<CallHistory> {
    return this.calls.history(this.database, keyOf(call));
  }

  private record(
    tx: Tx,
    call: Call,
    action: string,
    at: Temporal.Instant,
    detail?: Record<string, string>,
  ): Promise<void> {
    return this.audit.record(tx, {
      clinicId: call.clinicId,
      at,
      actor: { kind: 'agent', id: 'receptionist' },
      action,
      subject: { kind: 'call', id: call.id },
      callId: call.id,
      ...(detail ? { detail } : {}),
    });
  }
}

const keyOf = (call: Call): { clinicId: ClinicId; callId: CallId } => ({ clinicId: call.clinicId, callId: call.id });

const hash = (secret: string): string => createHash('sha256').update(secret).digest('hex');
