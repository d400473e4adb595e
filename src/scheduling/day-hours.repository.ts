import { Injectable } from '@nestjs/common';
import type { DayHours } from '../clinics/clinics.types.js';
import type { Tx } from '../common/database/prisma.service.js';
import { newId, type ClinicId, type ProviderId } from '../common/ids/ids.js';
import { toDateColumn } from '../common/time/date-column.js';
import type { DayRequest } from './blockouts.types.js';

@Injectable()
export class DayHoursRepository {
  async hasProvider(tx: Tx, clinicId: ClinicId, id: ProviderId): Promise<boolean> {
    return (await tx.provider.count({ where: { clinicId, id } })) === 1;
  }

  async replace(tx: Tx, request: DayRequest, hours: DayHours['hours']): Promise<void> {
    await this.delete(tx, request);
    const day = { clinicId: request.clinicId, providerId: request.providerId, day: toDateColumn(request.day) };
    // A row without times says that there are none.
    const stretches = hours.length > 0 ? hours : [{ startMinute: null, endMinute: null }];
    await tx.hoursOverride.createMany({
      data: stretches.map(({ startMinute, endMinute }) => ({
        ...day,
        id: newId(),
        startsMinute: startMinute,
        endsMinute: endMinute,
      })),
    });
  }

  /** False when the day had no hours of its own. */
  async delete(tx: Tx, { clinicId, providerId, day }: DayRequest): Promise<boolean> {
    const { count } = await tx.hoursOverride.deleteMany({ where: { clinicId, providerId, day: toDateColumn(day) } });
    return count > 0;
  }
}
