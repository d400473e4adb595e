import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import type { ClinicId } from '../common/ids/ids.js';
import { fromDateColumn, toDateColumn } from '../common/time/date-column.js';
import type { DatedHours } from './clinics.types.js';

@Injectable()
export class OpeningWeeksRepository {
  /** Those of all times: a clinic changes its hours a few times a year. */
  async all(tx: Tx, clinicId: ClinicId): Promise<DatedHours[]> {
    const rows = await tx.openingHours.findMany({ where: { clinicId } });
    return rows.map((row) => ({
      weekday: row.weekday,
      startMinute: row.opensMinute,
      endMinute: row.closesMinute,
      validFrom: fromDateColumn(row.validFrom),
      validUntil: row.validUntil && fromDateColumn(row.validUntil),
    }));
  }

  /** The caller has locked what the clinic has settled. */
  async replace(tx: Tx, clinicId: ClinicId, rows: readonly DatedHours[]): Promise<void> {
    await tx.openingHours.deleteMany({ where: { clinicId } });
    await tx.openingHours.createMany({
      data: rows.map((row) => ({
        clinicId,
        weekday: row.weekday,
        opensMinute: row.startMinute,
        closesMinute: row.endMinute,
        validFrom: toDateColumn(row.validFrom),
        validUntil: row.validUntil && toDateColumn(row.validUntil),
      })),
    });
  }
}
