import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { CallId, ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { keyOf } from './call-key.js';
import { CallsRepository } from './calls.repository.js';
import type { Call, CallEnding } from './calls.types.js';
import { PlacedCallsRepository } from './placed-calls.repository.js';
import type { AnsweredBy, PlacedCall } from './placed-calls.types.js';

/** The record of calls that we place, where it differs from that of calls that come in. */
@Injectable()
export class PlacedCalls {
  constructor(
    private readonly placed: PlacedCallsRepository,
    private readonly calls: CallsRepository,
    private readonly audit: AuditLog,
  ) {}

  /** Idempotent by CallSid. `fresh` is false when the call was known already. */
  async open(tx: Tx, placed: PlacedCall): Promise<{ call: Call; fresh: boolean }> {
    const fresh = await this.placed.insert(tx, placed);
    const call = await this.calls.find(tx, placed.clinicId, placed.callSid);
    if (!call) throw new Error('a call that was just written is not there');
    if (fresh) {
      await this.audit.record(tx, {
        clinicId: call.clinicId,
        at: placed.at,
        actor: { kind: 'system', id: 'outbound' },
        action: 'call.placed',
        subject: { kind: 'call', id: call.id },
        callId: call.id,
      });
    }
    return { call, fresh };
  }

  async get(tx: Tx, clinicId: ClinicId, callId: CallId): Promise<Call> {
    const call = await this.calls.find(tx, clinicId, await this.placed.sidOf(tx, { clinicId, callId }));
    if (!call) throw new Error('a call is gone');
    return call;
  }

  answeredBy(tx: Tx, call: Call): Promise<AnsweredBy | null> {
    return this.placed.answeredBy(tx, keyOf(call));
  }

  /** The first verdict stands. True when this was it. */
  noteAnsweredBy(tx: Tx, call: Call, answeredBy: AnsweredBy): Promise<boolean> {
    return this.placed.setAnsweredBy(tx, keyOf(call), answeredBy);
  }

  /** For a call whose conversation, being one with a machine, was closed as if a person had hung up. */
  correctOutcome(tx: Tx, call: Call, outcome: CallEnding): Promise<void> {
    return this.placed.correctOutcome(tx, keyOf(call), outcome);
  }
}
