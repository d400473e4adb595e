import { Injectable } from '@nestjs/common';
import { isFinal, referenceTo } from '../carrier/carrier.protocol.js';
import { hangUp } from '../carrier/twiml.presenter.js';
import { CallsService } from '../calls/calls.service.js';
import type { Call, RecordingReport } from '../calls/calls.types.js';
import { RecordingLog } from '../calls/recording-log.service.js';
import { theirNumber } from '../calls/their-number.policy.js';
import { ClinicsService } from '../clinics/clinics.service.js';
import type { Clinic } from '../clinics/clinics.types.js';
import { phoneOfPerson } from '../clinics/person-on-duty.policy.js';
import { Clock } from '../common/clock/clock.js';
import { withinMs } from '../common/clock/deadline.js';
import { PrismaService } from '../common/database/prisma.service.js';
import type { CallId, ClinicId } from '../common/ids/ids.js';
import { Logger } from '../common/logging/logger.js';
import { whyNotDial } from '../common/validation/dialled-number.js';
import { AppConfig } from '../config/app-config.js';
import { whisperText } from '../conversation/handover.builder.js';
import { DeskTasks } from '../desk/desk-tasks.service.js';
import type { Answer } from './line.types.js';
import { PATHS } from '../carrier/carrier.paths.js';
import { TelephonyMetrics } from './telephony.metrics.js';
import {
  ACCEPT_KEY,
  MENU_KEYS,
  menu,
  putThrough,
  recordMessage,
  ringDesk,
  sayAndHangUp,
  whisper,
  type Line,
} from './twiml.presenter.js';
import type { CallReference, NextWebhook, RecordingWebhook, VoicemailWebhook } from './twilio-webhook.protocol.js';

/** Asks the carrier to repeat a report that we did not take; it reads this and neither sends nor signs it. */
const RETRY_REPORTS = '#rc=5&rp=all';

/** The caller has waited for the database long enough. */
const HOURS_WITHIN_MS = 500;

/** What a caller gets beside the agent: a person at the desk, voicemail, a menu, or words. */
@Injectable()
export class DeskLineService {
  constructor(
    private readonly config: AppConfig,
    private readonly calls: CallsService,
    private readonly recordings: RecordingLog,
    private readonly clinics: ClinicsService,
    private readonly tasks: DeskTasks,
    private readonly database: PrismaService,
    private readonly metrics: TelephonyMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  // ── Instead of an agent ───────────────────────────────────────────────────────────────────────────────────────────

  /** What the clinic wants for callers nobody can talk to. */
  async overflow(clinic: Clinic, call: Call): Promise<Answer> {
    this.log.warn('call.overflowed', { callId: call.id, clinicId: clinic.id });
    switch (clinic.overflow) {
      case 'message':
        await this.calls.close(call, 'overflow');
        return { twiml: sayAndHangUp('overflow'), result: 'overflow' };
      case 'ring_desk':
        return this.lastResort(clinic, call);
      case 'voicemail':
        return this.voicemail(call, 'nobody_there');
      case 'menu':
        await this.calls.planNextStep(call, 'overflow');
        return { twiml: menu(this.address(PATHS.menu), await this.clinics.deskAnswers(clinic)), result: 'overflow' };
    }
  }

  /** The desk while somebody is in, else voicemail. */
  async lastResort(clinic: Clinic, call: Call): Promise<Answer> {
    if (!(await this.clinics.deskAnswers(clinic))) return this.voicemail(call, 'nobody_there');
    await this.calls.planHandover(call, 'transfer', 'no_agent', null);
    return this.ring(
      clinic,
      { ...call, handover: { reason: 'no_agent', summary: null, status: 'planned' } },
      'ringing_desk',
    );
  }

  async menuChoice(clinic: Clinic, call: Call, digits: string | undefined): Promise<Answer> {
    if (digits === MENU_KEYS.desk || digits === '0') return this.lastResort(clinic, call);
    return this.voicemail(call, null);
  }

  /**
   * The same for a caller of whom nothing can be written: the database is away, or full. Who would have a menu is put through, since its
   * keys could not be looked up; after a dial that nobody took there is voicemail.
   */
  async withoutRecord(
    clinic: Clinic,
    { DialBridged, DialCallStatus }: Pick<NextWebhook, 'DialBridged' | 'DialCallStatus'>,
  ): Promise<Answer> {
    if (DialBridged === undefined ? DialCallStatus === 'completed' : DialBridged === 'true')
      return { twiml: hangUp(), result: 'hung_up' };
    this.log.warn('call.overflowed', { clinicId: clinic.id });
    const { overflow, deskNumber: number } = clinic;
    if (overflow === 'message') return { twiml: sayAndHangUp('overflow'), result: 'overflow' };
    const isForDesk = overflow !== 'voicemail' && DialCallStatus === undefined;
    if (isForDesk && number !== null && (await this.deskMayAnswer(clinic))) {
      const desk = { number, nextUrl: this.address(PATHS.next), statusUrl: null, whisperUrl: null };
      return { twiml: ringDesk({ ...desk, before: 'ringing_desk' }), result: 'desk' };
    }
    const target = { actionUrl: this.address(PATHS.voicemail), statusUrl: null, before: 'nobody_there' } as const;
    return { twiml: recordMessage(target), result: 'voicemail' };
  }

  /** Opening hours that can't be read keep nobody from the desk. */
  private async deskMayAnswer(clinic: Clinic): Promise<boolean> {
    return withinMs(this.clock, HOURS_WITHIN_MS, this.clinics.deskAnswers(clinic)).catch(() => true);
  }

  // ── A person ──────────────────────────────────────────────────────────────────────────────────────────────────────

  async ring(clinic: Clinic, call: Call, before: Line | null): Promise<Answer> {
    const number = await this.numberFor(clinic, call);
    if (number === null) return this.voicemail(call, 'nobody_there');
    const refusal = whyNotDial(number, clinic);
    if (refusal !== null) {
      this.log.error('desk.out_of_bounds', { callId: call.id, clinicId: clinic.id, reason: refusal });
      return this.voicemail(call, 'nobody_there');
    }
    await this.calls.moveHandover(call, 'ringing');
    // A desk that takes over from no agent has nobody's summary to wait for.
    const isWarm = clinic.transferMode === 'warm' && call.handover?.reason !== 'no_agent';
    const twiml = ringDesk({
      number,
      nextUrl: this.address(PATHS.next),
      statusUrl: isWarm ? null : this.addressOf(PATHS.deskStatus, call),
      whisperUrl: isWarm ? this.addressOf(PATHS.whisper, call) : null,
      before,
    });
    return { twiml, result: 'desk' };
  }

  /** A transfer was decided on while somebody was at the desk, or else for an emergency. */
  private async numberFor(clinic: Clinic, call: Call): Promise<string | null> {
    if (call.handover?.reason !== 'emergency') return clinic.deskNumber;
    return phoneOfPerson(clinic, { deskAnswers: await this.clinics.deskAnswers(clinic), isEmergency: true });
  }

  /** On the desk's leg, before the caller is put through. */
  async whisper(reference: CallReference): Promise<Answer> {
    const call = await this.byReference(reference);
    if (!call || call.status === 'completed') return { twiml: hangUp(), result: 'hung_up' };
    const text = whisperText(call.handover, await this.calls.history(call));
    return { twiml: whisper(text, this.addressOf(PATHS.whisperAnswer, call)), result: 'desk' };
  }

  async whisperAnswer(reference: CallReference, digits: string | undefined): Promise<Answer> {
    const call = await this.byReference(reference);
    if (!call || call.status === 'completed' || digits !== ACCEPT_KEY) return { twiml: hangUp(), result: 'hung_up' };
    await this.calls.moveHandover(call, 'accepted');
    return { twiml: putThrough(), result: 'put_through' };
  }

  /** Somebody picked up a cold transfer. */
  async deskStatus(reference: CallReference, callStatus: string | undefined): Promise<void> {
    const call = callStatus === 'in-progress' ? await this.byReference(reference) : null;
    if (call?.status === 'in_progress' || call?.status === 'ringing') await this.calls.moveHandover(call, 'accepted');
  }

  /** The dial is over: the caller talked to a person, or has to be helped otherwise. */
  async afterDial(
    clinic: Clinic,
    call: Call,
    { DialBridged, DialCallStatus }: Pick<NextWebhook, 'DialBridged' | 'DialCallStatus'>,
  ): Promise<Answer | 'back_to_agent'> {
    const answered = DialBridged === undefined ? call.handover?.status === 'accepted' : DialBridged === 'true';
    this.metrics.handovers.inc({ result: answered ? 'answered' : resultOf(DialCallStatus) });
    if (answered) {
      await this.calls.moveHandover(call, 'accepted');
      await this.calls.close(call, 'transferred');
      return { twiml: hangUp(), result: 'hung_up' };
    }
    await this.calls.moveHandover(call, 'unanswered');
    const agentCanHelp = clinic.transferUnanswered === 'agent' && call.handover?.reason !== 'no_agent';
    return agentCanHelp ? 'back_to_agent' : this.voicemail(call, 'nobody_there');
  }

  // ── A message ─────────────────────────────────────────────────────────────────────────────────────────────────────

  async voicemail(call: Call, before: Line | null): Promise<Answer> {
    await this.calls.planNextStep(call, 'voicemail');
    const target = { actionUrl: this.address(PATHS.voicemail), statusUrl: this.recordingUrl(call), before };
    return { twiml: recordMessage(target), result: 'voicemail' };
  }

  /** The caller has left a message, or none. Comes also when they hung up on it, and then maybe after the call's end. */
  async messageLeft(call: Call, { RecordingSid, RecordingDuration }: VoicemailWebhook): Promise<Answer> {
    if (RecordingSid === undefined) {
      await this.calls.close(call, 'overflow');
      return { twiml: sayAndHangUp('no_message'), result: 'hung_up' };
    }
    await this.keepMessage(call, RecordingSid, RecordingDuration ?? null);
    await this.calls.close(call, 'caller_hung_up');
    return { twiml: sayAndHangUp('message_taken'), result: 'message_taken' };
  }

  /** What became of a recording, in whatever order the reports come. */
  async recordingReported(reference: CallReference, report: RecordingWebhook): Promise<void> {
    const call = await this.byReference(reference);
    if (!call) return;
    const isVoicemail = report.RecordingSource === 'RecordVerb';
    if (!isVoicemail && call.recordingChoice === 'declined') return; // thrown away at the carrier

    const duration = report.RecordingDuration ?? null;
    if (isVoicemail && report.RecordingStatus === 'completed')
      return this.keepMessage(call, report.RecordingSid, duration);
    // Who leaves a voicemail and says nothing has none: that is no failure.
    const wasSilent = isVoicemail && (report.ErrorCode ?? '0') === '0';
    if (report.RecordingStatus === 'absent' && !wasSilent) {
      this.metrics.recordingsFailed.inc();
      this.log.error('recording.absent', { callId: call.id, ...(report.ErrorCode ? { code: report.ErrorCode } : {}) });
    }
    const reported: RecordingReport = {
      recordingSid: report.RecordingSid,
      kind: isVoicemail ? 'voicemail' : 'call',
      status: report.RecordingStatus === 'in-progress' ? 'in_progress' : report.RecordingStatus,
      durationSeconds: duration,
      errorCode: report.ErrorCode ?? null,
    };
    await this.database.inClinic(call.clinicId, (tx) => this.recordings.reported(tx, call, reported));
  }

  /** The recording and the task for the desk, together; once for each recording. */
  private async keepMessage(call: Call, recordingSid: string, durationSeconds: number | null): Promise<void> {
    await this.calls.leaveMessage(call, async (tx) => {
      await this.recordings.reported(tx, call, {
        recordingSid,
        kind: 'voicemail',
        status: 'completed',
        durationSeconds,
        errorCode: null,
      });
      await this.tasks.askToCallBack(tx, {
        clinicId: call.clinicId,
        origin: 'voicemail',
        originKey: `voicemail:${recordingSid}`,
        callId: call.id,
        callerNumber: theirNumber(call),
        recordingSid,
      });
    });
  }

  private byReference({ clinicId, callId }: CallReference): Promise<Call | null> {
    return this.calls.find(clinicId as ClinicId, callId as CallId);
  }

  private recordingUrl(call: Call): string {
    return `${this.addressOf(PATHS.recording, call)}${RETRY_REPORTS}`;
  }

  private address(path: string): string {
    return this.config.publicUrl + path;
  }

  private addressOf(path: string, call: Call): string {
    return `${this.address(path)}?call=${referenceTo(call)}`;
  }
}

/** A label of the metrics: a closed set, whatever the carrier says. */
const resultOf = (status: string | undefined): string => (status !== undefined && isFinal(status) ? status : 'other');
