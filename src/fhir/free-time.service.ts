import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../clinics/clinics.service.js';
import { PrismaService } from '../common/database/prisma.service.js';
import type { Page } from '../common/http/page.types.js';
import type { AppointmentTypeId, ClinicId, OperatoryId, ProviderId } from '../common/ids/ids.js';
import { AvailabilityQuery } from '../scheduling/availability-query.types.js';
import { Availability } from '../scheduling/availability.service.js';
import type { SlotItem } from '../scheduling/slot-item.types.js';
import { FhirNotFoundError } from './fhir.errors.js';
import { PracticeRepository } from './practice.repository.js';
import type { FreeSlot } from './slot-id.codec.js';

export interface FreeTimeFound {
  slot: FreeSlot;
  item: SlotItem;
  typeName: string;
}

interface Wish {
  typeId: AppointmentTypeId;
  providerId?: ProviderId | undefined;
  operatoryId?: OperatoryId | undefined;
}

/** Times that can be booked, by the rules of the desk. */
@Injectable()
export class FreeTime {
  constructor(
    private readonly availability: Availability,
    private readonly practice: PracticeRepository,
    private readonly clinics: ClinicsService,
    private readonly database: PrismaService,
  ) {}

  /**
   * The first of those that begin in [from, to), soonest first.
   *
   * @throws FhirNotFoundError, InvalidInputError for what is not the clinic's
   */
  async between(
    clinicId: ClinicId,
    wish: Wish,
    range: { from: Temporal.Instant; to: Temporal.Instant },
    most: number,
  ): Promise<FreeTimeFound[]> {
    const { timeZone } = await this.clinics.get(clinicId);
    const typeName = await this.typeName(clinicId, wish.typeId);
    const asked = {
      ...Object.fromEntries(Object.entries(wish).filter(([, id]) => id !== undefined)),
      from: dayOf(range.from, timeZone).toString(),
      to: dayOf(range.to.subtract({ milliseconds: 1 }), timeZone).toString(),
      limit: 200,
    };
    const found: FreeTimeFound[] = [];
    let cursor: string | null = null;
    do {
      const query = AvailabilityQuery.parse({ ...asked, ...(cursor === null ? {} : { cursor }) });
      const page: Page<SlotItem> = await this.availability.list(clinicId, query);
      const slots = page.items.map((item) => ({ item, typeName, slot: slotOf(item) }));
      found.push(...slots.filter(({ slot: { startsAt } }) => isWithin(startsAt, range)));
      cursor = page.nextCursor;
    } while (cursor !== null && found.length < most);
    return found.slice(0, most);
  }

  /** Null when it can't be booked, or not any more. */
  async at(clinicId: ClinicId, { startsAt, ...wish }: FreeSlot): Promise<FreeTimeFound | null> {
    const [found] = await this.between(clinicId, wish, { from: startsAt, to: startsAt.add({ seconds: 1 }) }, 1);
    return found ?? null;
  }

  /** @throws FhirNotFoundError */
  async typeName(clinicId: ClinicId, typeId: AppointmentTypeId): Promise<string> {
    const type = await this.database.inClinic(clinicId, (tx) => this.practice.type(tx, clinicId, typeId));
    if (!type) throw new FhirNotFoundError();
    return type.name;
  }
}

const dayOf = (at: Temporal.Instant, timeZone: string): Temporal.PlainDate =>
  at.toZonedDateTimeISO(timeZone).toPlainDate();

const slotOf = ({ typeId, provider, startsAt }: SlotItem): FreeSlot => ({
  typeId: typeId as AppointmentTypeId,
  providerId: provider.id as ProviderId,
  startsAt: Temporal.Instant.from(startsAt),
});

const isWithin = (at: Temporal.Instant, { from, to }: { from: Temporal.Instant; to: Temporal.Instant }): boolean =>
  Temporal.Instant.compare(at, from) >= 0 && Temporal.Instant.compare(at, to) < 0;
