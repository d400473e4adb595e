import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { DatedHours, WeeklyHours } from '../../clinics/clinics.types.js';
import type { Tx } from '../../common/database/prisma.service.js';
import type { ClinicId, ProviderId } from '../../common/ids/ids.js';
import { fromDateColumn, toDateColumn } from '../../common/time/date-column.js';

@Injectable()
export class WorkingHoursRepository {
  /** Those that hold on a day or later, by weekday, time and first day. */
  async from(tx: Tx, clinicId: ClinicId, providerId: ProviderId, day: Temporal.PlainDate): Promise<DatedHours[]> {
    const rows = await tx.providerHours.findMany({
      where: { clinicId, providerId, OR: [{ validUntil: null }, { validUntil: { gte: toDateColumn(day) } }] },
      orderBy: [{ weekday: 'asc' }, { startsMinute: 'asc' }, { validFrom: 'asc' }],
    });
    return rows.map((row) => ({
      weekday: row.weekday,
      startMinute: row.startsMinute,
      endMinute: row.endsMinute,
      validFrom: fromDateColumn(row.validFrom),
      validUntil: row.validUntil && fromDateColumn(row.validUntil),
    }));
  }

  /** The whole week from a day on: earlier ones end the day before, and those that were to come after it never will. */
  async replaceFrom(
    tx: Tx,
    clinicId: ClinicId,
    providerId: ProviderId,
    day: Temporal.PlainDate,
    hours: readonly WeeklyHours[],
  ): Promise<void> {
    const validFrom = toDateColumn(day);
    await tx.providerHours.deleteMany({ where: { clinicId, providerId, validFrom: { gte: validFrom } } });
    await tx.providerHours.updateMany({
      where: { clinicId, providerId, OR: [{ validUntil: null }, { validUntil: { gte: validFrom } }] },
      data: { validUntil: toDateColumn(day.subtract({ days: 1 })) },
    });
    await tx.providerHours.createMany({
      data: hours.map(({ weekday, startMinute, endMinute }) => ({
        clinicId,
        providerId,
        weekday,
        startsMinute: startMinute,
        endsMinute: endMinute,
        validFrom,
      })),
    });
  }
}
