import { Injectable } from '@nestjs/common';
import { PrismaService } from '../common/database/prisma.service.js';
import { isOpenTo, openSlots, spanOf } from './availability.policy.js';
import type { Schedule } from './availability.types.js';
import { localDateOf } from './local-time.policy.js';
import { nearestTo } from './offers.policy.js';
import { ScheduleRepository } from './schedule.repository.js';
import { AppointmentTypeNotFoundError } from './scheduling.errors.js';
import type { Slot, SlotQuery } from './scheduling.types.js';

const MAX_ALTERNATIVES = 3;
/** How far to both sides of a lost slot the alternatives are looked for: near first, which is nearly always enough. */
const ALTERNATIVE_DAYS = [1, 14];

/** Finds free time. Each search takes at most four queries, whatever the size of the clinic and of the search. */
@Injectable()
export class FindingService {
  constructor(
    private readonly schedules: ScheduleRepository,
    private readonly database: PrismaService,
  ) {}

  /**
   * Free slots, soonest first; none when the type is not for patients of the standing.
   *
   * @throws AppointmentTypeNotFoundError
   */
  async findSlots(query: SlotQuery): Promise<Slot[]> {
    const schedule = await this.scheduleOf(query);
    return isOpenTo(schedule.type, query.standing) ? this.openIn(schedule, query) : [];
  }

  /**
   * The nearest times at which the same can be had, in order of time; with the wanted provider if they are free then.
   *
   * @throws AppointmentTypeNotFoundError
   */
  async alternativesTo(
    query: Pick<SlotQuery, 'clinicId' | 'owner' | 'now'> & { slot: Pick<Slot, 'typeId' | 'providerId' | 'startsAt'> },
  ): Promise<Slot[]> {
    const { slot } = query;
    const schedule = await this.scheduleOf({ ...query, typeId: slot.typeId });
    const date = localDateOf(slot.startsAt, schedule.timeZone);
    let nearest: Slot[] = [];
    for (const days of ALTERNATIVE_DAYS) {
      const window = { from: date.subtract({ days }), to: date.add({ days }) };
      nearest = nearestTo(slot, await this.openIn(schedule, { ...query, window, limit: Infinity }), MAX_ALTERNATIVES);
      if (nearest.length === MAX_ALTERNATIVES) break;
    }
    return nearest;
  }

  private async openIn(schedule: Schedule, query: Omit<SlotQuery, 'typeId'>): Promise<Slot[]> {
    const { clinicId, window, now, limit } = query;
    const span = spanOf(schedule, window, now);
    if (!span) return [];
    const taken = await this.schedules.takenIn(this.database, clinicId, schedule, span, query);
    const slots: Slot[] = [];
    for (const slot of openSlots(schedule, taken, query)) {
      if (slots.length >= limit) break;
      slots.push(slot);
    }
    return slots;
  }

  private async scheduleOf({ clinicId, typeId, now }: Pick<SlotQuery, 'clinicId' | 'typeId' | 'now'>) {
    const schedule = await this.schedules.find(this.database, clinicId, typeId, now);
    if (!schedule) throw new AppointmentTypeNotFoundError();
    return schedule;
  }
}
