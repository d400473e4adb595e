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

/** Texts to and from people, with their numbers. */
@Injectable()
export class KeptTexts implements RecordKeeper, OnModuleInit {
  readonly name = 'texts';
  readonly models = ['Text'] as const;
  readonly retention: readonly RetentionTarget[] = [
    {
      kind: 'texts',
      records: (clinicId) => this.texts(clinicId),
      remove: async (tx, clinicId, ids) => {
        await tx.text.deleteMany({ where: { clinicId, id: { in: [...ids] } } });
      },
    },
  ];

  constructor(private readonly keepers: RecordKeepers) {}

  onModuleInit(): void {
    this.keepers.register(this);
  }

  async erase(tx: Tx, person: Person): Promise<number> {
    const { count } = await tx.text.deleteMany({ where: this.about(person) });
    return count;
  }

  remaining(tx: Tx, person: Person): Promise<number> {
    return tx.text.count({ where: this.about(person) });
  }

  async collect(tx: Tx, person: Person): Promise<ExportedSection[]> {
    const texts = await tx.text.findMany({
      where: this.about(person),
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    const rows = texts.map((text) => ({
      at: text.createdAt.toISOString(),
      direction: text.direction,
      kind: text.kind,
      status: text.status,
      'your number': text.theirNumber,
      text: text.body,
    }));
    return [{ title: 'Texts', rows }];
  }

  private about({ clinicId, patientId, callIds, numberIndexes }: Person): Prisma.TextWhereInput {
    const ofTheirs = [
      { callId: { in: [...callIds] } },
      { appointment: { patientId } },
      { theirNumberIndex: { in: [...numberIndexes] } },
    ];
    return { clinicId, OR: ofTheirs };
  }

  private texts(clinicId: ClinicId): Sql {
    return Prisma.sql`
      SELECT t.id, t.created_at AS at, t.call_id, a.patient_id,
        EXISTS (SELECT FROM held_calls h WHERE h.clinic_id = t.clinic_id AND h.call_id = t.call_id)
          OR EXISTS (SELECT FROM held_patients h WHERE h.clinic_id = t.clinic_id AND h.patient_id = a.patient_id)
          OR EXISTS (SELECT FROM held_numbers h
            WHERE h.clinic_id = t.clinic_id AND h.number_index = t.their_number_index) AS held
      FROM texts t LEFT JOIN appointments a ON a.clinic_id = t.clinic_id AND a.id = t.appointment_id
      WHERE t.clinic_id = ${clinicId}::uuid`;
  }
}
