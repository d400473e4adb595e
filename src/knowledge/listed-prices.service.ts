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
import { PriceListedError, PriceNotFoundError } from './knowledge.errors.js';
import { ListedPricesRepository } from './listed-prices.repository.js';
import type { NewPriceBody, PriceChangeBody, PriceId, PriceItem, PriceQuery } from './listed-prices.types.js';

/** What something costs, as the clinic has it told. */
@Injectable()
export class ListedPrices {
  constructor(
    private readonly prices: ListedPricesRepository,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  list(clinicId: ClinicId, query: PriceQuery): Promise<Page<PriceItem>> {
    return this.database.inClinic(clinicId, async (tx) =>
      pageOf(
        await this.prices.list(tx, clinicId, query.cursor, query.limit + 1),
        query.limit,
        ({ service }) => ({ service }),
        (row) => row,
      ),
    );
  }

  /** @throws PriceNotFoundError */
  get(clinicId: ClinicId, id: PriceId): Promise<PriceItem> {
    return this.database.inClinic(clinicId, (tx) => this.find(tx, clinicId, id));
  }

  /** @throws PriceListedError */
  create(asker: Asker, body: NewPriceBody): Promise<PriceItem> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      await this.clinics.lockIn(tx, clinicId);
      const price = { id: newId<PriceId>(), ...body };
      await this.checkUnlisted(tx, clinicId, price);
      await this.prices.insert(tx, clinicId, price);
      await this.record(tx, asker, 'price.created', price.id);
      return price;
    });
  }

  /** @throws PriceNotFoundError, PriceListedError, PreconditionFailedError */
  change(asker: Asker, id: PriceId, wanted: PriceChangeBody, precondition = Precondition.NONE): Promise<PriceItem> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      await this.clinics.lockIn(tx, clinicId);
      const price = await this.find(tx, clinicId, id);
      precondition.check(price);
      const change = changedFields<NewPriceBody>(price, wanted);
      const fields = fieldNames(change);
      if (fields === '') return price;
      const changed = { ...price, ...change };
      await this.checkUnlisted(tx, clinicId, changed);
      await this.prices.update(tx, { clinicId, id }, change);
      await this.record(tx, asker, 'price.changed', id, { fields });
      return changed;
    });
  }

  /** @throws PriceNotFoundError, PreconditionFailedError */
  delete(asker: Asker, id: PriceId, precondition = Precondition.NONE): Promise<void> {
    const { clinicId } = asker;
    return this.database.inClinic(clinicId, async (tx) => {
      await this.clinics.lockIn(tx, clinicId);
      precondition.check(await this.find(tx, clinicId, id));
      await this.prices.delete(tx, { clinicId, id });
      await this.record(tx, asker, 'price.deleted', id);
    });
  }

  private async find(tx: Tx, clinicId: ClinicId, id: PriceId): Promise<PriceItem> {
    const price = await this.prices.find(tx, { clinicId, id });
    if (!price) throw new PriceNotFoundError();
    return price;
  }

  private async checkUnlisted(tx: Tx, clinicId: ClinicId, { id, service }: PriceItem): Promise<void> {
    if (await this.prices.isListed(tx, { clinicId, id: id as PriceId }, service)) throw new PriceListedError();
  }

  private record(
    tx: Tx,
    { clinicId, actor }: Asker,
    action: `price.${'created' | 'changed' | 'deleted'}`,
    id: PriceId,
    detail: { fields?: string } = {},
  ): Promise<void> {
    const subject = { kind: 'price', id };
    return this.audit.record(tx, { clinicId, at: this.clock.now(), actor, action, subject, detail });
  }
}
