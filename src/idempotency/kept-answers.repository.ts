import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { Person, RecordKeeper } from '../compliance/records/kept-records.port.js';
import { RecordKeepers } from '../compliance/records/record-keepers.service.js';

/**
 * Answers that are kept for a day, in case their request is sent again. Nobody can tell whom one of them is about, so all of the
 * clinic's go with a person: whoever repeats a request is told that its outcome is not known.
 */
@Injectable()
export class KeptAnswers implements RecordKeeper, OnModuleInit {
  readonly name = 'idempotent_requests';
  readonly models = ['IdempotentRequest'] as const;
  readonly retention = [];

  constructor(private readonly keepers: RecordKeepers) {}

  onModuleInit(): void {
    this.keepers.register(this);
  }

  erase(tx: Tx, { clinicId }: Person): Promise<number> {
    return tx.$executeRaw`
      UPDATE idempotent_requests SET status = NULL, body = NULL
      WHERE clinic_id = ${clinicId}::uuid AND body IS NOT NULL`;
  }

  /** What was answered since is about others. */
  async remaining(tx: Tx, { clinicId, patientId }: Person): Promise<number> {
    const [row] = await tx.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count
      FROM idempotent_requests r
      JOIN patients p ON p.clinic_id = r.clinic_id AND p.id = ${patientId}::uuid
      WHERE r.clinic_id = ${clinicId}::uuid AND r.body IS NOT NULL AND r.finished_at < p.erased_at`;
    return row?.count ?? 0;
  }

  /** They say again what other records say. */
  collect(): Promise<[]> {
    return Promise.resolve([]);
  }
}
