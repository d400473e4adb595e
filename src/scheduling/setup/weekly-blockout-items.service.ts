import { Injectable } from '@nestjs/common';
import { ClinicsService } from '../../clinics/clinics.service.js';
import { Clock } from '../../common/clock/clock.js';
import type { Principal } from '../../common/http/access.decorators.js';
import type { Precondition } from '../../common/http/etag.js';
import { pageOf, type Page } from '../../common/http/page.types.js';
import { Blockouts } from '../blockouts.service.js';
import type { ListedWeeklyBlockout } from '../blockouts.types.js';
import { localDateOf } from '../local-time.policy.js';
import { WeeklyBlockoutNotFoundError } from './schedule-setup.errors.js';
import {
  toWeeklyBlockoutItem,
  type NewWeeklyBlockoutBody,
  type WeeklyBlockoutChange,
  type WeeklyBlockoutItem,
  type WeeklyBlockoutQuery,
} from './weekly-blockout-items.types.js';

/** Time of every week that is blocked or kept, as the API shows it: rules for bookings to come, so no visit is in their way. */
@Injectable()
export class WeeklyBlockoutItems {
  constructor(
    private readonly blockouts: Blockouts,
    private readonly clinics: ClinicsService,
    private readonly clock: Clock,
  ) {}

  async list({ clinicId }: Principal, query: WeeklyBlockoutQuery): Promise<Page<WeeklyBlockoutItem>> {
    const { timeZone } = await this.clinics.get(clinicId);
    const { from, resourceId, kind, cursor, limit } = query;
    const rows = await this.blockouts.listWeekly(clinicId, {
      day: from ?? localDateOf(this.clock.now(), timeZone),
      resourceId,
      kind,
      after: cursor ?? null,
      limit: limit + 1,
    });
    return pageOf(
      rows,
      limit,
      ({ weekday, startMinute, id }) => ({ weekday, startMinute, id }),
      (row) => toWeeklyBlockoutItem(row, timeZone),
    );
  }

  /** @throws WeeklyBlockoutNotFoundError */
  async get({ clinicId }: Principal, id: string): Promise<WeeklyBlockoutItem> {
    const { timeZone } = await this.clinics.get(clinicId);
    return toWeeklyBlockoutItem(found(await this.blockouts.findWeekly(clinicId, id)), timeZone);
  }

  /** @throws ResourceNotFoundError, AppointmentTypeNotFoundError, InvalidInputError */
  async add({ clinicId, actor }: Principal, body: NewWeeklyBlockoutBody): Promise<WeeklyBlockoutItem> {
    const { timeZone } = await this.clinics.get(clinicId);
    const weekly = await this.blockouts.addWeekly({ ...body, clinicId, actor, now: this.clock.now() });
    return toWeeklyBlockoutItem(weekly, timeZone);
  }

  /** @throws WeeklyBlockoutNotFoundError, PreconditionFailedError, InvalidInputError */
  async change(
    { clinicId, actor }: Principal,
    id: string,
    { validUntil }: WeeklyBlockoutChange,
    precondition: Precondition,
  ): Promise<WeeklyBlockoutItem> {
    const { timeZone } = await this.clinics.get(clinicId);
    const request = { clinicId, actor, id, lastDay: validUntil, now: this.clock.now() };
    const weekly = await this.blockouts.setWeeklyEnd(request, (before) =>
      precondition.check(toWeeklyBlockoutItem(before, timeZone)),
    );
    return toWeeklyBlockoutItem(found(weekly), timeZone);
  }

  /** @throws WeeklyBlockoutNotFoundError, PreconditionFailedError */
  async remove({ clinicId, actor }: Principal, id: string, precondition: Precondition): Promise<void> {
    const { timeZone } = await this.clinics.get(clinicId);
    const removed = await this.blockouts.removeWeekly({ clinicId, actor, id, now: this.clock.now() }, (before) =>
      precondition.check(toWeeklyBlockoutItem(before, timeZone)),
    );
    if (!removed) throw new WeeklyBlockoutNotFoundError();
  }
}

function found(weekly: ListedWeeklyBlockout | null): ListedWeeklyBlockout {
  if (!weekly) throw new WeeklyBlockoutNotFoundError();
  return weekly;
}
