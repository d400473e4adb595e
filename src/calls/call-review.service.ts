import { Injectable } from '@nestjs/common';
import { healthOf } from '../audio/audio-health.policy.js';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import { toWallTimes, toWallTimesOrNull } from '../common/http/wall-time.types.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { keyOf } from './call-key.js';
import type { CallDetail, CallRecording, CallRecordings } from './call-detail.types.js';
import { timelineOf } from './call-timeline.builder.js';
import { CallTimelineRepository } from './call-timeline.repository.js';
import type { CallTimeline } from './call-timeline.types.js';
import { CallNotFoundError } from './calls.errors.js';
import { CallsRepository } from './calls.repository.js';
import type { Call, RecordingReport } from './calls.types.js';
import { RecordingsRepository } from './recordings.repository.js';

/** Reading what was said in a call is reading a patient's record: each reading is audited in its own transaction. */
@Injectable()
export class CallReviewService {
  constructor(
    private readonly calls: CallsRepository,
    private readonly tapes: RecordingsRepository,
    private readonly courses: CallTimelineRepository,
    private readonly clinics: ClinicsService,
    private readonly database: PrismaService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws CallNotFoundError when the clinic of the principal has no such call. */
  detail(principal: Principal, callSid: string): Promise<CallDetail> {
    return this.reading(principal, callSid, 'call.read', async (tx, call, timeZone) => {
      const key = keyOf(call);
      const { turns, tools } = await this.calls.history(tx, key);
      const audio = await this.calls.audio(tx, key);
      const recordings = await this.tapes.list(tx, key);
      return {
        callSid: call.callSid,
        direction: call.direction,
        status: call.status,
        agentProfileVersion: call.agentProfileVersion,
        outcome: call.outcome,
        ...toWallTimes(timeZone, { startedAt: call.startedAt }),
        ...toWallTimesOrNull(timeZone, { endedAt: call.endedAt }),
        timeZone,
        handover: call.handover && { reason: call.handover.reason, status: call.handover.status },
        recordings: recordings.map(toRecording),
        audioHealth: audio && healthOf(audio),
        turns: turns.map(({ startedAt, ...turn }) => ({ ...turn, ...toWallTimes(timeZone, { startedAt }) })),
        tools: tools.map(({ name, status, startedAt, durationMs }) => ({
          name,
          status,
          ...toWallTimes(timeZone, { startedAt }),
          durationMs,
        })),
      };
    });
  }

  /** All that happened, in one list. @throws CallNotFoundError */
  timeline(principal: Principal, callSid: string): Promise<CallTimeline> {
    return this.reading(principal, callSid, 'call.timeline_read', async (tx, call, timeZone) => ({
      callSid,
      timeZone,
      entries: timelineOf(await this.courses.courseOf(tx, call), timeZone),
    }));
  }

  /** What there is to hear, the oldest first. @throws CallNotFoundError */
  recordings(principal: Principal, callSid: string): Promise<CallRecordings> {
    return this.reading(principal, callSid, 'call.recordings_listed', async (tx, call) => {
      const recordings = await this.tapes.list(tx, keyOf(call));
      return { callSid, recordings: recordings.map(toRecording) };
    });
  }

  private reading<Result>(
    { clinicId, actor }: Principal,
    callSid: string,
    action: string,
    read: (tx: Tx, call: Call, timeZone: string) => Promise<Result>,
  ): Promise<Result> {
    return this.database.inClinic(clinicId, async (tx) => {
      const call = await this.calls.find(tx, clinicId, callSid);
      if (!call) throw new CallNotFoundError();
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const result = await read(tx, call, timeZone);
      await this.audit.viewed(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action,
        subject: { kind: 'call', id: call.id },
        patientIds: await this.calls.concerned(tx, keyOf(call)),
        callId: call.id,
      });
      return result;
    });
  }
}

const toRecording = ({ recordingSid, kind, status, durationSeconds }: RecordingReport): CallRecording => ({
  recordingSid,
  kind,
  status,
  durationSeconds,
});
