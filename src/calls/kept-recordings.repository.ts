import { Injectable } from '@nestjs/common';
import { CarrierClient } from '../carrier/carrier.client.js';
import { CarrierRequestError } from '../carrier/carrier.errors.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import type { Sql } from '../common/database/sql.js';
import type { ClinicId } from '../common/ids/ids.js';
import type { Person, RetentionTarget } from '../compliance/records/kept-records.port.js';
import { Prisma } from '../generated/prisma/client.js';

/** Audio lies at the carrier; here is its name. Of erased people it goes at once, whatever its age. */
@Injectable()
export class KeptRecordings implements RetentionTarget {
  readonly kind = 'recordings';

  constructor(
    private readonly carrier: CarrierClient,
    private readonly database: PrismaService,
  ) {}

  records(clinicId: ClinicId): Sql {
    return Prisma.sql`
      SELECT r.id, r.call_id, NULL::uuid AS patient_id,
        CASE WHEN EXISTS (SELECT FROM erasures e WHERE e.clinic_id = r.clinic_id AND e.call_ids @> ARRAY[r.call_id])
          THEN 'epoch'::timestamptz ELSE r.created_at END AS at,
        EXISTS (SELECT FROM held_calls h WHERE h.clinic_id = r.clinic_id AND h.call_id = r.call_id) AS held
      FROM recordings r WHERE r.clinic_id = ${clinicId}::uuid`;
  }

  async removeElsewhere(clinicId: ClinicId, ids: readonly string[]): Promise<string[]> {
    const recordings = await this.database.inClinic(clinicId, (tx) =>
      tx.recording.findMany({ where: { clinicId, id: { in: [...ids] } }, select: { id: true, recordingSid: true } }),
    );
    const gone: string[] = [];
    for (const { id, recordingSid } of recordings) if (await this.isRemoved(recordingSid)) gone.push(id);
    return gone;
  }

  async remove(tx: Tx, clinicId: ClinicId, ids: readonly string[]): Promise<void> {
    await tx.recording.deleteMany({ where: { clinicId, id: { in: [...ids] } } });
  }

  countOf(tx: Tx, { clinicId, callIds }: Person): Promise<number> {
    return tx.recording.count({ where: { clinicId, callId: { in: [...callIds] } } });
  }

  private async isRemoved(recordingSid: string): Promise<boolean> {
    try {
      await this.carrier.removeRecording(recordingSid);
      return true;
    } catch (error) {
      if (error instanceof CarrierRequestError) return false;
      throw error;
    }
  }
}
