import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../common/database/prisma.service.js';
import type { ClinicId } from '../../common/ids/ids.js';
import { fromDate, toDate } from '../../common/time/instant-date.js';
import { NOTHING_YET, type ChainEnd } from '../audit-chain.js';

/** Of all chains. */
export interface FinishedCheck {
  finishedAt: Temporal.Instant;
  broken: number;
}

@Injectable()
export class AuditChecksRepository {
  /** False when the hour has been ordered. */
  async order(tx: Tx, hour: Temporal.Instant, at: Temporal.Instant): Promise<boolean> {
    const { count } = await tx.auditCheck.createMany({
      data: { hour: toDate(hour), orderedAt: toDate(at) },
      skipDuplicates: true,
    });
    return count === 1;
  }

  async finish(tx: Tx, hour: Temporal.Instant, { finishedAt, broken }: FinishedCheck): Promise<void> {
    await tx.auditCheck.updateMany({ where: { hour: toDate(hour) }, data: { finishedAt: toDate(finishedAt), broken } });
  }

  async lastFinished(tx: Tx): Promise<FinishedCheck | null> {
    const row = await tx.auditCheck.findFirst({ where: { finishedAt: { not: null } }, orderBy: { hour: 'desc' } });
    return row?.finishedAt ? { finishedAt: fromDate(row.finishedAt), broken: row.broken ?? 0 } : null;
  }

  async clinics(tx: Tx): Promise<ClinicId[]> {
    const rows = await tx.auditVerified.findMany({ select: { clinicId: true } });
    return rows.map(({ clinicId }) => clinicId as ClinicId);
  }

  async verifiedEnd(tx: Tx, clinicId: ClinicId): Promise<ChainEnd> {
    const row = await tx.auditVerified.findUnique({ where: { clinicId } });
    return row ? { seq: row.seq, hash: row.hash } : NOTHING_YET;
  }

  async keepEnd(tx: Tx, clinicId: ClinicId, { seq, hash }: ChainEnd, at: Temporal.Instant): Promise<void> {
    const verified = { seq, hash, verifiedAt: toDate(at) };
    await tx.auditVerified.upsert({ where: { clinicId }, create: { clinicId, ...verified }, update: verified });
  }
}
