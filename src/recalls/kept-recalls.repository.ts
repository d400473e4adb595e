import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ExportedSection, Person, RecordKeeper } from '../compliance/records/kept-records.port.js';
import { RecordKeepers } from '../compliance/records/record-keepers.service.js';

/** When somebody should come again. There is nobody to be asked after an erasure. */
@Injectable()
export class KeptRecalls implements RecordKeeper, OnModuleInit {
  readonly name = 'recalls';
  readonly models = [];
  readonly retention = [];

  constructor(private readonly keepers: RecordKeepers) {}

  onModuleInit(): void {
    this.keepers.register(this);
  }

  async erase(tx: Tx, { clinicId, patientId }: Person): Promise<number> {
    return (await tx.recall.deleteMany({ where: { clinicId, patientId } })).count;
  }

  remaining(tx: Tx, { clinicId, patientId }: Person): Promise<number> {
    return tx.recall.count({ where: { clinicId, patientId } });
  }

  async collect(tx: Tx, { clinicId, patientId }: Person): Promise<ExportedSection[]> {
    const recalls = await tx.recall.findMany({
      where: { clinicId, patientId },
      include: { type: true },
      orderBy: { dueOn: 'asc' },
    });
    const rows = recalls.map((recall) => ({
      for: recall.type.name,
      'due on': recall.dueOn.toISOString().slice(0, 10),
      'every months': recall.intervalMonths,
      status: recall.status,
      'times contacted': recall.contacts,
    }));
    return [{ title: 'When you should come again', rows }];
  }
}
