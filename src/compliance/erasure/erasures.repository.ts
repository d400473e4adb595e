import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../../common/database/prisma.service.js';
import { toDate } from '../../common/time/instant-date.js';
import type { Person } from '../records/kept-records.port.js';
import type { ErasureOrder } from './erasure.types.js';

@Injectable()
export class ErasuresRepository {
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
