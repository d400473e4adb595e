import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import { newId, type ClinicId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { DeskTaskPlace, ListedDeskTask } from './desk-task-list.types.js';
import type { NewDeskTask, NewScheduleTask } from './desk.types.js';

export type NewTask = (NewDeskTask & { kind: 'callback' }) | (NewScheduleTask & { origin: 'calendar' });

@Injectable()
export class DeskTasksRepository {
  /** Answers the new task's id; null when the event had its task already. */
  async insert(tx: Tx, task: NewTask, at: Temporal.Instant): Promise<string | null> {
    const id = newId();
    const { count } = await tx.deskTask.createMany({
      data: { ...task, id, status: 'open', createdAt: toDate(at) },
      skipDuplicates: true,
    });
    return count === 1 ? id : null;
  }

  async list(
    tx: Tx,
    clinicId: ClinicId,
    status: 'open' | 'done' | undefined,
    before: DeskTaskPlace | null,
    limit: number,
  ): Promise<ListedDeskTask[]> {
    const at = before && new Date(before.createdAtMs);
    const rows = await tx.deskTask.findMany({
      where: {
        clinicId,
        ...(status ? { status } : {}),
        ...(before && at ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: before.id } }] } : {}),
      },
      include: { call: { select: { callSid: true } } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind as ListedDeskTask['kind'],
      origin: row.origin as ListedDeskTask['origin'],
      status: row.status as ListedDeskTask['status'],
      callSid: row.call?.callSid ?? null,
      callerNumber: row.callerNumber,
      callerName: row.callerName,
      note: row.note,
      recordingSid: row.recordingSid,
      createdAt: fromDate(row.createdAt),
    }));
  }
}
