import { Injectable } from '@nestjs/common';
import type { Asker } from '../clinics/asker.types.js';
import { changedFields, fieldNames } from '../clinics/changed-fields.policy.js';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { newId, type ClinicId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { PlanListedError, PlanNotFoundError } from './knowledge.errors.js';
import { InsurancePlansRepository } from './insurance-plans.repository.js';
import type { NewPlanBody, PlanChangeBody, PlanId, PlanItem, PlanQuery } from './insurance-plans.types.js';

/** The insurance plans that the clinic accepts, and those of which it says that it does not. */
@Injectable()
export class InsurancePlans {
  constructor(
    private readonly plans: InsurancePlansRepository,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  list(clinicId: ClinicId, query: PlanQuery): Promise<Page<PlanItem>> {
    return this.database.inClinic(clinicId, async (tx) =>
      pageOf(
        await this.plans.list(tx, clinicId, query, query.limit + 1),
        query.limit,
        ({ name }) => ({ name }),
        (row) => row,
      ),
    );
  }

  /** @throws PlanNotFoundError */
  get(clinicId: ClinicId, id: PlanId): Promise<PlanItem> {
    return this.database.inClinic(clinicId, (tx) => this.find(tx, clinicId, id));
  }

  /** @throws PlanListedError */
  create(asker: Asker, body: NewPlanBody): Promise<PlanItem> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      await this.clinics.lockIn(tx, clinicId);
      const plan = { id: newId<PlanId>(), ...body };
      await this.checkUnlisted(tx, clinicId, plan);
      await this.plans.insert(tx, clinicId, plan);
      await this.record(tx, asker, 'insurance_plan.created', plan.id);
      return plan;
    });
  }

  /** @throws PlanNotFoundError, PlanListedError, PreconditionFailedError */
  change(asker: Asker, id: PlanId, wanted: PlanChangeBody, precondition = Precondition.NONE): Promise<PlanItem> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      await this.clinics.lockIn(tx, clinicId);
      const plan = await this.find(tx, clinicId, id);
      precondition.check(plan);
      const change = changedFields<NewPlanBody>(plan, wanted);
      const fields = fieldNames(change);
      if (fields === '') return plan;
      const changed = { ...plan, ...change };
      await this.checkUnlisted(tx, clinicId, changed);
      await this.plans.update(tx, { clinicId, id }, change);
      await this.record(tx, asker, 'insurance_plan.changed', id, { fields });
      return changed;
    });
  }

  /** @throws PlanNotFoundError, PreconditionFailedError */
  delete(asker: Asker, id: PlanId, precondition = Precondition.NONE): Promise<void> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      await this.clinics.lockIn(tx, clinicId);
      precondition.check(await this.find(tx, clinicId, id));
      await this.plans.delete(tx, { clinicId, id });
      await this.record(tx, asker, 'insurance_plan.deleted', id);
    });
  }

  private async find(tx: Tx, clinicId: ClinicId, id: PlanId): Promise<PlanItem> {
    const plan = await this.plans.find(tx, { clinicId, id });
    if (!plan) throw new PlanNotFoundError();
    return plan;
  }

  private async checkUnlisted(tx: Tx, clinicId: ClinicId, { id, name }: PlanItem): Promise<void> {
    if (await this.plans.isListed(tx, { clinicId, id: id as PlanId }, name)) throw new PlanListedError();
  }

  private record(
    tx: Tx,
    { clinicId, actor }: Asker,
    action: `insurance_plan.${'created' | 'changed' | 'deleted'}`,
    id: PlanId,
    detail: { fields?: string } = {},
  ): Promise<void> {
    const subject = { kind: 'insurance_plan', id };
    return this.audit.record(tx, { clinicId, at: this.clock.now(), actor, action, subject, detail });
  }
}
