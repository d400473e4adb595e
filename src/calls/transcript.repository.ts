import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { Call } from './calls.types.js';
import { toTurn } from './calls.repository.js';
import type { WrittenTurn } from './live-transcript.types.js';

@Injectable()
export class TranscriptRepository {
  /** Which writing each turn of a call is at. */
  async revisions(tx: Tx, { clinicId, id: callId }: Call): Promise<Map<number, number>> {
    const rows = await tx.turn.findMany({ where: { clinicId, callId }, select: { seq: true, revision: true } });
    return new Map(rows.map(({ seq, revision }) => [seq, revision]));
  }

  /** In the order in which they were written. */
  async turns(tx: Tx, { clinicId, id: callId }: Call, seqs: readonly number[]): Promise<WrittenTurn[]> {
    const rows = await tx.turn.findMany({
      where: { clinicId, callId, seq: { in: [...seqs] } },
      orderBy: [{ revision: 'asc' }, { seq: 'asc' }],
    });
    return rows.map((row) => ({ ...toTurn(row), revision: row.revision }));
  }
}
