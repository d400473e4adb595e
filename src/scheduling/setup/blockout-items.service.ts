import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../../clinics/clinics.service.js';
import { Clock } from '../../common/clock/clock.js';
import type { Principal } from '../../common/http/access.decorators.js';
import type { Precondition } from '../../common/http/etag.js';
import { pageOf, type Page } from '../../common/http/page.types.js';
import type { BlockoutId } from '../../common/ids/ids.js';
import { Blockouts } from '../blockouts.service.js';
import { localDateOf, startOfDay } from '../local-time.policy.js';
import { toBlockoutItem, type BlockoutItem, type BlockoutQuery, type NewBlockoutBody } from './blockout-items.types.js';
import { dayRange } from './day-range.policy.js';
import { BlockoutNotFoundError, CalendarBlockoutError } from './schedule-setup.errors.js';

/** Stretches that are blocked or kept, as the API shows them. */
@Injectable()
export class BlockoutItems {
  constructor(
    private readonly blockouts: Blockouts,
    private readonly clinics: ClinicsService,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidInputError when the range ends before it begins */
  async list({ clinicId }: Principal, query: BlockoutQuery): Promise<Page<BlockoutItem>> {
    const { timeZone } = await this.clinics.get(clinicId);
    const { resourceId, kind, cursor, limit } = query;
    const rows = await this.blockouts.list(clinicId, {
      ...this.rangeOf(query, timeZone),
      resourceId,
      kind,
      after: cursor
        ? { startsAt: Temporal.Instant.fromEpochMilliseconds(cursor.startsAtMs), id: cursor.id as BlockoutId }
        : null,
      limit: limit + 1,
    });
    return pageOf(
      rows,
      limit,
      ({ startsAt, id }) => ({ startsAtMs: startsAt.epochMilliseconds, id }),
      (row) => toBlockoutItem(row, timeZone),
    );
  }

  /** @throws BlockoutNotFoundError */
  async get({ clinicId }: Principal, id: BlockoutId): Promise<BlockoutItem> {
    const { timeZone } = await this.clinics.get(clinicId);
    const blockout = await this.blockouts.find(clinicId, id);
    if (!blockout) throw new BlockoutNotFoundError();
    return toBlockoutItem(blockout, timeZone);
  }

  /** @throws ResourceNotFoundError, AppointmentTypeNotFoundError, TimeTakenError, InvalidInputError */
  async add({ clinicId, actor }: Principal, body: NewBlockoutBody): Promise<BlockoutItem> {
    const { timeZone } = await this.clinics.get(clinicId);
    const blockout = await this.blockouts.block({ ...body, clinicId, actor, now: this.clock.now() });
    return toBlockoutItem(blockout, timeZone);
  }

  /** @throws BlockoutNotFoundError, PreconditionFailedError, CalendarBlockoutError */
  async remove({ clinicId, actor }: Principal, id: BlockoutId, precondition: Precondition): Promise<void> {
    const { timeZone } = await this.clinics.get(clinicId);
    const removed = await this.blockouts.remove({ clinicId, actor, id, now: this.clock.now() }, (blockout) => {
      precondition.check(toBlockoutItem(blockout, timeZone));
      if (blockout.reason === 'calendar') throw new CalendarBlockoutError();
    });
    if (!removed) throw new BlockoutNotFoundError();
  }

  private rangeOf(query: BlockoutQuery, timeZone: string) {
    const { from, to } = dayRange(query, localDateOf(this.clock.now(), timeZone));
    return { from: startOfDay(from, timeZone), to: to && startOfDay(to.add({ days: 1 }), timeZone) };
  }
}
