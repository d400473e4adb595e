import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../../clinics/clinics.service.js';
import { Clock } from '../../common/clock/clock.js';
import type { Principal } from '../../common/http/access.decorators.js';
import type { Precondition } from '../../common/http/etag.js';
import { pageOf, type Page } from '../../common/http/page.types.js';
import type { DayRequest, OwnDay, OwnHours } from '../blockouts.types.js';
import { DayHoursService } from '../day-hours.service.js';
import { localDateOf } from '../local-time.policy.js';
import { dayRange } from './day-range.policy.js';
import {
  overrideIdOf,
  type HoursOverrideChange,
  type HoursOverrideDetail,
  type HoursOverrideItem,
  type HoursOverrideQuery,
  type NewHoursOverrideBody,
  type OverrideKey,
} from './hours-overrides.types.js';
import { HoursOverrideExistsError, HoursOverrideNotFoundError } from './schedule-setup.errors.js';

/** Days that are not like their weekday, as the API shows them. */
@Injectable()
export class HoursOverrides {
  constructor(
    private readonly days: DayHoursService,
    private readonly clinics: ClinicsService,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidInputError when the range ends before it begins */
  async list({ clinicId }: Principal, query: HoursOverrideQuery): Promise<Page<HoursOverrideItem>> {
    const { timeZone } = await this.clinics.get(clinicId);
    const { whose, providerId, cursor, limit } = query;
    const rows = await this.days.list(clinicId, {
      ...dayRange(query, localDateOf(this.clock.now(), timeZone)),
      whose,
      providerId,
      after: cursor
        ? { day: Temporal.PlainDate.from(cursor.day), providerId: cursor.providerId as OverrideKey['providerId'] }
        : null,
      limit: limit + 1,
    });
    return pageOf(
      rows,
      limit,
      (row) => ({ day: row.day.toString(), providerId: row.providerId }),
      (row) => toItem(row, timeZone),
    );
  }

  /** @throws HoursOverrideNotFoundError */
  async get({ clinicId }: Principal, key: OverrideKey): Promise<HoursOverrideDetail> {
    const { timeZone } = await this.clinics.get(clinicId);
    const own = await this.days.find({ clinicId, ...key });
    if (!own) throw new HoursOverrideNotFoundError();
    return toDetail(key, own, timeZone);
  }

  /** @throws ResourceNotFoundError, HoursOverrideExistsError, InvalidInputError */
  async add(principal: Principal, { hours, ...key }: NewHoursOverrideBody): Promise<HoursOverrideDetail> {
    const { timeZone } = await this.clinics.get(principal.clinicId);
    const outside = await this.days.set({ ...this.requestOf(principal, key), hours }, (before) => {
      if (before) throw new HoursOverrideExistsError();
    });
    return toDetail(key, { hours, outside }, timeZone);
  }

  /** @throws ResourceNotFoundError, HoursOverrideNotFoundError, PreconditionFailedError, InvalidInputError */
  async change(
    principal: Principal,
    key: OverrideKey,
    { hours }: HoursOverrideChange,
    precondition: Precondition,
  ): Promise<HoursOverrideDetail> {
    const { timeZone } = await this.clinics.get(principal.clinicId);
    const request = { ...this.requestOf(principal, key), hours };
    const outside = await this.days.set(request, checked(key, timeZone, precondition));
    return toDetail(key, { hours, outside }, timeZone);
  }

  /** @throws ResourceNotFoundError, HoursOverrideNotFoundError, PreconditionFailedError */
  async remove(principal: Principal, key: OverrideKey, precondition: Precondition): Promise<void> {
    const { timeZone } = await this.clinics.get(principal.clinicId);
    await this.days.clear(this.requestOf(principal, key), checked(key, timeZone, precondition));
  }

  private requestOf({ clinicId, actor }: Principal, { day, providerId }: OverrideKey): DayRequest {
    return { clinicId, actor, day, providerId, now: this.clock.now() };
  }
}

const checked =
  (key: OverrideKey, timeZone: string, precondition: Precondition) =>
  (before: OwnDay | null): void => {
    if (!before) throw new HoursOverrideNotFoundError();
    precondition.check(toDetail(key, before, timeZone));
  };

const toItem = ({ day, providerId, hours }: OwnHours, timeZone: string): HoursOverrideItem => ({
  id: overrideIdOf({ day, providerId }),
  day: day.toString(),
  providerId,
  hours: hours.map(({ startMinute, endMinute }) => ({ startMinute, endMinute })),
  timeZone,
});

const toDetail = (key: OverrideKey, { hours, outside }: OwnDay, timeZone: string): HoursOverrideDetail => ({
  ...toItem({ ...key, hours }, timeZone),
  appointmentsOutside: outside,
});
