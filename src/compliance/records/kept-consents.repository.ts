import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../common/database/prisma.service.js';
import type { ExportedSection, Person, RecordKeeper } from './kept-records.port.js';
import { RecordKeepers } from './record-keepers.service.js';

/** What people agreed to. The token of a number outlives its erasure: whoever has said STOP is not to be texted again. */
@Injectable()
export class KeptConsents implements RecordKeeper, OnModuleInit {
  readonly name = 'consents';
  readonly models = ['Consent'] as const;
  readonly retention = [];

  constructor(private readonly keepers: RecordKeepers) {}

  onModuleInit(): void {
    this.keepers.register(this);
  }

  erase(tx: Tx, { clinicId, callIds, numberIndexes }: Person): Promise<number> {
    return tx.$executeRaw`
      UPDATE consents SET number = NULL, evidence_reference = NULL
      WHERE clinic_id = ${clinicId}::uuid AND (number IS NOT NULL OR evidence_reference IS NOT NULL)
        AND (number_index = ANY(${[...numberIndexes]}::text[]) OR call_id = ANY(${[...callIds]}::uuid[]))`;
  }

  remaining(tx: Tx, person: Person): Promise<number> {
    const hasContent = { OR: [{ number: { not: null } }, { evidenceReference: { not: null } }] };
    return tx.consent.count({ where: { AND: [this.about(person), hasContent] } });
  }

  async collect(tx: Tx, person: Person): Promise<ExportedSection[]> {
    const rows = await tx.consent.findMany({ where: this.about(person), orderBy: [{ at: 'asc' }, { seq: 'asc' }] });
    return [
      {
        title: 'What you agreed to, refused or were told',
        rows: rows.map((row) => ({
          at: row.at.toISOString(),
          to: row.purpose,
          choice: row.choice,
          by: row.channel,
          number: row.number,
          form: row.evidenceReference,
          wording: row.wordingId && `${row.wordingId} ${row.wordingVersion} (${row.wordingLanguage})`,
        })),
      },
    ];
  }

  private about({ clinicId, callIds, numberIndexes }: Person) {
    return { clinicId, OR: [{ numberIndex: { in: [...numberIndexes] } }, { callId: { in: [...callIds] } }] };
  }
}
