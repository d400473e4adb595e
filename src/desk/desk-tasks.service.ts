import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { CallId } from '../common/ids/ids.js';
import type { Principal } from '../common/http/access.decorators.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { redactText } from '../compliance/redaction/redaction.policy.js';
import type { DeskTaskItem, DeskTaskQuery } from './desk-task-list.types.js';
import { DeskTasksRepository, type NewTask } from './desk-tasks.repository.js';
import type { CallerTaskKind, NewDeskTask, NewScheduleTask } from './desk.types.js';

/** What the desk has to do. Tasks are written in the transaction of what caused them. */
@Injectable()
export class DeskTasks {
  constructor(
    private readonly tasks: DeskTasksRepository,
    private readonly database: PrismaService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** A page of the clinic's tasks. Reading them is audited in the transaction that reads. */
  async list({ clinicId, actor }: Principal, query: DeskTaskQuery): Promise<Page<DeskTaskItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const rows = await this.tasks.list(tx, clinicId, query.status, query.cursor ?? null, query.limit + 1);
      const page = pageOf(
        rows,
        query.limit,
        ({ createdAt, id }) => ({ createdAtMs: createdAt.epochMilliseconds, id }),
        (task) => ({ ...task, createdAt: task.createdAt.toString() }),
      );
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'desk_tasks.listed',
        subject: { kind: 'clinic', id: clinicId },
        patientIds: await this.tasks.patientsOf(
          tx,
          clinicId,
          page.items.map(({ id }) => id),
        ),
        detail: { count: page.items.length },
      });
      return page;
    });
  }

  askToCallBack(tx: Tx, task: NewDeskTask): Promise<void> {
    return this.leave(tx, 'callback', task);
  }

  /** What a caller wants from the people at the desk. */
  leave(tx: Tx, kind: CallerTaskKind, task: NewDeskTask): Promise<void> {
    return this.open(tx, { ...task, kind }, task.callId);
  }

  askToLookInto(tx: Tx, task: NewScheduleTask): Promise<void> {
    return this.open(tx, { ...task, origin: 'calendar' }, null);
  }

  private async open(tx: Tx, task: NewTask, callId: CallId | null): Promise<void> {
    const at = this.clock.now();
    const id = await this.tasks.insert(tx, withoutCards(task), at);
    if (id === null) return;
    await this.audit.record(tx, {
      clinicId: task.clinicId,
      at,
      actor: { kind: 'system', id: 'desk' },
      action: 'desk_task.opened',
      subject: { kind: 'desk_task', id },
      patientIds: await this.tasks.patientsOf(tx, task.clinicId, [id]),
      callId,
    });
  }
}

/** Whatever somebody said for the desk: nobody there may have the number of their card. */
function withoutCards(task: NewTask): NewTask {
  const { note } = task;
  return note === undefined ? task : { ...task, note: redactText(note, 'stored') };
}
