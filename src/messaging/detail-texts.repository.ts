import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { CallId, ClinicId } from '../common/ids/ids.js';

@Injectable()
export class DetailTextsRepository {
  /** Keys of what a call has asked for in writing. Until the transaction ends nobody else asks in it. */
  async keysOf(tx: Tx, clinicId: ClinicId, callId: CallId, prefix: string): Promise<string[]> {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`details ${callId}`}, 0))`;
    const where = { clinicId, callId, kind: 'details', idempotencyKey: { startsWith: prefix } };
    const rows = await tx.text.findMany({ where, select: { idempotencyKey: true } });
    return rows.map(({ idempotencyKey }) => idempotencyKey);
  }
}
