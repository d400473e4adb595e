import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import { newId, type ClinicId, type PatientId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { DeskTaskPlace, ListedDeskTask } from './desk-task-list.types.js';
import type { CallerTaskKind, NewDeskTask, NewScheduleTask } from './desk.types.js';

export type NewTask = (NewDeskTask & { kind: CallerTaskKind }) | (NewScheduleTask & { origin: 'calendar' });

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

  /** Whose data tasks hold, as far as it is known: patients whom the call acted for, and those with the caller's number. */
  async patientsOf(tx: Tx, clinicId: ClinicId, taskIds: readonly string[]): Promise<PatientId[]> {
    const rows = await tx.$queryRaw<{ id: PatientId }[]>`
      WITH tasks AS (
        SELECT call_id, caller_number_index FROM desk_tasks
        WHERE clinic_id = ${clinicId}::uuid AND id = ANY(${taskIds}::uuid[])
      )
      SELECT patient_id AS id FROM call_identities JOIN tasks USING (call_id) WHERE clinic_id = ${clinicId}::uuid
      UNION
      SELECT id FROM patients JOIN tasks ON phone_index = caller_number_index WHERE clinic_id = ${clinicId}::uuid`;
    return rows.map(({ id }) => id);
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
