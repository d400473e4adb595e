import { Injectable } from '@nestjs/common';
import { healthOf } from '../audio/audio-health.policy.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { CallNotFoundError } from './calls.errors.js';
import { CallsRepository } from './calls.repository.js';
import type { CallDetail } from './call-detail.types.js';

/** Reading what was said in a call is reading a patient's record: each reading is audited in its own transaction. */
@Injectable()
export class CallReviewService {
  constructor(
    private readonly calls: CallsRepository,
    private readonly database: PrismaService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws CallNotFoundError when the clinic of the principal has no such call. */
  async detail({ clinicId, actor }: Principal, callSid: string): Promise<CallDetail> {
    return this.database.inClinic(clinicId, async (tx) => {
      const call = await this.calls.find(tx, clinicId, callSid);
      if (!call) throw new CallNotFoundError();
      const { turns, tools } = await this.calls.history(tx, { clinicId, callId: call.id });
      const audio = await this.calls.audio(tx, { clinicId, callId: call.id });
      const recordings = await this.calls.recordings(tx, { clinicId, callId: call.id });
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'call.read',
        subject: { kind: 'call', id: call.id },
        patientIds: await this.calls.patients(tx, { clinicId, callId: call.id }),
        callId: call.id,
      });
      return {
        callSid: call.callSid,
        direction: call.direction,
        status: call.status,
        agentProfileVersion: call.agentProfileVersion,
        outcome: call.outcome,
        startedAt: call.startedAt.toString(),
        endedAt: call.endedAt?.toString() ?? null,
        handover: call.handover && { reason: call.handover.reason, status: call.handover.status },
        recordings: recordings.map(({ recordingSid, kind, status, durationSeconds }) => ({
          recordingSid,
          kind,
          status,
          durationSeconds,
        })),
        audioHealth: audio && healthOf(audio),
        turns: turns.map((turn) => ({ ...turn, startedAt: turn.startedAt.toString() })),
        tools: tools.map(({ name, status, startedAt, durationMs }) => ({
          name,
          status,
          startedAt: startedAt.toString(),
          durationMs,
        })),
      };
    });
  }
}
