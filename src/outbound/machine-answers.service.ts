import { Injectable } from '@nestjs/common';
import type { Call } from '../calls/calls.types.js';
import { PlacedCalls } from '../calls/placed-calls.service.js';
import { CarrierClient } from '../carrier/carrier.client.js';
import { CarrierRequestError } from '../carrier/carrier.errors.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { Logger } from '../common/logging/logger.js';
import { AppConfig } from '../config/app-config.js';
import { addressesOf } from './outbound-webhook.protocol.js';
import { OutboundMetrics } from './outbound.metrics.js';
import type { OutboundCall } from './outbound.types.js';

/** The machine is recording meanwhile. */
const TRIES = 3;
const TRY_AGAIN_MS = 500;

/** What is done when a machine has answered: it gets the message after its beep, or nothing. */
@Injectable()
export class MachineAnswers {
  constructor(
    private readonly placedCalls: PlacedCalls,
    private readonly carrier: CarrierClient,
    private readonly database: PrismaService,
    private readonly config: AppConfig,
    private readonly metrics: OutboundMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** Takes the call from the agent when its verdict is new and names a machine. Repeated and late verdicts do nothing. */
  async detected(order: OutboundCall, call: Call, verdict: string): Promise<void> {
    const answeredBy = answeredByOf(verdict);
    const isNew = await this.database.inClinic(call.clinicId, (tx) =>
      this.placedCalls.noteAnsweredBy(tx, call, answeredBy),
    );
    if (!isNew) return;
    this.metrics.answeredBy.inc({ who: answeredBy });
    this.log.info('outbound.answered_by', { callId: call.id, clinicId: call.clinicId, reason: answeredBy });
    if (answeredBy !== 'machine' || call.status === 'completed') return;
    const { message } = addressesOf(this.config.publicUrl, order);
    const takesMessage = order.machineMessage !== null && verdict !== 'fax';
    const { callSid } = call;
    await this.insist(call, () =>
      takesMessage ? this.carrier.redirectCall(callSid, message) : this.carrier.endCall(callSid),
    );
  }

  /** When the carrier does not listen, the agent talks to the machine, and ends the call for want of an answer. */
  private async insist(call: Call, ask: () => Promise<void>): Promise<void> {
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof CarrierRequestError)) throw error;
        const { failure: reason } = error;
        this.log.warn('outbound.machine_kept', { callId: call.id, clinicId: call.clinicId, reason, attempt });
        if (!error.retryable) return; // the call is over
      }
      if (attempt < TRIES) await this.clock.sleep(TRY_AGAIN_MS);
    }
  }
}

/** With the end of the greeting asked for, a machine is `machine_end_…`; without, `machine_start`. */
function answeredByOf(verdict: string): 'human' | 'machine' | 'unknown' {
  if (verdict === 'human') return 'human';
  return verdict === 'fax' || verdict.startsWith('machine') ? 'machine' : 'unknown';
}
