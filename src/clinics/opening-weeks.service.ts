import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import type { ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { Asker } from './asker.types.js';
import { FirstWeekError, WeekExistsError, WeekNotFoundError } from './clinics.errors.js';
import { ClinicsService } from './clinics.service.js';
import type { WeeklyHours } from './clinics.types.js';
import { rowsOf, weeksOf, withoutWeek, withWeek, wrongHours, type OpeningWeek } from './opening-weeks.policy.js';
import { OpeningWeeksRepository } from './opening-weeks.repository.js';
import { toWeekItem, type NewWeekBody, type WeekItem, type WeekQuery } from './opening-weeks.types.js';

/** All are read at once wherever hours are asked for. */
const MAX_WEEKS = 200;

/** When the house is open: whole weeks, each from a day on until the next begins, so that no two of them can be at odds. */
@Injectable()
export class OpeningWeeks {
  constructor(
    private readonly weeks: OpeningWeeksRepository,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** In order. */
  list(clinicId: ClinicId, { from, cursor, limit }: WeekQuery): Promise<Page<WeekItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const items = (await this.all(tx, clinicId))
        .map(toWeekItem)
        .filter(({ validUntil }) => from === undefined || validUntil === null || validUntil >= from)
        .filter(({ validFrom }) => cursor === undefined || validFrom > cursor.validFrom);
      return pageOf(
        items.slice(0, limit + 1),
        limit,
        ({ validFrom }) => ({ validFrom }),
        (item) => item,
      );
    });
  }

  /** @throws WeekNotFoundError */
  get(clinicId: ClinicId, validFrom: Temporal.PlainDate): Promise<WeekItem> {
    return this.database.inClinic(clinicId, async (tx) => toWeekItem(find(await this.all(tx, clinicId), validFrom)));
  }

  /** @throws WeekExistsError, InvalidInputError */
  create(asker: Asker, body: NewWeekBody): Promise<WeekItem> {
    checkHours(body.hours);
    const { clinicId } = asker;
    const validFrom = Temporal.PlainDate.from(body.validFrom);
    return this.database.inClinic(clinicId, async (tx) => {
      await this.clinics.lockIn(tx, clinicId);
      const weeks = await this.all(tx, clinicId);
      if (weeks.some((week) => week.validFrom.equals(validFrom))) throw new WeekExistsError();
      if (weeks.length >= MAX_WEEKS) {
        throw new InvalidInputError([
          { field: '/validFrom', detail: `there are ${MAX_WEEKS} already: delete old ones` },
        ]);
      }
      const changed = withWeek(weeks, { validFrom, hours: body.hours });
      await this.store(tx, asker, changed, 'opening_hours.created', validFrom);
      return toWeekItem(find(changed, validFrom));
    });
  }

  /** @throws WeekNotFoundError, PreconditionFailedError, InvalidInputError */
  change(
    asker: Asker,
    validFrom: Temporal.PlainDate,
    hours: readonly WeeklyHours[],
    precondition = Precondition.NONE,
  ): Promise<WeekItem> {
    checkHours(hours);
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      await this.clinics.lockIn(tx, clinicId);
      const weeks = await this.all(tx, clinicId);
      precondition.check(toWeekItem(find(weeks, validFrom)));
      const changed = withWeek(weeks, { validFrom, hours: [...hours] });
      await this.store(tx, asker, changed, 'opening_hours.changed', validFrom);
      return toWeekItem(find(changed, validFrom));
    });
  }

  /** The week before goes on. @throws WeekNotFoundError, PreconditionFailedError, FirstWeekError */
  delete(asker: Asker, validFrom: Temporal.PlainDate, precondition = Precondition.NONE): Promise<void> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      await this.clinics.lockIn(tx, clinicId);
      const weeks = await this.all(tx, clinicId);
      const week = find(weeks, validFrom);
      precondition.check(toWeekItem(week));
      if (week === weeks[0]) throw new FirstWeekError();
      await this.store(tx, asker, withoutWeek(weeks, validFrom), 'opening_hours.deleted', validFrom);
    });
  }

  private async all(tx: Tx, clinicId: ClinicId): Promise<OpeningWeek[]> {
    return weeksOf(await this.weeks.all(tx, clinicId));
  }

  private async store(
    tx: Tx,
    { clinicId, actor }: Asker,
    weeks: readonly OpeningWeek[],
    action: `opening_hours.${'created' | 'changed' | 'deleted'}`,
    validFrom: Temporal.PlainDate,
  ): Promise<void> {
    await this.weeks.replace(tx, clinicId, rowsOf(weeks));
    await this.audit.record(tx, {
      clinicId,
      at: this.clock.now(),
      actor,
      action,
      subject: { kind: 'clinic', id: clinicId },
      detail: { validFrom: validFrom.toString() },
    });
  }
}

function find(weeks: readonly OpeningWeek[], validFrom: Temporal.PlainDate): OpeningWeek {
  const week = weeks.find((one) => one.validFrom.equals(validFrom));
  if (!week) throw new WeekNotFoundError();
  return week;
}

function checkHours(hours: readonly WeeklyHours[]): void {
  const issues = wrongHours(hours).map(({ index, detail }) => ({ field: `/hours/${index}`, detail }));
  if (issues.length > 0) throw new InvalidInputError(issues);
}
