import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { CallId, ClinicId, PatientId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';

/** A code that was texted, as it is kept. */
export interface StoredCode {
  id: string;
  patientId: PatientId;
  codeHash: string;
}

@Injectable()
export class CodesRepository {
  async insert(
    tx: Tx,
    { clinicId, callId }: { clinicId: ClinicId; callId: CallId },
    code: StoredCode,
    at: Temporal.Instant,
    expiresAt: Temporal.Instant,
  ): Promise<void> {
    await tx.identityCode.create({
      data: { clinicId, callId, ...code, createdAt: toDate(at), expiresAt: toDate(expiresAt) },
    });
  }

  /** Those of this call that nobody has used yet and that still hold. */
  async usable(tx: Tx, clinicId: ClinicId, callId: CallId, now: Temporal.Instant): Promise<StoredCode[]> {
    const rows = await tx.identityCode.findMany({
      where: { clinicId, callId, usedAt: null, expiresAt: { gt: toDate(now) } },
      select: { id: true, patientId: true, codeHash: true },
    });
    return rows.map((row) => ({ ...row, patientId: row.patientId as PatientId }));
  }

  /** All that were texted to a patient for this call: one proof is enough. */
  async use(tx: Tx, clinicId: ClinicId, callId: CallId, patientId: PatientId, at: Temporal.Instant): Promise<void> {
    await tx.identityCode.updateMany({
      where: { clinicId, callId, patientId, usedAt: null },
      data: { usedAt: toDate(at) },
    });
  }

  async countFor(tx: Tx, clinicId: ClinicId, patientId: PatientId, since: Temporal.Instant): Promise<number> {
    return tx.identityCode.count({ where: { clinicId, patientId, createdAt: { gte: toDate(since) } } });
  }
}
