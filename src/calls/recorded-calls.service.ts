import { Injectable } from '@nestjs/common';
import { RecordedAudioClient, type RecordedAudio } from '../carrier/recorded-audio.client.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { keyOf } from './call-key.js';
import { CallNotFoundError, RecordingNotFoundError } from './calls.errors.js';
import { CallsRepository } from './calls.repository.js';
import { RecordingsRepository } from './recordings.repository.js';

/** Recorded audio for who may hear it. It lies at the carrier, and goes through us: nobody else gets at the account. */
@Injectable()
export class RecordedCalls {
  constructor(
    private readonly calls: CallsRepository,
    private readonly tapes: RecordingsRepository,
    private readonly audio: RecordedAudioClient,
    private readonly database: PrismaService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Audited before anything is asked of the carrier: whoever asks is taken to hear it.
   *
   * @param range a `Range` header
   * @throws CallNotFoundError, RecordingNotFoundError, CarrierRequestError
   */
  async open(principal: Principal, callSid: string, recordingSid: string, range?: string): Promise<RecordedAudio> {
    await this.noteHearing(principal, callSid, recordingSid);
    const audio = await this.audio.open(recordingSid, range);
    if (!audio) throw new RecordingNotFoundError();
    return audio;
  }

  private async noteHearing({ clinicId, actor }: Principal, callSid: string, recordingSid: string): Promise<void> {
    await this.database.inClinic(clinicId, async (tx) => {
      const call = await this.calls.find(tx, clinicId, callSid);
      if (!call) throw new CallNotFoundError();
      const recordings = await this.tapes.list(tx, keyOf(call));
      const recording = recordings.find((one) => one.recordingSid === recordingSid);
      if (recording?.status !== 'completed') throw new RecordingNotFoundError();
      await this.audit.viewed(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'recording.heard',
        subject: { kind: 'recording', id: recordingSid },
        patientIds: await this.calls.concerned(tx, keyOf(call)),
        callId: call.id,
      });
    });
  }
}
