import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { newId, type ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { Asker } from './asker.types.js';
import { changedFields, fieldNames } from './changed-fields.policy.js';
import { ClosureNotFoundError } from './clinics.errors.js';
import { ClinicsService } from './clinics.service.js';
import { ClosuresRepository } from './closures.repository.js';
import type { ClosureChangeBody, ClosureId, ClosureItem, ClosureQuery, NewClosureBody } from './closures.types.js';

/** Longer is a slip of the keyboard: a clinic that is shut for good has no opening hours. */
const MAX_DAYS = 366;

/** Days on which the clinic is shut. Nothing is booked on them from then on; visits that are booked stay until the desk sees to them. */
@Injectable()
export class Closures {
  constructor(
    private readonly closures: ClosuresRepository,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  list(clinicId: ClinicId, query: ClosureQuery): Promise<Page<ClosureItem>> {
    return this.database.inClinic(clinicId, async (tx) =>
      pageOf(
        await this.closures.list(tx, clinicId, query, query.limit + 1),
        query.limit,
        ({ startsOn, id }) => ({ startsOn, id }),
        (item) => item,
      ),
    );
  }

  /** @throws ClosureNotFoundError */
  get(clinicId: ClinicId, id: ClosureId): Promise<ClosureItem> {
    return this.database.inClinic(clinicId, (tx) => this.find(tx, clinicId, id));
  }

  /** @throws InvalidInputError for days that are in no order, or too many */
  create(asker: Asker, body: NewClosureBody): Promise<ClosureItem> {
    checkDays(body);
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      await this.clinics.lockIn(tx, clinicId);
      const id = newId<ClosureId>();
      await this.closures.insert(tx, { clinicId, id }, body);
      const { startsOn, endsOn } = body;
      await this.record(tx, asker, 'closure.created', id, { startsOn, endsOn });
      return this.find(tx, clinicId, id);
    });
  }

  /** @throws ClosureNotFoundError, PreconditionFailedError, InvalidInputError */
  change(
    asker: Asker,
    id: ClosureId,
    wanted: ClosureChangeBody,
    precondition = Precondition.NONE,
  ): Promise<ClosureItem> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      await this.clinics.lockIn(tx, clinicId);
      const closure = await this.find(tx, clinicId, id);
      precondition.check(closure);
      const change = changedFields<NewClosureBody>(closure, wanted);
      const fields = fieldNames(change);
      if (fields === '') return closure;
      const changed = { ...closure, ...change };
      checkDays(changed);
      await this.closures.update(tx, { clinicId, id }, changed);
      const { startsOn, endsOn } = changed;
      await this.record(tx, asker, 'closure.changed', id, { fields, startsOn, endsOn });
      return this.find(tx, clinicId, id);
    });
  }

  /** @throws ClosureNotFoundError, PreconditionFailedError */
  delete(asker: Asker, id: ClosureId, precondition = Precondition.NONE): Promise<void> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      await this.clinics.lockIn(tx, clinicId);
      precondition.check(await this.find(tx, clinicId, id));
      await this.closures.delete(tx, { clinicId, id });
      await this.record(tx, asker, 'closure.deleted', id, {});
    });
  }

  private async find(tx: Tx, clinicId: ClinicId, id: ClosureId): Promise<ClosureItem> {
    const closure = await this.closures.find(tx, { clinicId, id });
    if (!closure) throw new ClosureNotFoundError();
    return closure;
  }

  private record(
    tx: Tx,
    { clinicId, actor }: Asker,
    action: `closure.${'created' | 'changed' | 'deleted'}`,
    id: ClosureId,
    detail: Record<string, string>,
  ): Promise<void> {
    const subject = { kind: 'closure', id };
    return this.audit.record(tx, { clinicId, at: this.clock.now(), actor, action, subject, detail });
  }
}

function checkDays({ startsOn, endsOn }: Pick<NewClosureBody, 'startsOn' | 'endsOn'>): void {
  const days = Temporal.PlainDate.from(startsOn).until(endsOn).days;
  if (days < 0) throw new InvalidInputError([{ field: '/endsOn', detail: 'must not be before startsOn' }]);
  if (days > MAX_DAYS) {
    throw new InvalidInputError([{ field: '/endsOn', detail: `at most ${MAX_DAYS} days after startsOn` }]);
  }
}
