import { Injectable } from '@nestjs/common';
import { CallsService } from '../calls/calls.service.js';
import type { Call } from '../calls/calls.types.js';
import { ClinicsService } from '../clinics/clinics.service.js';
import type { Clinic } from '../clinics/clinics.types.js';
import { Clock } from '../common/clock/clock.js';
import type { CallSid } from '../common/ids/ids.js';
import { Logger } from '../common/logging/logger.js';
import { AppConfig } from '../config/app-config.js';
import { ConversationService } from '../conversation/conversation.service.js';
import { ReplayedWebhookError } from './telephony.errors.js';
import { mediaUrl } from '../carrier/twilio-request.js';
import { connectStream, hangUp, ringDesk, sayAndHangUp } from './twiml.presenter.js';
import { FINAL_CALL_STATUSES, type StatusWebhook, type VoiceWebhook } from './twilio-webhook.protocol.js';

export const NEXT_PATH = '/twilio/voice/next';

/** How a call ended for which the carrier's report comes first. */
const ENDING_BY_PLAN = { hang_up: 'answered', overflow: 'overflow', none: 'caller_hung_up' } as const;

/** TwiML, and a word for the metrics on why it was chosen. */
export interface Answer {
  twiml: string;
  result: 'connected' | 'unknown_number' | 'overflow' | 'hung_up' | 'resumed';
}

/** Decides what the carrier is told at each step of a call; the facts are on the call's row. */
@Injectable()
export class LineService {
  constructor(
    private readonly config: AppConfig,
    private readonly calls: CallsService,
    private readonly clinics: ClinicsService,
    private readonly conversations: ConversationService,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** The phone rings. */
  async incoming({ CallSid, From, To }: VoiceWebhook): Promise<Answer> {
    const clinic = await this.clinics.findByNumber(To);
    if (!clinic) return { twiml: sayAndHangUp('unknown_number'), result: 'unknown_number' };
    const { call } = await this.calls.open({
      clinicId: clinic.id,
      callSid: CallSid as CallSid,
      fromNumber: From,
      toNumber: To,
      at: this.clock.now(),
    });
    if (call.status === 'completed') throw new ReplayedWebhookError();
    return this.connectOr(clinic, call, 'connected');
  }

  /** A stream, or a step after it, has ended: the carrier asks what to do. */
  async next({ CallSid, To }: VoiceWebhook): Promise<Answer> {
    const clinic = await this.clinics.findByNumber(To);
    const call = clinic && (await this.calls.findBySid(clinic.id, CallSid));
    if (!clinic || !call || call.status === 'completed') return { twiml: hangUp(), result: 'hung_up' };
    switch (call.nextStep) {
      case 'hang_up':
        await this.calls.close(call, 'answered');
        return { twiml: hangUp(), result: 'hung_up' };
      case 'overflow':
        return this.overflow(clinic, call);
      case null:
        this.log.warn('call.stream_lost', { callId: call.id, clinicId: clinic.id });
        if (!(await this.calls.takeResume(call))) return this.overflow(clinic, call);
        return this.connectOr(clinic, call, 'resumed');
    }
  }

  /** A progress report of the carrier. Late and repeated ones change nothing: the first ending of a call stands. */
  async status({ CallSid, To, CallStatus }: StatusWebhook): Promise<void> {
    if (!FINAL_CALL_STATUSES.has(CallStatus)) return;
    const clinic = await this.clinics.findByNumber(To);
    const call = clinic && (await this.calls.findBySid(clinic.id, CallSid));
    if (!call) return;
    this.conversations.callEnded(call);
    await this.calls.close(call, ENDING_BY_PLAN[call.nextStep ?? 'none']);
  }

  private async connectOr(clinic: Clinic, call: Call, result: 'connected' | 'resumed'): Promise<Answer> {
    if (!clinic.acceptsCalls || !this.conversations.admit(call)) return this.overflow(clinic, call);
    const token = await this.calls.issueStreamToken(call);
    const { publicUrl } = this.config;
    return { twiml: connectStream({ mediaUrl: mediaUrl(publicUrl), nextUrl: publicUrl + NEXT_PATH, token }), result };
  }

  /** What the clinic wants for callers nobody can talk to. The agent's part of the call is over with it. */
  private async overflow(clinic: Clinic, call: Call): Promise<Answer> {
    this.log.warn('call.overflowed', { callId: call.id, clinicId: clinic.id });
    await this.calls.close(call, 'overflow');
    const twiml =
      clinic.overflow === 'ring_desk' && clinic.deskNumber ? ringDesk(clinic.deskNumber) : sayAndHangUp('overflow');
    return { twiml, result: 'overflow' };
  }
}
