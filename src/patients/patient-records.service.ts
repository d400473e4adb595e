import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { SealBrokenError } from '../common/crypto/crypto.errors.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import type { RowPlace } from '../common/http/cursor.codec.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import type { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { toWallTimes, toWallTimesOrNull } from '../common/http/wall-time.types.js';
import { newId, type ClinicId, type PatientId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { AuditEntry } from '../compliance/compliance.types.js';
import { keptName } from './kept-name.policy.js';
import { NumberChanges } from './number-changes.service.js';
import { PatientRecordsRepository } from './patient-records.repository.js';
import {
  criterionOf,
  type NewPatientBody,
  type PatientChanges,
  type PatientCriterion,
  type PatientDetails,
  type PatientItem,
  type PatientQuery,
  type PatientRecord,
  type PatientSearch,
} from './patient-records.types.js';
import { PatientErasedError, PatientNotFoundError, PatientOnFileError } from './patients.errors.js';
import { PatientsService } from './patients.service.js';

/** Patients as people at the desk, and their programs, see and change them. Each look at somebody leaves an entry. */
@Injectable()
export class PatientRecords {
  constructor(
    private readonly records: PatientRecordsRepository,
    private readonly patients: PatientsService,
    private readonly numbers: NumberChanges,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** A page of all who were not erased, the newest first. */
  list(principal: Principal, query: PatientQuery): Promise<Page<PatientItem>> {
    return this.page(principal, null, query);
  }

  /** A page of those whom the criterion names exactly, the newest first. */
  search(principal: Principal, { cursor, limit, ...by }: PatientSearch): Promise<Page<PatientItem>> {
    return this.page(principal, criterionOf(by), { cursor, limit });
  }

  /**
   * Whoever was erased is shown as the tombstone that is left.
   *
   * @throws PatientNotFoundError
   */
  get(principal: Principal, id: PatientId): Promise<PatientItem> {
    return this.within(principal, async (tx, timeZone) => {
      const patient = await this.found(tx, principal, id);
      await this.note(tx, principal, 'patient.read', id);
      return toItem(patient, timeZone);
    });
  }

  /** @throws PatientOnFileError, InvalidInputError */
  create(principal: Principal, body: NewPatientBody): Promise<PatientItem> {
    const { clinicId } = principal;
    const details = keptName(body);
    return this.within(principal, async (tx, timeZone) => {
      this.refuseDaysToCome(details, timeZone);
      const known = await this.patients.findKnown(tx, { clinicId, ...details });
      if (known) throw new PatientOnFileError(known);
      const id = newId<PatientId>();
      const createdAt = toTheMillisecond(this.clock.now());
      const patient: PatientRecord = { ...details, id, createdAt, erasedAt: null, unreadable: [] };
      await this.records.insert(tx, clinicId, patient);
      await this.note(tx, principal, 'patient.registered', id);
      return toItem(patient, timeZone);
    });
  }

  /**
   * What can't be opened is written over by whoever enters all of it anew, and by nobody else.
   *
   * @throws PatientNotFoundError, PreconditionFailedError, PatientErasedError, PatientOnFileError, InvalidInputError, SealBrokenError
   */
  change(
    principal: Principal,
    id: PatientId,
    changes: PatientChanges,
    precondition: Precondition,
  ): Promise<PatientItem> {
    const { clinicId } = principal;
    return this.within(principal, async (tx, timeZone) => {
      await this.patients.lock(tx, clinicId, id);
      const known = await this.found(tx, principal, id);
      precondition.check(toItem(known, timeZone));
      if (known.erasedAt) throw new PatientErasedError();
      this.refuseDaysToCome(changes, timeZone);
      if (known.unreadable.some((field) => changes[field] === undefined)) throw new SealBrokenError('patients');
      const patient: PatientRecord = keptName({ ...known, ...changes, unreadable: [] });
      if (IDENTIFYING.some((field) => changes[field] !== undefined)) await this.refuseTwins(tx, clinicId, patient);
      await this.records.update(tx, clinicId, id, patient);
      if (known.phone !== null && patient.phone !== known.phone) {
        await this.numbers.announce(tx, { clinicId, patientId: id, from: known.phone, to: patient.phone });
      }
      await this.note(tx, principal, 'patient.changed', id, { fields: Object.keys(changes).sort().join(' ') });
      return toItem(patient, timeZone);
    });
  }

  /** One person has one record: callers are matched to the oldest of several. */
  private async refuseTwins(tx: Tx, clinicId: ClinicId, patient: PatientRecord): Promise<void> {
    const twin = await this.patients.findOther(tx, { clinicId, ...patient });
    if (twin) throw new PatientOnFileError(twin);
  }

  private page(
    principal: Principal,
    criterion: PatientCriterion | null,
    { cursor, limit }: { cursor?: RowPlace | undefined; limit: number },
  ): Promise<Page<PatientItem>> {
    const { clinicId, actor } = principal;
    return this.within(principal, async (tx, timeZone) => {
      const rows = await this.records.list(tx, clinicId, criterion, cursor ?? null, limit + 1);
      const page = pageOf(rows, limit, placeOf, (patient) => toItem(patient, timeZone));
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: criterion ? 'patients.searched' : 'patients.listed',
        subject: { kind: 'clinic', id: clinicId },
        patientIds: page.items.map((patient) => patient.id as PatientId),
        detail: { by: criterion?.by ?? null, count: page.items.length },
      });
      return page;
    });
  }

  private within<Result>(
    { clinicId }: Principal,
    work: (tx: Tx, timeZone: string) => Promise<Result>,
  ): Promise<Result> {
    return this.database.inClinic(clinicId, async (tx) => work(tx, (await this.clinics.getIn(tx, clinicId)).timeZone));
  }

  private async found(tx: Tx, { clinicId }: Principal, id: PatientId): Promise<PatientRecord> {
    const patient = await this.records.find(tx, clinicId, id);
    if (!patient) throw new PatientNotFoundError();
    return patient;
  }

  private refuseDaysToCome(days: Partial<Pick<PatientDetails, 'birthDate' | 'knownSince'>>, timeZone: string): void {
    const today = this.clock.now().toZonedDateTimeISO(timeZone).toPlainDate();
    const wrong = (['birthDate', 'knownSince'] as const).filter((field) => {
      const date = days[field];
      return date && Temporal.PlainDate.compare(date, today) > 0;
    });
    if (wrong.length > 0) {
      throw new InvalidInputError(wrong.map((field) => ({ field: `/${field}`, detail: 'is in the future' })));
    }
  }

  private note(
    tx: Tx,
    { clinicId, actor }: Principal,
    action: string,
    id: PatientId,
    detail: NonNullable<AuditEntry['detail']> = {},
  ): Promise<void> {
    const subject = { kind: 'patient', id };
    return this.audit.record(tx, { clinicId, at: this.clock.now(), actor, action, subject, patientIds: [id], detail });
  }
}

/** By which callers are matched. */
const IDENTIFYING = ['givenName', 'familyName', 'phone', 'birthDate'] as const;

/** As the database keeps it, so that an answer is what the next one will be. */
const toTheMillisecond = (at: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(at.epochMilliseconds);

const placeOf = ({ createdAt, id }: PatientRecord): RowPlace => rowPlace(createdAt, id);

function toItem({ id, createdAt, erasedAt, unreadable, ...details }: PatientRecord, timeZone: string): PatientItem {
  return {
    id,
    ...(erasedAt ? NOTHING_LEFT : shown(details)),
    ...Object.fromEntries(unreadable.map((field) => [field, null])),
    ...toWallTimes(timeZone, { createdAt }),
    ...toWallTimesOrNull(timeZone, { erasedAt }),
    timeZone,
    ...(unreadable.length > 0 ? { unreadable: [...unreadable] } : {}),
  };
}

/** What stands in a tombstone's columns is no name. */
const NOTHING_LEFT = {
  givenName: null,
  familyName: null,
  phone: null,
  birthDate: null,
  email: null,
  knownSince: null,
};

const shown = ({ givenName, familyName, phone, birthDate, email, knownSince }: PatientDetails) => ({
  givenName,
  familyName,
  phone,
  birthDate: birthDate?.toString() ?? null,
  email,
  knownSince: knownSince?.toString() ?? null,
});
