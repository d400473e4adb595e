import { Injectable } from '@nestjs/common';
import type { Asker } from '../clinics/asker.types.js';
import { changedFields, fieldNames } from '../clinics/changed-fields.policy.js';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { newId, type ClinicId, type FaqId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { FaqsRepository } from './faqs.repository.js';
import { toFaqItem, type Faq, type FaqChange, type FaqContent, type FaqItem, type FaqQuery } from './faqs.types.js';
import { FaqNotFoundError } from './knowledge.errors.js';

/** The answers that the clinic has written, as those see them who write them. */
@Injectable()
export class Faqs {
  constructor(
    private readonly faqs: FaqsRepository,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  list(clinicId: ClinicId, query: FaqQuery): Promise<Page<FaqItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      return pageOf(
        await this.faqs.list(tx, clinicId, query, query.limit + 1),
        query.limit,
        ({ createdAt, id }) => rowPlace(createdAt, id),
        (faq) => toFaqItem(faq, timeZone),
      );
    });
  }

  /** @throws FaqNotFoundError */
  get(clinicId: ClinicId, id: FaqId): Promise<FaqItem> {
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      return toFaqItem(await this.find(tx, clinicId, id), timeZone);
    });
  }

  create({ clinicId, actor }: Asker, content: FaqContent): Promise<FaqItem> {
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const now = this.clock.now();
      const faq: Faq = { ...content, clinicId, id: newId(), active: true, createdAt: now, changedAt: now };
      await this.faqs.insert(tx, faq);
      await this.record(tx, { clinicId, actor }, 'faq.created', faq.id);
      return toFaqItem(faq, timeZone);
    });
  }

  /** @throws FaqNotFoundError, PreconditionFailedError */
  change(asker: Asker, id: FaqId, wanted: FaqChange, precondition = Precondition.NONE): Promise<FaqItem> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.lockIn(tx, clinicId);
      const faq = await this.find(tx, clinicId, id);
      precondition.check(toFaqItem(faq, timeZone));
      const changed = changedFields<FaqContent & Pick<Faq, 'active'>>(faq, wanted);
      const fields = fieldNames(changed);
      if (fields === '') return toFaqItem(faq, timeZone);
      const change = { ...changed, changedAt: this.clock.now() };
      await this.faqs.update(tx, { clinicId, id }, change);
      await this.record(tx, asker, 'faq.changed', id, { fields });
      return toFaqItem({ ...faq, ...change }, timeZone);
    });
  }

  /** @throws FaqNotFoundError, PreconditionFailedError */
  delete(asker: Asker, id: FaqId, precondition = Precondition.NONE): Promise<void> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.lockIn(tx, clinicId);
      precondition.check(toFaqItem(await this.find(tx, clinicId, id), timeZone));
      await this.faqs.delete(tx, { clinicId, id });
      await this.record(tx, asker, 'faq.deleted', id);
    });
  }

  private async find(tx: Tx, clinicId: ClinicId, id: FaqId): Promise<Faq> {
    const faq = await this.faqs.find(tx, { clinicId, id });
    if (!faq) throw new FaqNotFoundError();
    return faq;
  }

  private record(
    tx: Tx,
    { clinicId, actor }: Asker,
    action: 'faq.created' | 'faq.changed' | 'faq.deleted',
    id: FaqId,
    detail: { fields?: string } = {},
  ): Promise<void> {
    const subject = { kind: 'faq', id };
    return this.audit.record(tx, { clinicId, at: this.clock.now(), actor, action, subject, detail });
  }
}
