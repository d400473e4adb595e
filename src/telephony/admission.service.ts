import { Injectable } from '@nestjs/common';
import { CallsService } from '../calls/calls.service.js';
import type { Call } from '../calls/calls.types.js';
import { ClinicsService } from '../clinics/clinics.service.js';
import type { Clinic } from '../clinics/clinics.types.js';
import { ConversationService } from '../conversation/conversation.service.js';
import { NOT_ADMITTED, TelephonyMetrics } from './telephony.metrics.js';

/** One number can't ring more often: a whole hospital behind one number does not, a dialling machine does. */
const MAX_CALLS_OF_ONE_NUMBER = 1000;
const WITHIN_MINUTES = 60;

/** Why a call gets no agent. The first two are refusals; the others lead to the clinic's overflow choice. */
export type NotAdmitted = (typeof NOT_ADMITTED)[number];

/** Decides at each connection whether a caller gets an agent, and counts every no. */
@Injectable()
export class AdmissionService {
  constructor(
    private readonly calls: CallsService,
    private readonly clinics: ClinicsService,
    private readonly conversations: ConversationService,
    private readonly metrics: TelephonyMetrics,
  ) {}

  /** @param goesOn the caller has been talking to an agent already */
  async decide(clinic: Clinic, call: Call, goesOn: boolean): Promise<'admitted' | NotAdmitted> {
    const verdict = await this.verdict(clinic, call, goesOn);
    if (verdict !== 'admitted') this.metrics.callsNotAdmitted.inc({ reason: verdict });
    return verdict;
  }

  private async verdict(clinic: Clinic, call: Call, goesOn: boolean): Promise<'admitted' | NotAdmitted> {
    // Who is in the middle of a call was asked at its beginning.
    if (call.direction === 'inbound' && !goesOn) {
      if (await this.clinics.isBlocked(clinic.id, call.fromNumber)) return 'blocked';
      // Withheld numbers share one name: they can't be told apart, so they are not counted together.
      const isNumber = call.fromNumber.startsWith('+');
      if (isNumber && (await this.calls.countFrom(call, WITHIN_MINUTES)) > MAX_CALLS_OF_ONE_NUMBER)
        return 'too_many_calls';
    }
    if (!clinic.acceptsCalls) return 'switched_off';
    if (!this.conversations.agentIsAvailable) return 'agent_unavailable';
    const { maxConcurrentCalls: limit } = clinic;
    if (limit !== null && (await this.calls.countLive(call, clinic.maxCallMinutes)) >= limit) return 'clinic_full';
    return this.conversations.admit(call, goesOn) ? 'admitted' : 'process_full';
  }
}
