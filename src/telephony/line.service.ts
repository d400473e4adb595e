import { Injectable } from '@nestjs/common';
import { isFinal } from '../carrier/carrier.protocol.js';
import { mediaUrl } from '../carrier/twilio-request.js';
import { hangUp } from '../carrier/twiml.presenter.js';
import { CallsService } from '../calls/calls.service.js';
import type { Call, CallEnding } from '../calls/calls.types.js';
import { ClinicsService } from '../clinics/clinics.service.js';
import type { Clinic } from '../clinics/clinics.types.js';
import { Clock } from '../common/clock/clock.js';
import type { CallSid } from '../common/ids/ids.js';
import { Logger } from '../common/logging/logger.js';
import { AppConfig } from '../config/app-config.js';
import { ConversationService } from '../conversation/conversation.service.js';
import { AdmissionService } from './admission.service.js';
import { DeskLineService } from './desk-line.service.js';
import type { Answer } from './line.types.js';
import { PATHS } from '../carrier/carrier.paths.js';
import { DrainingError, NoAgentError, ReplayedWebhookError } from './telephony.errors.js';
import { connectStream, sayAndHangUp, type Line } from './twiml.presenter.js';
import {
  type KeyWebhook,
  type NextWebhook,
  type StatusWebhook,
  type VoiceWebhook,
  type VoicemailWebhook,
} from './twilio-webhook.protocol.js';

/** Decides what the carrier is told at each step of a call; the facts are on the call's row. */
@Injectable()
export class LineService {
  constructor(
    private readonly config: AppConfig,
    private readonly calls: CallsService,
    private readonly clinics: ClinicsService,
    private readonly conversations: ConversationService,
    private readonly admission: AdmissionService,
    private readonly desk: DeskLineService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** The phone rings. */
  async incoming(webhook: VoiceWebhook, mayPass: boolean): Promise<Answer> {
    const clinic = await this.clinics.findByNumber(webhook.To);
    if (!clinic) return { twiml: sayAndHangUp('unknown_number'), result: 'unknown_number' };
    this.leaveToOthers(mayPass);
    const call = await this.opened(clinic, webhook);
    if (call.status === 'completed') throw new ReplayedWebhookError();
    return this.connectOr(clinic, call, 'connected');
  }

  /** A stream, or a dial, has ended: the carrier asks what to do. */
  async next({ CallSid, From, To, ...dial }: NextWebhook, mayPass: boolean): Promise<Answer> {
    const found = await this.find({ CallSid, From, To });
    // Whom the desk was rung for while nothing could be written.
    if (!found && dial.DialCallStatus !== undefined) {
      const clinic = await this.clinics.findByNumber(To);
      if (clinic) return this.desk.withoutRecord(clinic, dial);
    }
    if (!found || found.call.status === 'completed') return { twiml: hangUp(), result: 'hung_up' };
    const { clinic, call } = found;
    if (dial.DialCallStatus !== undefined) return this.afterDial(clinic, call, dial);
    switch (call.nextStep) {
      case 'hang_up':
        await this.calls.close(call, 'answered');
        return { twiml: hangUp(), result: 'hung_up' };
      case 'overflow':
        return this.desk.overflow(clinic, call);
      case 'transfer':
        // The receptionist says so before its stream is closed; who was taken from it has heard nothing yet.
        return this.desk.ring(clinic, call, call.handover?.reason === 'staff' ? 'ringing_desk' : null);
      case 'voicemail':
        return this.desk.voicemail(call, null);
      case 'resume':
      case 'resume_owed':
        this.leaveToOthers(mayPass);
        return this.connectOr(clinic, call, 'handed_on');
      case null:
        this.leaveToOthers(mayPass);
        this.log.warn('call.stream_lost', { callId: call.id, clinicId: clinic.id });
        if (!(await this.calls.takeResume(call))) return this.desk.lastResort(clinic, call);
        return this.connectOr(clinic, call, 'resumed');
    }
  }

  /** The address for when the first one failed the carrier: the call is taken up wherever it stood. */
  async fallback(webhook: VoiceWebhook, mayPass: boolean): Promise<Answer> {
    const found = await this.find(webhook);
    return found && found.call.status !== 'ringing' ? this.next(webhook, mayPass) : this.incoming(webhook, mayPass);
  }

  /** What needs no database, for a caller who has waited for it; null where this process has never read whose number it is. */
  async wayOn({ To, ...dial }: NextWebhook): Promise<Answer | null> {
    const clinic = this.clinics.lastKnownByNumber(To);
    return clinic && this.desk.withoutRecord(clinic, dial);
  }

  /** A progress report of the carrier. Late and repeated ones change nothing: the first ending of a call stands. */
  async status({ CallStatus, ...webhook }: StatusWebhook): Promise<void> {
    if (!isFinal(CallStatus)) return;
    const found = await this.find(webhook);
    const call = found?.call ?? (await this.missed(webhook));
    if (call) await this.ended(call);
  }

  /** The carrier has said that nobody is on the line any more. */
  async ended(call: Call): Promise<void> {
    this.conversations.callEnded(call);
    await this.calls.close(call, endingByPlan(call));
  }

  /** Somebody picked up a call that we placed. */
  connect(clinic: Clinic, call: Call): Promise<Answer> {
    return this.connectOr(clinic, call, 'connected');
  }

  /** A key in the menu, or none. */
  async menuChoice({ Digits, ...webhook }: KeyWebhook): Promise<Answer> {
    const found = await this.find(webhook);
    if (!found || found.call.status === 'completed') return { twiml: hangUp(), result: 'hung_up' };
    return this.desk.menuChoice(found.clinic, found.call, Digits);
  }

  /** The end of a voicemail. */
  async messageLeft(webhook: VoicemailWebhook): Promise<Answer> {
    const found = await this.find(webhook);
    // Who left it while nothing could be written is on no record yet.
    const call = found?.call ?? (webhook.RecordingSid === undefined ? null : await this.missed(webhook));
    return call ? this.desk.messageLeft(call, webhook) : { twiml: hangUp(), result: 'hung_up' };
  }

  /** Of whom nothing could be written down is on record all the same, once it can: somebody may call back. */
  private async missed(webhook: VoiceWebhook): Promise<Call | null> {
    const clinic = await this.clinics.findByNumber(webhook.To);
    return clinic && this.opened(clinic, webhook);
  }

  private async opened({ id: clinicId }: Clinic, { CallSid, From, To }: VoiceWebhook): Promise<Call> {
    const { call } = await this.calls.open({
      clinicId,
      callSid: CallSid as CallSid,
      fromNumber: From,
      toNumber: To,
      at: this.clock.now(),
    });
    return call;
  }

  /** @throws DrainingError for a caller whom another process should take; the last time we do what we can. */
  private leaveToOthers(mayPass: boolean): void {
    if (this.conversations.isDraining && mayPass) throw new DrainingError();
  }

  private async find({ CallSid, From, To }: VoiceWebhook): Promise<{ clinic: Clinic; call: Call } | null> {
    // The clinic's number is the called one, or the calling one of a call that we placed.
    for (const number of [To, From]) {
      const clinic = await this.clinics.findByNumber(number);
      const call = clinic && (await this.calls.findBySid(clinic.id, CallSid));
      if (call) return { clinic, call };
    }
    return null;
  }

  private async afterDial(clinic: Clinic, call: Call, dial: Pick<NextWebhook, 'DialBridged' | 'DialCallStatus'>) {
    const outcome = await this.desk.afterDial(clinic, call, dial);
    if (outcome !== 'back_to_agent') return outcome;
    return this.connectOr(clinic, call, 'resumed', () => this.desk.voicemail(call, 'nobody_there'));
  }

  /**
   * A caller who is connected gets the agent, or else hears why not, or what the clinic offers instead; `instead` for one to
   * whom that would offer what has just failed.
   */
  private async connectOr(
    clinic: Clinic,
    call: Call,
    result: 'connected' | 'resumed' | 'handed_on',
    instead = () => this.desk.overflow(clinic, call),
  ): Promise<Answer> {
    const verdict = await this.admission.decide(clinic, call, result !== 'connected');
    if (verdict === 'blocked' || verdict === 'too_many_calls') {
      await this.calls.close(call, 'refused');
      return { twiml: sayAndHangUp(verdict), result: 'refused' };
    }
    // Who was called by us did not ask to be put through or to leave a message.
    if (verdict !== 'admitted' && call.direction === 'outbound') throw new NoAgentError();
    if (verdict !== 'admitted') return instead();
    const before = recordingNotice(clinic, call);
    const token = await this.calls.issueStreamToken(call, { announcesRecording: before !== null });
    const { publicUrl } = this.config;
    const target = { mediaUrl: mediaUrl(publicUrl), nextUrl: publicUrl + PATHS.next, token, before };
    return { twiml: connectStream(target), result };
  }
}

/** Said until it was heard: a document that the carrier never got announces nothing. */
const recordingNotice = ({ recording }: Clinic, { recordingChoice }: Call): Line | null =>
  recording === 'off' || recordingChoice !== null ? null : 'recording_notice';

/** How a call ended for which the carrier's report comes first. */
function endingByPlan({ nextStep, handover }: Call): CallEnding {
  if (handover?.status === 'accepted') return 'transferred';
  if (nextStep === 'hang_up') return 'answered';
  return nextStep === 'overflow' ? 'overflow' : 'caller_hung_up';
}
