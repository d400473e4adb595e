import { Injectable } from '@nestjs/common';
import type { Call } from '../../calls/calls.types.js';
import { theirNumber } from '../../calls/their-number.policy.js';
import { Clock } from '../../common/clock/clock.js';
import { patiently } from '../../common/clock/patiently.js';
import { PrismaService } from '../../common/database/prisma.service.js';
import { errorFields, Logger } from '../../common/logging/logger.js';
import { normalisePhone } from '../../common/validation/phone.js';
import { RECEPTIONIST } from '../../compliance/compliance.types.js';
import { Consents } from '../../compliance/consent/consents.service.js';
import type { Wording } from '../../compliance/consent/wordings.catalogue.js';
import { ConversationMetrics } from '../conversation.metrics.js';
import { turnOf } from './turn-evidence.js';

/** What the caller of a call was told about who speaks. */
@Injectable()
export class CallConsents {
  constructor(
    private readonly consents: Consents,
    private readonly database: PrismaService,
    private readonly metrics: ConversationMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** True when they heard in this call that an AI speaks. */
  async knowsOfAi({ clinicId, id: callId }: Call): Promise<boolean> {
    const about = { callId, purpose: 'ai_disclosure' } as const;
    return (await this.database.inClinic(clinicId, (tx) => this.consents.present(tx, clinicId, about))) !== null;
  }

  /** They have heard it now. Stored once a call, whichever of its streams comes first. */
  async toldOfAi(call: Call, wording: Wording, turn: number): Promise<void> {
    const told = {
      clinicId: call.clinicId,
      purpose: 'ai_disclosure',
      choice: 'given',
      number: normalisePhone(theirNumber(call)),
      callId: call.id,
      wording,
      channel: 'call',
      evidence: turnOf(call, turn),
      actor: RECEPTIONIST,
      at: this.clock.now(),
    } as const;
    const write = () => this.database.inClinic(call.clinicId, (tx) => this.consents.recordOnce(tx, told));
    const complain = (error: unknown, attempt: number) =>
      this.log.error('consent.write_failed', { callId: call.id, attempt, ...errorFields(error) });
    await patiently(this.clock, write, complain).catch(() => this.metrics.recordFailures.inc());
  }
}
