import { Injectable } from '@nestjs/common';
import { ClinicsService } from '../clinics/clinics.service.js';
import type { Tx } from '../common/database/prisma.service.js';
import { toWallTimes } from '../common/http/wall-time.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { ScheduleNamesRepository } from './schedule-names.repository.js';
import type { Slot } from './scheduling.types.js';
import type { SlotItem } from './slot-item.types.js';

/** Times as the API shows them. */
@Injectable()
export class SlotItems {
  constructor(
    private readonly names: ScheduleNamesRepository,
    private readonly clinics: ClinicsService,
  ) {}

  async of(tx: Tx, clinicId: ClinicId, slots: readonly Slot[]): Promise<SlotItem[]> {
    const { timeZone } = await this.clinics.getIn(tx, clinicId);
    const rooms = await this.names.ofOperatories(tx, clinicId, [...new Set(slots.map((slot) => slot.operatoryId))]);
    return slots.map(({ typeId, providerId, providerName, operatoryId, startsAt, endsAt }) => ({
      typeId,
      ...toWallTimes(timeZone, { startsAt, endsAt }),
      timeZone,
      provider: { id: providerId, name: providerName },
      operatory: { id: operatoryId, name: rooms.get(operatoryId) ?? '' },
    }));
  }
}
