import { Injectable } from '@nestjs/common';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import type { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { toWallTimes, toWallTimesOrNull } from '../common/http/wall-time.types.js';
import type { CallId, ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { redactText } from '../compliance/redaction/redaction.policy.js';
import type {
  DeskTaskChangeBody,
  DeskTaskItem,
  DeskTaskQuery,
  NewDeskTaskBody,
  StoredDeskTask,
} from './desk-task-list.types.js';
import { DeskTasksRepository } from './desk-tasks.repository.js';
import { DeskTasks } from './desk-tasks.service.js';
import { DeskTaskNotFoundError } from './desk.errors.js';

/** What people at the desk see of their tasks, and do about them. Readings are audited in the transaction that reads. */
@Injectable()
export class TaskBoard {
  constructor(
    private readonly tasks: DeskTasksRepository,
    private readonly desk: DeskTasks,
    private readonly clinics: ClinicsService,
    private readonly database: PrismaService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  list(principal: Principal, query: DeskTaskQuery): Promise<Page<DeskTaskItem>> {
    const { clinicId } = principal;
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const rows = await this.tasks.list(tx, clinicId, query);
      const page = pageOf(
        rows,
        query.limit,
        ({ createdAt, id }) => rowPlace(createdAt, id),
        (task) => toItem(task, timeZone),
      );
      const ids = page.items.map(({ id }) => id);
      await this.audit.viewed(tx, {
        clinicId,
        at: this.clock.now(),
        actor: principal.actor,
        action: 'desk_tasks.listed',
        subject: { kind: 'clinic', id: clinicId },
        patientIds: await this.tasks.patientsOf(tx, clinicId, ids),
        detail: { count: ids.length },
      });
      return page;
    });
  }

  /** @throws DeskTaskNotFoundError */
  get(principal: Principal, id: string): Promise<DeskTaskItem> {
    const { clinicId } = principal;
    return this.database.inClinic(clinicId, async (tx) => {
      const item = await this.itemOf(tx, clinicId, await this.tasks.find(tx, { clinicId, id }));
      await this.record(tx, principal, { action: 'desk_task.read', subject: { kind: 'desk_task', id }, ids: [id] });
      return item;
    });
  }

  /** @throws InvalidInputError for a call that the clinic does not know. */
  create({ clinicId, actor }: Principal, body: NewDeskTaskBody): Promise<DeskTaskItem> {
    const { kind, note, callSid, callerNumber = null, callerName = null } = body;
    return this.database.inClinic(clinicId, async (tx) => {
      const callId = callSid === undefined ? null : await this.callIdOf(tx, clinicId, callSid);
      const id = await this.desk.leftByStaff(tx, { clinicId, kind, callId, callerNumber, callerName, note }, actor);
      return this.itemOf(tx, clinicId, await this.tasks.find(tx, { clinicId, id }));
    });
  }

  /** @throws DeskTaskNotFoundError, PreconditionFailedError */
  change(
    principal: Principal,
    id: string,
    { status, note }: DeskTaskChangeBody,
    precondition: Precondition,
  ): Promise<DeskTaskItem> {
    const { clinicId } = principal;
    const key = { clinicId, id };
    return this.database.inClinic(clinicId, async (tx) => {
      const task = await this.tasks.lock(tx, key);
      precondition.check(await this.itemOf(tx, clinicId, task));
      const done = status === 'done' ? (task?.doneAt ?? this.clock.now()) : null;
      await this.tasks.change(tx, key, {
        ...(status === undefined ? {} : { done }),
        ...(note === undefined ? {} : { note: note && redactText(note, 'stored') }),
      });
      const changed = await this.itemOf(tx, clinicId, await this.tasks.find(tx, key));
      await this.record(tx, principal, {
        action: 'desk_task.changed',
        subject: { kind: 'desk_task', id },
        ids: [id],
        detail: { status: changed.status, note: note !== undefined },
      });
      return changed;
    });
  }

  private async callIdOf(tx: Tx, clinicId: ClinicId, callSid: string): Promise<CallId> {
    const callId = await this.tasks.callIdOf(tx, clinicId, callSid);
    if (callId === null) throw new InvalidInputError([{ field: '/callSid', detail: 'no such call' }]);
    return callId;
  }

  private async itemOf(tx: Tx, clinicId: ClinicId, task: StoredDeskTask | null): Promise<DeskTaskItem> {
    if (!task) throw new DeskTaskNotFoundError();
    return toItem(task, (await this.clinics.getIn(tx, clinicId)).timeZone);
  }

  private async record(
    tx: Tx,
    { clinicId, actor }: Principal,
    what: {
      action: string;
      subject: { kind: string; id: string };
      /** The tasks that were read or changed. */
      ids: readonly string[];
      detail?: Record<string, string | number | boolean>;
    },
  ): Promise<void> {
    const { ids, ...entry } = what;
    const patientIds = await this.tasks.patientsOf(tx, clinicId, ids);
    await this.audit.record(tx, { clinicId, at: this.clock.now(), actor, patientIds, ...entry });
  }
}

const toItem = ({ createdAt, doneAt, ...task }: StoredDeskTask, timeZone: string): DeskTaskItem => ({
  ...task,
  ...toWallTimes(timeZone, { createdAt }),
  ...toWallTimesOrNull(timeZone, { doneAt }),
  timeZone,
});
