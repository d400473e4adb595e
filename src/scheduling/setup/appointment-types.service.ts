import { Injectable } from '@nestjs/common';
import { PrismaService, type Tx } from '../../common/database/prisma.service.js';
import { InvalidInputError } from '../../common/errors/domain.error.js';
import type { Principal } from '../../common/http/access.decorators.js';
import type { Precondition } from '../../common/http/etag.js';
import { pageOf, type Page } from '../../common/http/page.types.js';
import { newId, type AppointmentTypeId, type ClinicId } from '../../common/ids/ids.js';
import { ResourceLocks } from '../resource-locks.repository.js';
import { AppointmentTypeNotFoundError } from '../scheduling.errors.js';
import { AppointmentTypesRepository } from './appointment-types.repository.js';
import type {
  AppointmentTypeChange,
  AppointmentTypeItem,
  AppointmentTypeQuery,
  NewAppointmentTypeBody,
} from './appointment-types.types.js';
import { ProviderNotFoundError, TypeNameTakenError } from './schedule-setup.errors.js';
import { fieldsOf, SetupAudit } from './setup-audit.service.js';
import { wrongParts } from './type-parts.policy.js';

/**
 * What visits are for, and whom and what they take. Rules are for bookings to come: visits that are booked stay as they are,
 * whatever becomes of their type. None is deleted.
 */
@Injectable()
export class AppointmentTypes {
  constructor(
    private readonly types: AppointmentTypesRepository,
    private readonly locks: ResourceLocks,
    private readonly audit: SetupAudit,
    private readonly database: PrismaService,
  ) {}

  async list({ clinicId }: Principal, query: AppointmentTypeQuery): Promise<Page<AppointmentTypeItem>> {
    const rows = await this.database.inClinic(clinicId, (tx) =>
      this.types.list(tx, clinicId, { ...query, limit: query.limit + 1 }),
    );
    return pageOf(
      rows,
      query.limit,
      ({ id }) => ({ id }),
      (row) => row,
    );
  }

  /** @throws AppointmentTypeNotFoundError */
  get({ clinicId }: Principal, id: AppointmentTypeId): Promise<AppointmentTypeItem> {
    return this.database.inClinic(clinicId, (tx) => this.getIn(tx, clinicId, id));
  }

  /** @throws TypeNameTakenError, ProviderNotFoundError, InvalidInputError for parts and providers that don't fit the type */
  add(principal: Principal, body: NewAppointmentTypeBody): Promise<AppointmentTypeItem> {
    const { clinicId } = principal;
    const id = newId<AppointmentTypeId>();
    return this.database.inClinic(clinicId, async (tx) => {
      await this.takeTurn(tx, clinicId);
      if (await this.types.isNameTaken(tx, clinicId, body.name)) throw new TypeNameTakenError();
      await this.check(tx, clinicId, body, body);
      await this.types.insert(tx, clinicId, id, body);
      const added = await this.getIn(tx, clinicId, id);
      await this.audit.record(tx, principal, 'appointment_type.added', subjectOf(id), rulesOf(added));
      return added;
    });
  }

  /** @throws AppointmentTypeNotFoundError, PreconditionFailedError, and what `add` throws */
  change(
    principal: Principal,
    id: AppointmentTypeId,
    change: AppointmentTypeChange,
    precondition: Precondition,
  ): Promise<AppointmentTypeItem> {
    const { clinicId } = principal;
    return this.database.inClinic(clinicId, async (tx) => {
      await this.takeTurn(tx, clinicId);
      const before = await this.getIn(tx, clinicId, id);
      precondition.check(before);
      if (change.name !== undefined && (await this.types.isNameTaken(tx, clinicId, change.name, id))) {
        throw new TypeNameTakenError();
      }
      await this.check(tx, clinicId, { ...before, ...change }, change);
      await this.types.update(tx, clinicId, id, change);
      const after = await this.getIn(tx, clinicId, id);
      const detail = { fields: fieldsOf(change), ...rulesOf(after) };
      await this.audit.record(tx, principal, 'appointment_type.changed', subjectOf(id), detail);
      return after;
    });
  }

  /** The house's turn: names stay apart, and whom a type names keeps the role that leads it. */
  private takeTurn(tx: Tx, clinicId: ClinicId): Promise<void> {
    return this.locks.take(tx, clinicId, [clinicId], 'exclusive');
  }

  /** @param given what the request says; what it leaves as it was is not to blame by its own name */
  private async check(
    tx: Tx,
    clinicId: ClinicId,
    type: Pick<AppointmentTypeItem, 'durationMinutes' | 'providerRole' | 'parts' | 'providerIds'>,
    given: AppointmentTypeChange,
  ): Promise<void> {
    const issues = wrongParts(type.parts, type.durationMinutes);
    if (issues.length > 0) {
      const tooShort = { field: '/durationMinutes', detail: 'is shorter than one of the parts' };
      throw new InvalidInputError(given.parts ? issues : [tooShort]);
    }
    const roles = await this.types.rolesOf(tx, clinicId, type.providerIds);
    if (roles.size < type.providerIds.length) throw new ProviderNotFoundError();
    const misfits = type.providerIds.flatMap((id, index) => (roles.get(id) === type.providerRole ? [] : [index]));
    if (misfits.length > 0) {
      const notTheirs = { field: '/providerRole', detail: 'is not that of the providers who may lead it' };
      const notOfIt = misfits.map((index) => ({
        field: `/providerIds/${index}`,
        detail: 'is not of the leading role',
      }));
      throw new InvalidInputError(given.providerIds ? notOfIt : [notTheirs]);
    }
  }

  private async getIn(tx: Tx, clinicId: ClinicId, id: AppointmentTypeId): Promise<AppointmentTypeItem> {
    const type = await this.types.find(tx, clinicId, id);
    if (!type) throw new AppointmentTypeNotFoundError();
    return type;
  }
}

const subjectOf = (id: AppointmentTypeId) => ({ kind: 'appointment_type', id });

/** What of a type decides about visits. */
const rulesOf = (type: AppointmentTypeItem) => ({
  durationMinutes: type.durationMinutes,
  openTo: type.openTo,
  phoneBooking: type.phoneBooking,
  active: type.active,
});
