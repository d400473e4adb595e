import { Injectable } from '@nestjs/common';
import { afterPlace } from '../common/database/after-place.js';
import type { Tx } from '../common/database/prisma.service.js';
import type { RowPlace } from '../common/http/cursor.codec.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';
import { fromDate, toDate } from '../common/time/instant-date.js';
import { ERASED } from '../compliance/records/kept-records.port.js';
import type { BlockedNumber as BlockedNumberRow } from '../generated/prisma/client.js';
import type { BlockedNumber, BlockedNumberId } from './blocked-numbers.types.js';

@Injectable()
export class BlockedNumbersRepository {
  /** The newest first. */
  async list(tx: Tx, clinicId: ClinicId, place: RowPlace | null, limit: number): Promise<BlockedNumber[]> {
    const rows = await tx.blockedNumber.findMany({
      where: {
        clinicId,
        ...afterPlace(place, 'desc'),
      },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
    return rows.map(toBlockedNumber);
  }

  async find(tx: Tx, clinicId: ClinicId, id: BlockedNumberId): Promise<BlockedNumber | null> {
    const row = await tx.blockedNumber.findFirst({ where: { clinicId, id } });
    return row && toBlockedNumber(row);
  }

  /** False when the clinic has blocked the number before, also when its owner was erased since. */
  async insert(
    tx: Tx,
    { createdAt, ...blocked }: BlockedNumber & { number: string; reason: string },
  ): Promise<boolean> {
    const data = { ...blocked, createdAt: toDate(createdAt) };
    const { count } = await tx.blockedNumber.createMany({ data, skipDuplicates: true });
    return count === 1;
  }

  async delete(tx: Tx, clinicId: ClinicId, id: BlockedNumberId): Promise<void> {
    await tx.blockedNumber.deleteMany({ where: { clinicId, id } });
  }

  /** Patients who are reached under these numbers. */
  async patientsOf(tx: Tx, clinicId: ClinicId, ids: readonly string[]): Promise<PatientId[]> {
    const rows = await tx.$queryRaw<{ id: PatientId }[]>`
      SELECT p.id FROM patients p
      JOIN blocked_numbers b ON b.clinic_id = p.clinic_id AND b.number_index = p.phone_index
      WHERE p.clinic_id = ${clinicId}::uuid AND b.id = ANY (${ids}::uuid[])
      ORDER BY p.id`;
    return rows.map(({ id }) => id);
  }
}

const unlessErased = (text: string): string | null => (text === ERASED ? null : text);

const toBlockedNumber = (row: BlockedNumberRow): BlockedNumber => ({
  clinicId: row.clinicId as ClinicId,
  id: row.id as BlockedNumberId,
  number: unlessErased(row.number),
  reason: unlessErased(row.reason),
  createdAt: fromDate(row.createdAt),
});
