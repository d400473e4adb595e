import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { normalisePhone } from '../common/validation/phone.js';
import { RECEPTIONIST } from '../compliance/compliance.types.js';
import type { ConsentChoice, Evidence } from '../compliance/consent/consent.types.js';
import { Consents } from '../compliance/consent/consents.service.js';
import { RECORDING_NOTICE } from '../compliance/consent/wordings.catalogue.js';
import { keyOf } from './call-key.js';
import { RecordingsRepository } from './recordings.repository.js';
import type { Call, RecordingReport } from './calls.types.js';
import { theirNumber } from './their-number.policy.js';

/** Whether a call may be recorded, and what is. */
@Injectable()
export class RecordingLog {
  constructor(
    private readonly recordings: RecordingsRepository,
    private readonly consents: Consents,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * The caller goes on talking after the notice: to be called before any audio is kept. False when they have not heard it in this
   * call, or said no: nothing may be recorded then.
   */
  agree(call: Call, evidence: Evidence): Promise<boolean> {
    return this.within(call, async (tx) => {
      if ((await this.recordings.choice(tx, keyOf(call))) !== 'announced') return false;
      await this.consents.recordOnce(tx, this.consent(call, 'given', evidence));
      return true;
    });
  }

  decline(call: Call, evidence: Evidence): Promise<void> {
    return this.within(call, async (tx) => {
      await this.recordings.decline(tx, keyOf(call));
      await this.consents.recordOnce(tx, this.consent(call, 'refused', evidence));
    });
  }

  /** Idempotent by the recording's sid; reports may come late and out of order. */
  reported(tx: Tx, call: Call, report: RecordingReport): Promise<void> {
    return this.recordings.save(tx, keyOf(call), report, this.clock.now());
  }

  begun(call: Call, recordingSid: string): Promise<void> {
    const begun = {
      recordingSid,
      kind: 'call',
      status: 'in_progress',
      durationSeconds: null,
      errorCode: null,
    } as const;
    return this.within(call, (tx) => this.reported(tx, call, begun));
  }

  running(call: Call): Promise<string | null> {
    return this.within(call, (tx) => this.recordings.running(tx, keyOf(call)));
  }

  forget(call: Call, recordingSid: string): Promise<void> {
    return this.within(call, (tx) => this.recordings.remove(tx, call.clinicId, recordingSid));
  }

  private consent(call: Call, choice: ConsentChoice, evidence: Evidence) {
    return {
      clinicId: call.clinicId,
      purpose: 'recording',
      choice,
      number: normalisePhone(theirNumber(call)),
      callId: call.id,
      wording: RECORDING_NOTICE,
      channel: 'call',
      evidence,
      actor: RECEPTIONIST,
      at: this.clock.now(),
    } as const;
  }

  private within<Result>({ clinicId }: Call, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.database.inClinic(clinicId, work);
  }
}
