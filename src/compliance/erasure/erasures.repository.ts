import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../common/database/prisma.service.js';
import type { ClinicId, PatientId } from '../../common/ids/ids.js';
import { fromDate, toDate } from '../../common/time/instant-date.js';
import type { Person } from '../records/kept-records.port.js';
import type { ErasureProof } from './erasure-records.types.js';
import type { ErasureOrder, ErasureReason } from './erasure.types.js';

@Injectable()
export class ErasuresRepository {
  async find(tx: Tx, clinicId: ClinicId, patientId: PatientId): Promise<ErasureProof | null> {
    const row = await tx.erasure.findUnique({ where: { clinicId_patientId: { clinicId, patientId } } });
    return (
      row && {
        erasedAt: fromDate(row.erasedAt),
        erasedBy: { kind: row.actorKind as ErasureProof['erasedBy']['kind'], id: row.actorId },
        reason: row.reason as ErasureReason,
        removed: row.removed as Record<string, number>,
      }
    );
  }

  async insert(
    tx: Tx,
    { clinicId, patientId, reason, actor }: ErasureOrder,
    { callIds }: Person,
    proof: { removed: Record<string, number>; at: Temporal.Instant },
  ): Promise<void> {
    await tx.erasure.create({
      data: {
        clinicId,
        patientId,
        erasedAt: toDate(proof.at),
        actorKind: actor.kind,
        actorId: actor.id,
        reason,
        removed: proof.removed,
        callIds: [...callIds],
      },
    });
  }
}
