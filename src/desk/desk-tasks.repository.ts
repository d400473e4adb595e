import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { afterPlace } from '../common/database/after-place.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { CallId, ClinicId, PatientId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import type { Prisma } from '../generated/prisma/client.js';
import type { DeskTaskQuery, StoredDeskTask } from './desk-task-list.types.js';
import type { CallerTaskKind, NewDeskTask, NewScheduleTask, NewStaffTask } from './desk.types.js';

export type NewTask =
  | (NewDeskTask & { kind: CallerTaskKind })
  | (NewScheduleTask & { origin: 'calendar' })
  | (NewStaffTask & { origin: 'staff'; originKey: string });

type TaskKey = { clinicId: ClinicId; id: string };
const byId = ({ clinicId, id }: TaskKey) => ({ clinicId_id: { clinicId, id } });

const WITH_CALL = { call: { select: { callSid: true } } } as const;
type TaskRow = Prisma.DeskTaskGetPayload<{ include: typeof WITH_CALL }>;

@Injectable()
export class DeskTasksRepository {
  /** False when the event had its task already. */
  async insert(tx: Tx, id: string, task: NewTask, at: Temporal.Instant): Promise<boolean> {
    const { count } = await tx.deskTask.createMany({
      data: { ...task, id, status: 'open', createdAt: toDate(at) },
      skipDuplicates: true,
    });
    return count === 1;
  }

  async find(tx: Tx, key: TaskKey): Promise<StoredDeskTask | null> {
    const row = await tx.deskTask.findUnique({ where: byId(key), include: WITH_CALL });
    return row && toTask(row);
  }

  /** Until the transaction ends nobody else changes the task. */
  async lock(tx: Tx, key: TaskKey): Promise<StoredDeskTask | null> {
    await tx.$queryRaw`
      SELECT 1 FROM desk_tasks WHERE clinic_id = ${key.clinicId}::uuid AND id = ${key.id}::uuid FOR NO KEY UPDATE`;
    return this.find(tx, key);
  }

  /** `done`: since when; null opens it again. What is not given stays. */
  async change(
    tx: Tx,
    key: TaskKey,
    { done, note }: { done?: Temporal.Instant | null; note?: string | null },
  ): Promise<void> {
    await tx.deskTask.update({
      where: byId(key),
      data: {
        ...(done === undefined ? {} : { status: done ? 'done' : 'open', doneAt: done && toDate(done) }),
        ...(note === undefined ? {} : { note }),
      },
    });
  }

  async callIdOf(tx: Tx, clinicId: ClinicId, callSid: string): Promise<CallId | null> {
    const row = await tx.call.findUnique({
      where: { clinicId_callSid: { clinicId, callSid } },
      select: { id: true },
    });
    return row && (row.id as CallId);
  }

  /** Whose data tasks hold, as far as it is known: patients whom the call acted for, and those with the caller's number. */
  async patientsOf(tx: Tx, clinicId: ClinicId, taskIds: readonly string[]): Promise<PatientId[]> {
    const rows = await tx.$queryRaw<{ id: PatientId }[]>`
      WITH tasks AS (
        SELECT call_id, caller_number_index FROM desk_tasks
        WHERE clinic_id = ${clinicId}::uuid AND id = ANY(${taskIds}::uuid[])
      )
      SELECT patient_id AS id FROM concerned_patients
      WHERE clinic_id = ${clinicId}::uuid AND call_id = ANY(ARRAY(SELECT call_id FROM tasks))
      UNION
      SELECT id FROM patients JOIN tasks ON phone_index = caller_number_index WHERE clinic_id = ${clinicId}::uuid`;
    return rows.map(({ id }) => id);
  }

  /** Those that a query asks for, the newest first, with one more than fits. */
  async list(tx: Tx, clinicId: ClinicId, query: DeskTaskQuery): Promise<StoredDeskTask[]> {
    const { status, kind, callSid, createdAfter, createdBefore, cursor, limit } = query;
    const rows = await tx.deskTask.findMany({
      where: {
        clinicId,
        ...(status ? { status } : {}),
        ...(kind ? { kind } : {}),
        ...(callSid ? { call: { callSid } } : {}),
        createdAt: {
          ...(createdAfter ? { gte: toDate(createdAfter) } : {}),
          ...(createdBefore ? { lt: toDate(createdBefore) } : {}),
        },
        ...afterPlace(cursor, 'desc'),
      },
      include: WITH_CALL,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
    return rows.map(toTask);
  }
}

const toTask = (row: TaskRow): StoredDeskTask => ({
  id: row.id,
  kind: row.kind as StoredDeskTask['kind'],
  origin: row.origin as StoredDeskTask['origin'],
  status: row.status as StoredDeskTask['status'],
  callSid: row.call?.callSid ?? null,
  callerNumber: row.callerNumber,
  callerName: row.callerName,
  note: row.note,
  recordingSid: row.recordingSid,
  createdAt: fromDate(row.createdAt),
  doneAt: row.doneAt && fromDate(row.doneAt),
});
