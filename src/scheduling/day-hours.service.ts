import { Injectable } from '@nestjs/common';
import { ClinicsService } from '../clinics/clinics.service.js';
import type { DayHours } from '../clinics/clinics.types.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { AppointmentId, ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { DayListQuery, DayRequest, OwnDay, OwnHours } from './blockouts.types.js';
import { visitsOutside, wrongInDay, type VisitTime } from './day-hours.policy.js';
import { DayHoursRepository } from './day-hours.repository.js';
import { localDay, type LocalDay } from './local-time.policy.js';
import { ResourceLocks } from './resource-locks.repository.js';
import { ResourceNotFoundError } from './scheduling.errors.js';

type WhichDay = Pick<DayRequest, 'clinicId' | 'providerId' | 'day'>;

/** Single days on which a provider or the house has other hours than on that weekday, or none. */
@Injectable()
export class DayHoursService {
  constructor(
    private readonly days: DayHoursRepository,
    private readonly clinics: ClinicsService,
    private readonly locks: ResourceLocks,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
  ) {}

  /**
   * All hours of a day, instead of its weekday's; none for a day off. Visits that are booked stay: whoever sets the hours is
   * answered those that lie outside of them now, in whole or in part, by their start, and has to see to them.
   *
   * @param look sees the day as it is once nobody else can change it (null: it has no hours of its own); what it throws leaves it so
   * @throws ClinicNotFoundError; ResourceNotFoundError for a provider that the clinic does not have; InvalidInputError
   */
  async set(
    request: DayRequest & { hours: DayHours['hours'] },
    look?: (before: OwnDay | null) => void,
  ): Promise<AppointmentId[]> {
    checkHours(request.hours);
    const day = await this.localDayOf(request);
    return this.database.inClinic(request.clinicId, async (tx) => {
      await this.takeTurn(tx, request);
      if (look) look(await this.findIn(tx, request, day));
      await this.days.replace(tx, request, request.hours);
      const outside = visitsOutside(await this.visitsOn(tx, request, day), request.hours, day);
      await this.record(tx, request, 'day_hours.set', request.hours.length);
      return outside;
    });
  }

  /**
   * The day is like its weekday again. False when it was.
   *
   * @param look as of `set`
   */
  async clear(request: DayRequest, look?: (before: OwnDay | null) => void): Promise<boolean> {
    const day = await this.localDayOf(request);
    return this.database.inClinic(request.clinicId, async (tx) => {
      await this.takeTurn(tx, request);
      if (look) look(await this.findIn(tx, request, day));
      if (!(await this.days.delete(tx, request))) return false;
      await this.record(tx, request, 'day_hours.cleared', 0);
      return true;
    });
  }

  /** Null for a day without hours of its own. */
  async find(which: WhichDay): Promise<OwnDay | null> {
    const day = await this.localDayOf(which);
    return this.database.inClinic(which.clinicId, (tx) => this.findIn(tx, which, day));
  }

  /** Days with hours of their own, in order; of one day the house first, then providers by id. */
  list(clinicId: ClinicId, query: DayListQuery): Promise<OwnHours[]> {
    return this.database.inClinic(clinicId, (tx) => this.days.list(tx, clinicId, query));
  }

  private async findIn(tx: Tx, which: WhichDay, day: LocalDay): Promise<OwnDay | null> {
    const hours = await this.days.find(tx, which);
    return hours && { hours, outside: visitsOutside(await this.visitsOn(tx, which, day), hours, day) };
  }

  private async localDayOf({ clinicId, day }: WhichDay): Promise<LocalDay> {
    const { timeZone } = await this.clinics.get(clinicId);
    return localDay(day, timeZone);
  }

  private visitsOn(tx: Tx, { clinicId, providerId }: WhichDay, day: LocalDay): Promise<VisitTime[]> {
    return providerId === null
      ? this.days.visitsOfHouse(tx, clinicId, day)
      : this.days.visitsOfProvider(tx, clinicId, providerId, day);
  }

  /** Else two who set one day at the same time would both have their hours on it. */
  private async takeTurn(tx: Tx, { clinicId, providerId }: DayRequest): Promise<void> {
    if (providerId !== null && !(await this.days.hasProvider(tx, clinicId, providerId))) {
      throw new ResourceNotFoundError();
    }
    await this.locks.take(tx, clinicId, [providerId ?? clinicId], 'exclusive');
  }

  private record(
    tx: Tx,
    { clinicId, providerId, day, actor, now }: DayRequest,
    action: string,
    stretches: number,
  ): Promise<void> {
    const subject = providerId === null ? { kind: 'clinic', id: clinicId } : { kind: 'provider', id: providerId };
    return this.audit.record(tx, {
      clinicId,
      at: now,
      actor,
      action,
      subject,
      detail: { day: day.toString(), stretches },
    });
  }
}

function checkHours(hours: DayHours['hours']): void {
  const detail = wrongInDay(hours);
  if (detail !== null) throw new InvalidInputError([{ field: '/hours', detail }]);
}
