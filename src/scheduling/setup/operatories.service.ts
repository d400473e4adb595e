import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../common/database/prisma.service.js';
import type { Principal } from '../../common/http/access.decorators.js';
import type { Precondition } from '../../common/http/etag.js';
import { pageOf, type Page } from '../../common/http/page.types.js';
import { newId, type OperatoryId } from '../../common/ids/ids.js';
import { OperatoriesRepository } from './operatories.repository.js';
import type { NewOperatoryBody, OperatoryChange, OperatoryItem, OperatoryQuery } from './operatories.types.js';
import { OperatoryNotFoundError } from './schedule-setup.errors.js';
import { fieldsOf, SetupAudit } from './setup-audit.service.js';

/** The rooms and chairs of a practice. None is deleted: visits of years ago name them. */
@Injectable()
export class Operatories {
  constructor(
    private readonly operatories: OperatoriesRepository,
    private readonly audit: SetupAudit,
    private readonly database: PrismaService,
  ) {}

  async list({ clinicId }: Principal, query: OperatoryQuery): Promise<Page<OperatoryItem>> {
    const rows = await this.database.inClinic(clinicId, (tx) =>
      this.operatories.list(tx, clinicId, { ...query, limit: query.limit + 1 }),
    );
    return pageOf(
      rows,
      query.limit,
      ({ id }) => ({ id }),
      (row) => row,
    );
  }

  /** @throws OperatoryNotFoundError */
  async get({ clinicId }: Principal, id: OperatoryId): Promise<OperatoryItem> {
    return found(await this.database.inClinic(clinicId, (tx) => this.operatories.find(tx, clinicId, id)));
  }

  add(principal: Principal, body: NewOperatoryBody): Promise<OperatoryItem> {
    const { clinicId } = principal;
    const id = newId<OperatoryId>();
    return this.database.inClinic(clinicId, async (tx) => {
      await this.operatories.insert(tx, clinicId, id, body);
      const { kind, active } = body;
      await this.audit.record(tx, principal, 'operatory.added', { kind: 'operatory', id }, { kind, active });
      return found(await this.operatories.find(tx, clinicId, id));
    });
  }

  /** @throws OperatoryNotFoundError, PreconditionFailedError */
  change(
    principal: Principal,
    id: OperatoryId,
    change: OperatoryChange,
    precondition: Precondition,
  ): Promise<OperatoryItem> {
    const { clinicId } = principal;
    return this.database.inClinic(clinicId, async (tx) => {
      precondition.check(found(await this.operatories.lock(tx, clinicId, id)));
      await this.operatories.update(tx, clinicId, id, change);
      const after = found(await this.operatories.find(tx, clinicId, id));
      const detail = { fields: fieldsOf(change), kind: after.kind, active: after.active };
      await this.audit.record(tx, principal, 'operatory.changed', { kind: 'operatory', id }, detail);
      return after;
    });
  }
}

function found(operatory: OperatoryItem | null): OperatoryItem {
  if (!operatory) throw new OperatoryNotFoundError();
  return operatory;
}
