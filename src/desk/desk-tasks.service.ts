import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import type { Tx } from '../common/database/prisma.service.js';
import { newId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { Actor } from '../compliance/compliance.types.js';
import { redactText } from '../compliance/redaction/redaction.policy.js';
import { DeskTasksRepository, type NewTask } from './desk-tasks.repository.js';
import type { CallerTaskKind, NewDeskTask, NewScheduleTask, NewStaffTask } from './desk.types.js';

const DESK: Actor = { kind: 'system', id: 'desk' };

/** What is left to the desk. Tasks are written in the transaction of what caused them. */
@Injectable()
export class DeskTasks {
  constructor(
    private readonly tasks: DeskTasksRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  askToCallBack(tx: Tx, task: NewDeskTask): Promise<void> {
    return this.leave(tx, 'callback', task);
  }

  /** What a caller wants from the people at the desk. */
  leave(tx: Tx, kind: CallerTaskKind, task: NewDeskTask): Promise<void> {
    return this.open(tx, newId(), { ...task, kind }, DESK);
  }

  askToLookInto(tx: Tx, task: NewScheduleTask): Promise<void> {
    return this.open(tx, newId(), { ...task, origin: 'calendar' }, DESK);
  }

  /** What somebody of the staff leaves to others; answers the task's id. */
  async leftByStaff(tx: Tx, task: NewStaffTask, actor: Actor): Promise<string> {
    const id: string = newId();
    await this.open(tx, id, { ...task, origin: 'staff', originKey: `staff:${id}` }, actor);
    return id;
  }

  private async open(tx: Tx, id: string, task: NewTask, actor: Actor): Promise<void> {
    const { clinicId } = task;
    const at = this.clock.now();
    if (!(await this.tasks.insert(tx, id, withoutCards(task), at))) return;
    await this.audit.record(tx, {
      clinicId,
      at,
      actor,
      action: 'desk_task.opened',
      subject: { kind: 'desk_task', id },
      patientIds: await this.tasks.patientsOf(tx, clinicId, [id]),
      callId: 'callId' in task ? task.callId : null,
    });
  }
}

/** Whatever somebody said for the desk: nobody there may have the number of their card. */
function withoutCards(task: NewTask): NewTask {
  const { note } = task;
  const callerName = 'callerName' in task ? task.callerName : null;
  return {
    ...task,
    ...(note === undefined ? {} : { note: redactText(note, 'stored') }),
    ...(callerName ? { callerName: redactText(callerName, 'stored') } : {}),
  };
}
