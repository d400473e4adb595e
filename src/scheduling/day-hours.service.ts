import { Injectable } from '@nestjs/common';
import { ClinicsService } from '../clinics/clinics.service.js';
import type { DayHours } from '../clinics/clinics.types.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { AppointmentId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { DayRequest } from './blockouts.types.js';
import { visitsOutside, type VisitTime } from './day-hours.policy.js';
import { DayHoursRepository } from './day-hours.repository.js';
import { localDay, type LocalDay } from './local-time.policy.js';
import { ResourceLocks } from './resource-locks.repository.js';
import { ResourceNotFoundError } from './scheduling.errors.js';

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
   * @throws ClinicNotFoundError; ResourceNotFoundError for a provider that the clinic does not have; InvalidInputError
   */
  async set(request: DayRequest & { hours: DayHours['hours'] }): Promise<AppointmentId[]> {
    checkHours(request.hours);
    const { timeZone } = await this.clinics.get(request.clinicId);
    const day = localDay(request.day, timeZone);
    return this.database.inClinic(request.clinicId, async (tx) => {
      await this.takeTurn(tx, request);
      await this.days.replace(tx, request, request.hours);
      const outside = visitsOutside(await this.visitsOn(tx, request, day), request.hours, day);
      await this.record(tx, request, 'day_hours.set', request.hours.length);
      return outside;
    });
  }

  /** The day is like its weekday again. False when it was. */
  async clear(request: DayRequest): Promise<boolean> {
    return this.database.inClinic(request.clinicId, async (tx) => {
      await this.takeTurn(tx, request);
      if (!(await this.days.delete(tx, request))) return false;
      await this.record(tx, request, 'day_hours.cleared', 0);
      return true;
    });
  }

  private visitsOn(tx: Tx, { clinicId, providerId }: DayRequest, day: LocalDay): Promise<VisitTime[]> {
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
  const inOrder = [...hours].sort((a, b) => a.startMinute - b.startMinute);
  inOrder.forEach(({ startMinute, endMinute }, index) => {
    if (startMinute >= endMinute) refuse('each must end after it starts');
    const next = inOrder[index + 1];
    if (next && next.startMinute < endMinute) refuse('must not overlap');
  });
}

function refuse(detail: string): never {
  throw new InvalidInputError([{ field: '/hours', detail }]);
}
