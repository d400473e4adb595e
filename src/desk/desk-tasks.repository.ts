import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import { newId } from '../common/ids/ids.js';
import { toDate } from '../common/time/instant-date.js';
import type { NewDeskTask } from './desk.types.js';

@Injectable()
export class DeskTasksRepository {
  /** Answers the new task's id; null when the event had its task already. */
  async insert(tx: Tx, task: NewDeskTask, at: Temporal.Instant): Promise<string | null> {
    const id = newId();
    const { count } = await tx.deskTask.createMany({
      data: {
        clinicId: task.clinicId,
        id,
        kind: 'callback',
        origin: task.origin,
        status: 'open',
        callId: task.callId,
        callerNumber: task.callerNumber,
        callerName: task.callerName ?? null,
        note: task.note ?? null,
        recordingSid: task.recordingSid ?? null,
        originKey: task.originKey,
        createdAt: toDate(at),
      },
      skipDuplicates: true,
    });
    return count === 1 ? id : null;
  }
}
