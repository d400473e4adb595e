import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';

/** A patient is reached elsewhere from now on; nowhere where `to` is null. Numbers are E.164. */
export interface NumberChange {
  clinicId: ClinicId;
  patientId: PatientId;
  from: string;
  to: string | null;
}

export type FollowNumber = (tx: Tx, change: NumberChange) => Promise<void>;

/**
 * Whoever keeps a patient's number beside something of their own follows when it is put right, in the transaction that does it. Patients
 * know none of them: each registers while the application starts.
 */
@Injectable()
export class NumberChanges {
  private readonly followers: FollowNumber[] = [];

  register(follow: FollowNumber): void {
    this.followers.push(follow);
  }

  async announce(tx: Tx, change: NumberChange): Promise<void> {
    for (const follow of this.followers) await follow(tx, change);
  }
}
