import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../clinics/clinics.service.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { AppointmentId, AppointmentTypeId, ClinicId, OperatoryId, ProviderId } from '../common/ids/ids.js';
import { FindingService } from './finding.service.js';
import { localDateOf } from './local-time.policy.js';
import { ScheduleNamesRepository, type NamedRows } from './schedule-names.repository.js';
import { SlotTakenError } from './scheduling.errors.js';
import type { Slot } from './scheduling.types.js';
import { SlotItems } from './slot-items.service.js';

/** A start that staff or an integration names, with or without saying with whom and where. */
export interface TimeWish {
  typeId: AppointmentTypeId;
  startsAt: Temporal.Instant;
  providerId?: ProviderId | undefined;
  operatoryId?: OperatoryId | undefined;
}

type Ids = { [Name in keyof NamedRows]: NamedRows[Name] | undefined };

/** From what the API names to what can be booked, by the rules of the desk. */
@Injectable()
export class TimeWishes {
  constructor(
    private readonly finding: FindingService,
    private readonly names: ScheduleNamesRepository,
    private readonly items: SlotItems,
    private readonly clinics: ClinicsService,
    private readonly database: PrismaService,
  ) {}

  /** @throws InvalidInputError naming each id that is not the clinic's */
  async check(clinicId: ClinicId, ids: Ids, where: 'body' | 'query'): Promise<void> {
    const named = Object.fromEntries(Object.entries(ids).filter(([, id]) => id !== undefined)) as NamedRows;
    if (Object.keys(named).length === 0) return;
    const missing = await this.database.inClinic(clinicId, (tx) => this.names.missing(tx, clinicId, named));
    if (missing.length === 0) return;
    const issues = missing.map((field) => ({ field: where === 'body' ? `/${field}` : field, detail: UNKNOWN[field] }));
    throw new InvalidInputError(issues);
  }

  /**
   * The slots that begin then, one for each provider who is free; none when nobody is, or the rules don't allow it.
   *
   * @param moving the visit that gives up its time for it
   * @throws InvalidInputError when the start is over
   */
  async slotsFor(
    clinicId: ClinicId,
    { typeId, startsAt, providerId, operatoryId }: TimeWish,
    now: Temporal.Instant,
    moving?: AppointmentId,
  ): Promise<Slot[]> {
    if (startsAt.epochMilliseconds < now.epochMilliseconds) {
      throw new InvalidInputError([{ field: '/startsAt', detail: 'is in the past' }]);
    }
    const { timeZone } = await this.clinics.get(clinicId);
    const local = startsAt.toZonedDateTimeISO(timeZone);
    const minute = local.hour * 60 + local.minute;
    const date = localDateOf(startsAt, timeZone);
    const slots = await this.finding.findSlots({
      clinicId,
      typeId,
      ...(providerId && { providerId }),
      ...(operatoryId && { onlyIn: operatoryId }),
      ...(moving && { moving }),
      rules: 'desk',
      window: { from: date, to: date, earliestMinute: minute, latestMinute: minute + 1 },
      now,
      limit: Infinity,
    });
    return slots.filter((slot) => slot.startsAt.equals(startsAt));
  }

  /** The refusal of a time that somebody has, with the nearest others. */
  async refusal(
    clinicId: ClinicId,
    { typeId, startsAt, providerId }: TimeWish,
    now: Temporal.Instant,
    moving?: AppointmentId,
  ): Promise<SlotTakenError> {
    const slot = { typeId, startsAt, ...(providerId && { providerId }) };
    const search = { clinicId, slot, now, rules: 'desk' as const, ...(moving && { moving }) };
    const nearest = await this.finding.alternativesTo(search);
    return new SlotTakenError(await this.database.inClinic(clinicId, (tx) => this.items.of(tx, clinicId, nearest)));
  }
}

const UNKNOWN: Record<keyof NamedRows, string> = {
  patientId: 'no such patient',
  typeId: 'no such appointment type, or not active',
  providerId: 'no such provider, or not active',
  operatoryId: 'no such operatory, or not active',
};
