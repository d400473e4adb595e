import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { Sql } from '../common/database/sql.js';
import type { ClinicId } from '../common/ids/ids.js';
import type {
  ExportedSection,
  Person,
  RecordKeeper,
  RetentionTarget,
} from '../compliance/records/kept-records.port.js';
import { RecordKeepers } from '../compliance/records/record-keepers.service.js';
import { Prisma } from '../generated/prisma/client.js';

/** What was left to the desk. Only what is done grows old. */
@Injectable()
export class KeptDeskTasks implements RecordKeeper, OnModuleInit {
  readonly name = 'desk_tasks';
  readonly models = ['DeskTask'] as const;
  readonly retention: readonly RetentionTarget[] = [
    {
      kind: 'desk_tasks',
      records: (clinicId) => this.doneTasks(clinicId),
      remove: async (tx, clinicId, ids) => {
        await tx.deskTask.deleteMany({ where: { clinicId, id: { in: [...ids] } } });
      },
    },
  ];

  constructor(private readonly keepers: RecordKeepers) {}

  onModuleInit(): void {
    this.keepers.register(this);
  }

  async erase(tx: Tx, person: Person): Promise<number> {
    const { count } = await tx.deskTask.deleteMany({ where: this.about(person) });
    return count;
  }

  remaining(tx: Tx, person: Person): Promise<number> {
    return tx.deskTask.count({ where: this.about(person) });
  }

  async collect(tx: Tx, person: Person): Promise<ExportedSection[]> {
    const tasks = await tx.deskTask.findMany({
      where: this.about(person),
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    const rows = tasks.map((task) => ({
      at: task.createdAt.toISOString(),
      kind: task.kind,
      from: task.origin,
      name: task.callerName,
      number: task.callerNumber,
      note: task.note,
      'done at': task.doneAt?.toISOString() ?? null,
    }));
    return [{ title: 'Left to the desk', rows }];
  }

  private about({ clinicId, callIds, numberIndexes }: Person): Prisma.DeskTaskWhereInput {
    return {
      clinicId,
      OR: [{ callId: { in: [...callIds] } }, { callerNumberIndex: { in: [...numberIndexes] } }],
    };
  }

  private doneTasks(clinicId: ClinicId): Sql {
    return Prisma.sql`
      SELECT t.id, t.done_at AS at, t.call_id, NULL::uuid AS patient_id,
        EXISTS (SELECT FROM held_calls h WHERE h.clinic_id = t.clinic_id AND h.call_id = t.call_id)
          OR EXISTS (SELECT FROM held_numbers h
            WHERE h.clinic_id = t.clinic_id AND h.number_index = t.caller_number_index) AS held
      FROM desk_tasks t WHERE t.clinic_id = ${clinicId}::uuid AND t.status = 'done'`;
  }
}
