import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import type { Tx } from '../common/database/prisma.service.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { DeskTasksRepository } from './desk-tasks.repository.js';
import type { NewDeskTask } from './desk.types.js';

/** What the desk has to do. Tasks are written in the transaction of what caused them. */
@Injectable()
export class DeskTasks {
  constructor(
    private readonly tasks: DeskTasksRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async askToCallBack(tx: Tx, task: NewDeskTask): Promise<void> {
    const at = this.clock.now();
    const id = await this.tasks.insert(tx, task, at);
    if (id === null) return;
    await this.audit.record(tx, {
      clinicId: task.clinicId,
      at,
      actor: { kind: 'system', id: 'desk' },
      action: 'desk_task.opened',
      subject: { kind: 'desk_task', id },
      callId: task.callId,
    });
  }
}
