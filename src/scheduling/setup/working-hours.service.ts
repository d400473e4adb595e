import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../../clinics/clinics.service.js';
import type { DatedHours, WeeklyHours } from '../../clinics/clinics.types.js';
import { Clock } from '../../common/clock/clock.js';
import { PrismaService, type Tx } from '../../common/database/prisma.service.js';
import { InvalidInputError } from '../../common/errors/domain.error.js';
import type { Principal } from '../../common/http/access.decorators.js';
import type { Precondition } from '../../common/http/etag.js';
import type { ClinicId, ProviderId } from '../../common/ids/ids.js';
import { wrongInDay } from '../day-hours.policy.js';
import { localDateOf } from '../local-time.policy.js';
import { ResourceLocks } from '../resource-locks.repository.js';
import { ProvidersRepository } from './providers.repository.js';
import { ProviderNotFoundError } from './schedule-setup.errors.js';
import { SetupAudit } from './setup-audit.service.js';
import { WorkingHoursRepository } from './working-hours.repository.js';
import type { WorkingHoursItem, WorkingWeekBody } from './working-hours.types.js';

/** When providers work, week by week. What has been stays as it was. */
@Injectable()
export class WorkingHours {
  constructor(
    private readonly hours: WorkingHoursRepository,
    private readonly providers: ProvidersRepository,
    private readonly clinics: ClinicsService,
    private readonly locks: ResourceLocks,
    private readonly audit: SetupAudit,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** @throws ProviderNotFoundError */
  get({ clinicId }: Principal, providerId: ProviderId): Promise<WorkingHoursItem> {
    return this.database.inClinic(clinicId, async (tx) =>
      this.show(tx, clinicId, providerId, await this.zone(tx, clinicId)),
    );
  }

  /**
   * The whole week from a day on, until further notice. Visits that are booked stay, also those outside of it.
   *
   * @throws ProviderNotFoundError, PreconditionFailedError, InvalidInputError
   */
  set(
    principal: Principal,
    providerId: ProviderId,
    { validFrom, hours }: WorkingWeekBody,
    precondition: Precondition,
  ): Promise<WorkingHoursItem> {
    checkWeek(hours);
    const { clinicId } = principal;
    return this.database.inClinic(clinicId, async (tx) => {
      const timeZone = await this.zone(tx, clinicId);
      if (Temporal.PlainDate.compare(validFrom, this.today(timeZone)) < 0) {
        throw new InvalidInputError([{ field: '/validFrom', detail: 'is over' }]);
      }
      await this.locks.take(tx, clinicId, [providerId], 'exclusive');
      precondition.check(await this.show(tx, clinicId, providerId, timeZone));
      await this.hours.replaceFrom(tx, clinicId, providerId, validFrom, hours);
      const subject = { kind: 'provider', id: providerId };
      const detail = { validFrom: validFrom.toString(), stretches: hours.length };
      await this.audit.record(tx, principal, 'working_hours.set', subject, detail);
      return this.show(tx, clinicId, providerId, timeZone);
    });
  }

  private async show(tx: Tx, clinicId: ClinicId, providerId: ProviderId, timeZone: string): Promise<WorkingHoursItem> {
    if (!(await this.providers.find(tx, clinicId, providerId))) throw new ProviderNotFoundError();
    const rows = await this.hours.from(tx, clinicId, providerId, this.today(timeZone));
    return { providerId, hours: rows.map(toHours), timeZone };
  }

  private async zone(tx: Tx, clinicId: ClinicId): Promise<string> {
    return (await this.clinics.getIn(tx, clinicId)).timeZone;
  }

  private today(timeZone: string): Temporal.PlainDate {
    return localDateOf(this.clock.now(), timeZone);
  }
}

const toHours = ({ weekday, startMinute, endMinute, validFrom, validUntil }: DatedHours) => ({
  weekday,
  startMinute,
  endMinute,
  validFrom: validFrom.toString(),
  validUntil: validUntil?.toString() ?? null,
});

function checkWeek(hours: readonly WeeklyHours[]): void {
  for (const weekday of new Set(hours.map((row) => row.weekday))) {
    const detail = wrongInDay(hours.filter((row) => row.weekday === weekday));
    if (detail !== null) throw new InvalidInputError([{ field: '/hours', detail }]);
  }
}
