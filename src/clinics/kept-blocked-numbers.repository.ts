import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import { placeOf } from '../common/database/sealing/sealed-fields.js';
import {
  ERASED,
  type ExportedSection,
  type Person,
  type RecordKeeper,
} from '../compliance/records/kept-records.port.js';
import { RecordKeepers } from '../compliance/records/record-keepers.service.js';

/** Callers whom the clinic does not want to hear from. The token stays, so that they are not heard from after an erasure either. */
@Injectable()
export class KeptBlockedNumbers implements RecordKeeper, OnModuleInit {
  readonly name = 'blocked_numbers';
  readonly models = ['BlockedNumber'] as const;
  readonly retention = [];

  constructor(private readonly keepers: RecordKeepers) {}

  onModuleInit(): void {
    this.keepers.register(this);
  }

  async erase(tx: Tx, person: Person): Promise<number> {
    const { clinicId } = person;
    const sealer = await tx.$sealer(clinicId);
    const blocked = await this.blocked(tx, person);
    // Not by the model: a number that is written there would get a token of its own.
    for (const { numberIndex } of blocked) {
      const number = sealer.seal(placeOf('BlockedNumber', 'number', [numberIndex]), ERASED);
      const reason = sealer.seal(placeOf('BlockedNumber', 'reason', [numberIndex]), ERASED);
      await tx.$executeRaw`
        UPDATE blocked_numbers SET number = ${number}, reason = ${reason}
        WHERE clinic_id = ${clinicId}::uuid AND number_index = ${numberIndex}`;
    }
    return blocked.length;
  }

  async remaining(tx: Tx, person: Person): Promise<number> {
    const blocked = await this.blocked(tx, person);
    return blocked.filter(({ number, reason }) => number !== ERASED || reason !== ERASED).length;
  }

  async collect(tx: Tx, person: Person): Promise<ExportedSection[]> {
    const rows = (await this.blocked(tx, person)).map(({ number, reason, createdAt }) => ({
      at: createdAt.toISOString(),
      number,
      reason,
    }));
    return [{ title: 'Numbers that the clinic does not answer', rows }];
  }

  private blocked(tx: Tx, { clinicId, numberIndexes }: Person) {
    return tx.blockedNumber.findMany({ where: { clinicId, numberIndex: { in: [...numberIndexes] } } });
  }
}
