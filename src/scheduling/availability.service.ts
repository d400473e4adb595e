import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { PARTS_OF_DAY, type AvailabilityQuery, type SlotPlace } from './availability-query.types.js';
import { FindingService } from './finding.service.js';
import { localDateOf } from './local-time.policy.js';
import type { Slot } from './scheduling.types.js';
import type { SlotItem } from './slot-item.types.js';
import { SlotItems } from './slot-items.service.js';
import { TimeWishes } from './time-wishes.service.js';

/** The times that staff and integrations can book, by the rules of the desk. */
@Injectable()
export class Availability {
  constructor(
    private readonly finding: FindingService,
    private readonly wishes: TimeWishes,
    private readonly items: SlotItems,
    private readonly clinics: ClinicsService,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * A page of them, soonest first; where several providers are free at one time, each of them, in the order of their ids.
   *
   * @throws InvalidInputError when the clinic has no such type, provider or operatory
   */
  async list(clinicId: ClinicId, query: AvailabilityQuery): Promise<Page<SlotItem>> {
    const { typeId, providerId, operatoryId, cursor, limit } = query;
    await this.wishes.check(clinicId, { typeId, providerId, operatoryId }, 'query');
    const { timeZone } = await this.clinics.get(clinicId);
    const slots = await this.finding.findSlots({
      clinicId,
      typeId,
      ...(providerId && { providerId }),
      ...(operatoryId && { onlyIn: operatoryId }),
      rules: 'desk',
      window: {
        from: cursor ? later(query.from, dayOf(cursor, timeZone)) : query.from,
        to: query.to,
        ...(query.timeOfDay && PARTS_OF_DAY[query.timeOfDay]),
        ...(query.weekday && { weekdays: query.weekday }),
      },
      now: this.clock.now(),
      limit: Infinity,
    });
    const ahead = slots.sort(inOrder).filter((slot) => !cursor || comparePlaces(placeOf(slot), cursor) > 0);
    const page = pageOf(ahead.slice(0, limit + 1), limit, placeOf, (slot) => slot);
    const items = await this.database.inClinic(clinicId, (tx) => this.items.of(tx, clinicId, page.items));
    return { ...page, items };
  }
}

const placeOf = ({ startsAt, providerId }: Slot): SlotPlace => ({ startsAtMs: startsAt.epochMilliseconds, providerId });

const comparePlaces = (a: SlotPlace, b: SlotPlace): number =>
  a.startsAtMs - b.startsAtMs || Number(a.providerId > b.providerId) - Number(a.providerId < b.providerId);

const inOrder = (a: Slot, b: Slot): number => comparePlaces(placeOf(a), placeOf(b));

const dayOf = ({ startsAtMs }: SlotPlace, timeZone: string): Temporal.PlainDate =>
  localDateOf(Temporal.Instant.fromEpochMilliseconds(startsAtMs), timeZone);

const later = (a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(a, b) < 0 ? b : a;
