import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Counter } from 'prom-client';
import { z } from 'zod';
import { healthOf } from '../audio/audio-health.policy.js';
import type { AudioTally } from '../audio/audio-health.types.js';
import { Clock } from '../common/clock/clock.js';
import { hashSecret } from '../common/crypto/secret-token.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { CallId, ClinicId } from '../common/ids/ids.js';
import { beginAtZero, MetricsRegistry } from '../common/metrics/metrics.js';
import { RECEPTIONIST } from '../compliance/compliance.types.js';
import { redactText } from '../compliance/redaction/redaction.policy.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { defineJob } from '../jobs/jobs.types.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { SearchIndex } from '../search/search-index.service.js';
import { keyOf } from './call-key.js';
import { CallsRepository } from './calls.repository.js';
import { keptJson, withoutCards } from './kept-words.policy.js';
import {
  CALL_OUTCOMES,
  LONGEST_CALL,
  type Call,
  type CallEnding,
  type CallHistory,
  type Danger,
  type Handover,
  type HandoverReason,
  type NewCall,
  type NextStep,
  type StreamedCall,
  type StartedTool,
  type ToolStatus,
  type TurnRecord,
} from './calls.types.js';

/** The carrier opens the stream right after reading the TwiML; a minute covers a long recording notice before it. */
const STREAM_TOKEN_LIFETIME_MS = 60_000;

const MAX_RESUMES = 3;

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
    private readonly index: SearchIndex,
    private readonly clock: Clock,
    metrics: MetricsRegistry,
  ) {
    this.ended = new Counter({
      name: 'crownline_calls_ended_total',
      help: 'Calls that ended, by outcome.',
      labelNames: ['outcome'],
      registers: [metrics],
    });
    beginAtZero(this.ended, 'outcome', CALL_OUTCOMES);
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
    return this.database.inClinic(call.clinicId, async (tx) => {
      const opened = await this.calls.open(tx, call);
      if (opened.fresh) {
        await this.record(tx, opened.call, 'call.opened', call.at);
        await this.jobs.enqueue(tx, closeOverdueCall, keyOf(opened.call), { at: call.at.add(LONGEST_CALL) });
      }
      return opened;
    });
  }

  find(clinicId: ClinicId, callId: CallId): Promise<Call | null> {
    return this.database.inClinic(clinicId, (tx) => this.calls.findById(tx, { clinicId, callId }));
  }

  findBySid(clinicId: ClinicId, callSid: string): Promise<Call | null> {
    return this.database.inClinic(clinicId, (tx) => this.calls.find(tx, clinicId, callSid));
  }

  /**
   * A single-use secret for `<Parameter name="token">`. It names the clinic, so that redeeming it stays within one tenant.
   *
   * `announcesRecording`: the carrier speaks the notice before it opens the stream, so that the token tells that it was heard.
   */
  async issueStreamToken(call: Call, { announcesRecording }: { announcesRecording: boolean }): Promise<string> {
    const secret = randomBytes(24).toString('base64url');
    const expiresAt = this.clock.now().add({ milliseconds: STREAM_TOKEN_LIFETIME_MS });
    const token = { tokenHash: hashSecret(secret), expiresAt, announcesRecording };
    await this.within(call, (tx) => this.calls.insertToken(tx, keyOf(call), token));
    return `${call.clinicId}.${secret}`;
  }

  /** Null when the token is malformed, unknown, used, expired, or belongs to another call. */
  async redeemStreamToken(token: string, callSid: string): Promise<StreamedCall | null> {
    const [, clinic, secret] = /^([0-9a-f-]{36})\.([\w-]{32})$/.exec(token) ?? [];
    if (!clinic || !secret) return null;
    const clinicId = clinic as ClinicId;
    return this.database.inClinic(clinicId, (tx) =>
      this.calls.redeemToken(tx, clinicId, hashSecret(secret), callSid, this.clock.now()),
    );
  }

  planNextStep(call: Call, nextStep: NextStep): Promise<void> {
    return this.within(call, (tx) => this.calls.setNextStep(tx, keyOf(call), nextStep));
  }

  /** The caller is to be put through to a person, or to voicemail where there is nobody. */
  planHandover(call: Call, nextStep: 'transfer' | 'voicemail', reason: HandoverReason, summary: string | null) {
    return this.within(call, (tx) => this.planHandoverIn(tx, call, nextStep, reason, summary));
  }

  /** As `planNextStep`, by a stream that ends. What the staff has planned meanwhile stands. */
  streamPlans(call: Call, nextStep: NextStep): Promise<void> {
    return this.unlessTakenOver(call, (tx) => this.calls.setNextStep(tx, keyOf(call), nextStep));
  }

  /** As `planHandover`, by a stream that ends. What the staff has planned meanwhile stands. */
  streamPlansHandover(call: Call, nextStep: 'transfer' | 'voicemail', reason: HandoverReason, summary: string | null) {
    return this.unlessTakenOver(call, (tx) => this.planHandoverIn(tx, call, nextStep, reason, summary));
  }

  moveHandover(call: Call, status: Handover['status']): Promise<void> {
    return this.within(call, (tx) => this.calls.moveHandover(tx, keyOf(call), status));
  }

  /** Once a call: a conversation that goes on elsewhere goes on as it began. */
  runsProfile(call: Call, version: number): Promise<void> {
    return this.within(call, (tx) => this.calls.setProfile(tx, keyOf(call), version));
  }

  /** The caller has spoken of danger. */
  async emergencyFound(tx: Tx, call: Call, danger: Danger): Promise<void> {
    await this.calls.setEmergency(tx, keyOf(call), { danger, heardAt: null });
    await this.record(tx, call, 'call.emergency_found', this.clock.now(), { danger });
  }

  /** The caller has been told what to do about it, to the last word. */
  async emergencyAdvised(call: Call, danger: Danger, heardAt: Temporal.Instant): Promise<void> {
    await this.within(call, async (tx) => {
      await this.calls.setEmergency(tx, keyOf(call), { danger, heardAt });
      await this.record(tx, call, 'call.emergency_advised', heardAt, { danger });
    });
  }

  /** The caller was saying the number of a payment card. Which one is nobody's business. */
  async cardDigitsHeard(call: Call): Promise<void> {
    await this.within(call, (tx) => this.record(tx, call, 'call.card_digits_heard', this.clock.now()));
  }

  /** Leaves the desk a message of this call, before its end, beside it or after: in any order the call has come to that. */
  leaveMessage(call: Call, leave: (tx: Tx) => Promise<void>): Promise<void> {
    return this.besideItsEnd(call, leave);
  }

  /** Other calls of the clinic that are going on. One that was never reported as over counts for `withinMinutes` at most. */
  countLive(call: Call, withinMinutes: number): Promise<number> {
    const since = this.clock.now().subtract({ minutes: withinMinutes });
    return this.within(call, (tx) => this.calls.countLive(tx, call.clinicId, since, call.id));
  }

  countFrom(call: Call, withinMinutes: number): Promise<number> {
    const since = this.clock.now().subtract({ minutes: withinMinutes });
    return this.within(call, (tx) => this.calls.countFrom(tx, call.clinicId, call.fromNumber, since));
  }

  /** False when the call is over, or was connected again as often as it may be. */
  takeResume(call: Call): Promise<boolean> {
    return this.within(call, (tx) => this.calls.takeResume(tx, keyOf(call), MAX_RESUMES));
  }

  /** Idempotent: the first ending stands. */
  close(call: Call, ending: CallEnding): Promise<void> {
    return this.end(call, () => ending);
  }

  /**
   * As `close`, by a stream that is over. Whoever is on the way to a person, or to voicemail, has left the stream and not the call:
   * the carrier will say when it ends. On whom the staff has hung up did not hang up.
   */
  streamEnded(call: Call, ending: CallEnding): Promise<void> {
    return this.end(call, (nextStep) => {
      if (nextStep === 'transfer' || nextStep === 'voicemail') return null;
      return nextStep === 'hang_up' && ending === 'caller_hung_up' ? 'answered' : ending;
    });
  }

  saveTurn(call: Call, turn: TurnRecord): Promise<void> {
    const kept = withoutCards(turn);
    return this.within(call, async (tx) => {
      const { isOver } = await this.calls.saveTurn(tx, keyOf(call), kept);
      // While a call goes on its turns change with every word that is heard. They are found from its end on.
      if (isOver) await this.index.turnSaved(tx, keyOf(call), kept);
    });
  }

  /** What one stream counted of the caller's audio, once, at its end. */
  async addAudio(call: Call, tally: AudioTally): Promise<void> {
    if (tally.streamMs === 0) return;
    const { before, after } = await this.within(call, (tx) => this.calls.addAudio(tx, keyOf(call), tally));
    const known = before === null ? [] : healthOf(before).issues;
    for (const issue of healthOf(after).issues) if (!known.includes(issue)) this.audioIssues.inc({ issue });
  }

  /** Once for each id, however often it is told. */
  async startTool(call: Call, tool: StartedTool): Promise<void> {
    const kept = { ...tool, arguments: keptJson(tool.arguments) };
    await this.within(call, async (tx) => {
      if (!(await this.calls.startTool(tx, keyOf(call), kept))) return;
      await this.record(tx, call, 'tool.started', tool.startedAt, { tool: tool.name });
    });
  }

  finishTool(call: Call, id: string, end: { status: ToolStatus; result: unknown; durationMs: number }): Promise<void> {
    const { status, durationMs } = end;
    const result = keptJson(end.result);
    // A caller may have hung up while their visit was booked.
    return this.besideItsEnd(call, (tx) => this.calls.finishTool(tx, call.clinicId, id, status, result, durationMs));
  }

  /** What is stored of the conversation, for going on with it; tools that nobody will answer any more are closed first. */
  resumeHistory(call: Call): Promise<CallHistory> {
    return this.within(call, async (tx) => {
      await this.calls.cancelRunningTools(tx, keyOf(call));
      return this.calls.history(tx, keyOf(call));
    });
  }

  history(call: Call): Promise<CallHistory> {
    return this.within(call, (tx) => this.calls.history(tx, keyOf(call)));
  }

  private async planHandoverIn(
    tx: Tx,
    call: Call,
    nextStep: 'transfer' | 'voicemail',
    reason: HandoverReason,
    summary: string | null,
  ): Promise<void> {
    const kept = summary && redactText(summary, 'stored');
    await this.calls.openHandover(tx, keyOf(call), { reason, summary: kept, status: 'planned' }, this.clock.now());
    await this.calls.setNextStep(tx, keyOf(call), nextStep);
  }

  private unlessTakenOver(call: Call, plan: (tx: Tx) => Promise<void>): Promise<void> {
    return this.within(call, async (tx) => {
      const { handover = null, nextStep = null } = (await this.calls.lock(tx, keyOf(call))) ?? {};
      // The carrier may have asked for the desk already while the stream still says goodbye.
      const isOver = handover?.status === 'unanswered' || handover?.status === 'returned';
      const isTaken = handover?.reason === 'staff' && nextStep === 'transfer' && !isOver;
      if (!isTaken) await plan(tx);
    });
  }

  /** Whoever closes the call waits until this is written, or has closed it: then what is written decides what the call came to. */
  private besideItsEnd(call: Call, write: (tx: Tx) => Promise<void>): Promise<void> {
    return this.within(call, async (tx) => {
      const { endedAt = null } = (await this.calls.lock(tx, keyOf(call))) ?? {};
      await write(tx);
      if (endedAt) await this.calls.reconsiderOutcome(tx, keyOf(call));
    });
  }

  /** @param endingOf by what is planned for the call; null when it goes on */
  private async end(call: Call, endingOf: (nextStep: NextStep | null) => CallEnding | null): Promise<void> {
    const outcome = await this.within(call, async (tx) => {
      // Whatever is left of the call decides what it came to, and is waited for.
      const locked = await this.calls.lock(tx, keyOf(call));
      const ending = endingOf(locked?.nextStep ?? null);
      if (!ending) return null;
      const at = this.clock.now();
      const closedAs = await this.calls.close(tx, keyOf(call), ending, at);
      if (closedAs) {
        await this.index.callEnded(tx, keyOf(call), await this.calls.turns(tx, keyOf(call)));
        await this.record(tx, call, 'call.closed', at, { outcome: closedAs });
      }
      return closedAs;
    });
    if (outcome) this.ended.inc({ outcome });
  }

  private within<Result>({ clinicId }: Call, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.database.inClinic(clinicId, work);
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
      actor: RECEPTIONIST,
      action,
      subject: { kind: 'call', id: call.id },
      callId: call.id,
      ...(detail ? { detail } : {}),
    });
  }
}
