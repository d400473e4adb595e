import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { AppointmentTypeId, ClinicId } from '../common/ids/ids.js';
import { toDateColumn } from '../common/time/date-column.js';
import type { RecallFilter, RecallPlace } from './recall-records.types.js';
import { toRecall } from './recalls.repository.js';
import type { Recall } from './recalls.types.js';

/** Recalls as people at the desk see them. */
@Injectable()
export class RecallRecordsRepository {
  /** The longest due first, after a place in that order. */
  async list(
    tx: Tx,
    clinicId: ClinicId,
    { status, dueAfter, dueBefore, patientId }: RecallFilter,
    after: RecallPlace | null,
    limit: number,
  ): Promise<Recall[]> {
    const on = after && new Date(after.dueOn);
    const rows = await tx.recall.findMany({
      where: {
        clinicId,
        ...(status ? { status } : {}),
        ...(patientId ? { patientId } : {}),
        AND: [
          ...(dueAfter ? [{ dueOn: { gt: toDateColumn(dueAfter) } }] : []),
          ...(dueBefore ? [{ dueOn: { lt: toDateColumn(dueBefore) } }] : []),
          // The first bound is what an index can begin at.
          ...(after && on
            ? [{ dueOn: { gte: on } }, { OR: [{ dueOn: { gt: on } }, { dueOn: on, id: { gt: after.id } }] }]
            : []),
        ],
      },
      orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
      take: limit,
    });
    return rows.map(toRecall);
  }

  async hasType(tx: Tx, clinicId: ClinicId, id: AppointmentTypeId): Promise<boolean> {
    return (await tx.appointmentType.count({ where: { clinicId, id } })) > 0;
  }
}
