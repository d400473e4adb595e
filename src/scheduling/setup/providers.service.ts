import { Injectable } from '@nestjs/common';
import { PrismaService, type Tx } from '../../common/database/prisma.service.js';
import type { Principal } from '../../common/http/access.decorators.js';
import type { Precondition } from '../../common/http/etag.js';
import { pageOf, type Page } from '../../common/http/page.types.js';
import { newId, type ClinicId, type ProviderId } from '../../common/ids/ids.js';
import { redactText } from '../../compliance/redaction/redaction.policy.js';
import { ResourceLocks } from '../resource-locks.repository.js';
import { ProvidersRepository } from './providers.repository.js';
import type { NewProviderBody, ProviderChange, ProviderItem, ProviderQuery } from './providers.types.js';
import { ProviderLeadsTypesError, ProviderNotFoundError } from './schedule-setup.errors.js';
import { fieldsOf, SetupAudit } from './setup-audit.service.js';

/** Who sees patients. Nobody is deleted: visits of years ago name them. */
@Injectable()
export class Providers {
  constructor(
    private readonly providers: ProvidersRepository,
    private readonly locks: ResourceLocks,
    private readonly audit: SetupAudit,
    private readonly database: PrismaService,
  ) {}

  async list({ clinicId }: Principal, query: ProviderQuery): Promise<Page<ProviderItem>> {
    const rows = await this.database.inClinic(clinicId, (tx) =>
      this.providers.list(tx, clinicId, { ...query, limit: query.limit + 1 }),
    );
    return pageOf(
      rows,
      query.limit,
      ({ id }) => ({ id }),
      (row) => row,
    );
  }

  /** @throws ProviderNotFoundError */
  get({ clinicId }: Principal, id: ProviderId): Promise<ProviderItem> {
    return this.database.inClinic(clinicId, (tx) => this.getIn(tx, clinicId, id));
  }

  /** They work at no time until they have working hours. */
  add(principal: Principal, body: NewProviderBody): Promise<ProviderItem> {
    const { clinicId } = principal;
    const id = newId<ProviderId>();
    return this.database.inClinic(clinicId, async (tx) => {
      await this.providers.insert(tx, clinicId, id, withoutCards(body));
      const { role, active } = body;
      await this.audit.record(tx, principal, 'provider.added', { kind: 'provider', id }, { role, active });
      return this.getIn(tx, clinicId, id);
    });
  }

  /** @throws ProviderNotFoundError, PreconditionFailedError, ProviderLeadsTypesError */
  change(
    principal: Principal,
    id: ProviderId,
    change: ProviderChange,
    precondition: Precondition,
  ): Promise<ProviderItem> {
    const { clinicId } = principal;
    return this.database.inClinic(clinicId, async (tx) => {
      // The house's turn, which types of visit are changed in, too: whom they name keeps the role that leads them.
      await this.locks.take(tx, clinicId, [clinicId], 'exclusive');
      const before = await this.getIn(tx, clinicId, id);
      precondition.check(before);
      if (change.role !== undefined && change.role !== before.role) {
        const typeIds = await this.providers.typesNaming(tx, clinicId, id);
        if (typeIds.length > 0) throw new ProviderLeadsTypesError(typeIds);
      }
      await this.providers.update(tx, clinicId, id, withoutCards(change));
      const after = await this.getIn(tx, clinicId, id);
      const detail = { fields: fieldsOf(change), role: after.role, active: after.active };
      await this.audit.record(tx, principal, 'provider.changed', { kind: 'provider', id }, detail);
      return after;
    });
  }

  private async getIn(tx: Tx, clinicId: ClinicId, id: ProviderId): Promise<ProviderItem> {
    const provider = await this.providers.find(tx, clinicId, id);
    if (!provider) throw new ProviderNotFoundError();
    return provider;
  }
}

const withoutCards = <Named extends { name?: string | undefined }>(named: Named): Named =>
  named.name === undefined ? named : { ...named, name: redactText(named.name, 'stored') };
