import { Injectable } from '@nestjs/common';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import type { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { toWallTimes } from '../common/http/wall-time.types.js';
import type { PatientId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { RepresentativeNotFoundError } from './patients.errors.js';
import { PatientsService } from './patients.service.js';
import { RepresentativesRepository } from './representatives.repository.js';
import type {
  Relation,
  Representative,
  RepresentativeItem,
  RepresentativeKey,
  RepresentativeQuery,
} from './representatives.types.js';

/** Who may speak for a patient: on the phone they are told, and may change, what is the patient's. */
@Injectable()
export class Representatives {
  constructor(
    private readonly representatives: RepresentativesRepository,
    private readonly patients: PatientsService,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** @throws PatientNotFoundError */
  list(
    { clinicId, actor }: Principal,
    patientId: PatientId,
    { cursor, limit }: RepresentativeQuery,
  ): Promise<Page<RepresentativeItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      await this.patients.requireKnown(tx, clinicId, patientId);
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const rows = await this.representatives.list(tx, clinicId, patientId, cursor ?? null, limit + 1);
      const page = pageOf(rows, limit, placeOf, (row) => toItem(patientId, row, timeZone));
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'representatives.listed',
        subject: { kind: 'patient', id: patientId },
        patientIds: [patientId, ...page.items.map(({ representativeId }) => representativeId as PatientId)],
        detail: { count: page.items.length },
      });
      return page;
    });
  }

  /** @throws RepresentativeNotFoundError */
  get({ actor }: Principal, key: RepresentativeKey): Promise<RepresentativeItem> {
    return this.database.inClinic(key.clinicId, async (tx) => {
      const item = await this.found(tx, key);
      await this.note(tx, actor, key, 'representative.read');
      return item;
    });
  }

  /**
   * They may speak for the patient from now on; or, if they may already, in another relation.
   *
   * @throws PatientNotFoundError, PatientErasedError, PreconditionFailedError, InvalidInputError
   */
  put(
    { actor }: Principal,
    key: RepresentativeKey,
    relation: Relation,
    precondition: Precondition,
  ): Promise<RepresentativeItem> {
    const { clinicId, patientId, representativeId } = key;
    if (patientId === representativeId) {
      throw new InvalidInputError([{ field: 'representativeId', detail: 'is the patient' }]);
    }
    return this.database.inClinic(clinicId, async (tx) => {
      await this.patients.lock(tx, clinicId, patientId);
      // Neither becomes a tombstone in the meantime.
      for (const id of [patientId, representativeId]) await this.patients.keepOnFile(tx, clinicId, id);
      precondition.check(await this.item(tx, key));
      await this.representatives.put(tx, key, relation, this.clock.now());
      await this.note(tx, actor, key, 'representative.named', { relation });
      return this.found(tx, key);
    });
  }

  /** @throws RepresentativeNotFoundError, PreconditionFailedError */
  remove({ actor }: Principal, key: RepresentativeKey, precondition: Precondition): Promise<void> {
    return this.database.inClinic(key.clinicId, async (tx) => {
      await this.patients.lock(tx, key.clinicId, key.patientId);
      precondition.check(await this.found(tx, key));
      await this.representatives.remove(tx, key);
      await this.note(tx, actor, key, 'representative.removed');
    });
  }

  private async found(tx: Tx, key: RepresentativeKey): Promise<RepresentativeItem> {
    const item = await this.item(tx, key);
    if (!item) throw new RepresentativeNotFoundError();
    return item;
  }

  private async item(tx: Tx, key: RepresentativeKey): Promise<RepresentativeItem | null> {
    const row = await this.representatives.find(tx, key);
    return row && toItem(key.patientId, row, (await this.clinics.getIn(tx, key.clinicId)).timeZone);
  }

  private note(
    tx: Tx,
    actor: Principal['actor'],
    { clinicId, patientId, representativeId }: RepresentativeKey,
    action: string,
    detail: Record<string, string> = {},
  ): Promise<void> {
    return this.audit.record(tx, {
      clinicId,
      at: this.clock.now(),
      actor,
      action,
      subject: { kind: 'patient', id: patientId },
      patientIds: [patientId, representativeId],
      detail: { representativeId, ...detail },
    });
  }
}

const placeOf = ({ createdAt, representativeId }: Representative) => rowPlace(createdAt, representativeId);

const toItem = (
  patientId: PatientId,
  { representativeId, givenName, familyName, relation, createdAt }: Representative,
  timeZone: string,
): RepresentativeItem => ({
  patientId,
  representativeId,
  givenName,
  familyName,
  relation,
  ...toWallTimes(timeZone, { createdAt }),
  timeZone,
});
