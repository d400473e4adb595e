import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../common/database/prisma.service.js';
import { ERASED, type ExportedSection, type Person, type RecordKeeper } from '../records/kept-records.port.js';
import { RecordKeepers } from '../records/record-keepers.service.js';
import { LegalHoldsRepository } from './legal-holds.repository.js';

/** Legal holds of the past: why there was one may name the person. */
@Injectable()
export class KeptHolds implements RecordKeeper, OnModuleInit {
  readonly name = 'legal_holds';
  readonly models = ['LegalHold'] as const;
  readonly retention = [];

  constructor(
    private readonly keepers: RecordKeepers,
    private readonly holds: LegalHoldsRepository,
  ) {}

  onModuleInit(): void {
    this.keepers.register(this);
  }

  async erase(tx: Tx, person: Person): Promise<number> {
    const holds = await this.holds.ofPerson(tx, person);
    for (const { id } of holds) {
      await tx.legalHold.update({
        where: { clinicId_id: { clinicId: person.clinicId, id } },
        data: { reason: ERASED },
      });
    }
    return holds.length;
  }

  async remaining(tx: Tx, person: Person): Promise<number> {
    return (await this.holds.ofPerson(tx, person)).filter(({ reason }) => reason !== ERASED).length;
  }

  async collect(tx: Tx, person: Person): Promise<ExportedSection[]> {
    const holds = await this.holds.ofPerson(tx, person);
    const rows = holds.map(({ reason, placedAt, releasedAt }) => ({
      reason,
      'placed at': placedAt.toString(),
      'released at': releasedAt?.toString() ?? null,
    }));
    return [{ title: 'Legal holds', rows }];
  }
}
