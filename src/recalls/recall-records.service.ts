import { Injectable } from '@nestjs/common';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import type { Principal } from '../common/http/access.decorators.js';
import type { Precondition } from '../common/http/etag.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { toWallTimesOrNull } from '../common/http/wall-time.types.js';
import type { AppointmentTypeId, ClinicId, PatientId, RecallId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { PatientsService } from '../patients/patients.service.js';
import { RecallRecordsRepository } from './recall-records.repository.js';
import type { NewRecallBody, RecallChanges, RecallItem, RecallQuery } from './recall-records.types.js';
import { Recalls } from './recalls.service.js';
import type { Recall } from './recalls.types.js';

/** Recalls as people at the desk, and their programs, see and agree them. */
@Injectable()
export class RecallRecords {
  constructor(
    private readonly records: RecallRecordsRepository,
    private readonly recalls: Recalls,
    private readonly patients: PatientsService,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** A page, the longest due first. Time passes without news of visits, so what it has overtaken is brought up to date first. */
  async list({ clinicId, actor }: Principal, { cursor, limit, ...filter }: RecallQuery): Promise<Page<RecallItem>> {
    await this.recalls.followOvertaken(clinicId);
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const rows = await this.records.list(tx, clinicId, filter, cursor ?? null, limit + 1);
      const page = pageOf(rows, limit, placeOf, (recall) => toItem(recall, timeZone));
      await this.audit.viewed(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'recalls.listed',
        subject: { kind: 'clinic', id: clinicId },
        patientIds: [...new Set(page.items.map(({ patientId }) => patientId as PatientId))],
        detail: { count: page.items.length },
      });
      return page;
    });
  }

  /** @throws RecallNotFoundError */
  get({ clinicId, actor }: Principal, id: RecallId): Promise<RecallItem> {
    return this.database.inClinic(clinicId, async (tx) => {
      const recall = await this.recalls.getIn(tx, clinicId, id);
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'recall.read',
        subject: { kind: 'recall', id },
        patientIds: [recall.patientId],
      });
      return toItem(recall, (await this.clinics.getIn(tx, clinicId)).timeZone);
    });
  }

  /** @throws InvalidInputError, PatientErasedError, RecallExistsError */
  create(
    { clinicId, actor }: Principal,
    { patientId, typeId, intervalMonths, dueOn }: NewRecallBody,
  ): Promise<RecallItem> {
    const key = { clinicId, patientId: patientId as PatientId, typeId: typeId as AppointmentTypeId };
    return this.database.inClinic(clinicId, async (tx) => {
      await this.patients.keepNamed(tx, clinicId, key.patientId, '/patientId');
      if (!(await this.records.hasType(tx, clinicId, key.typeId))) {
        throw new InvalidInputError([{ field: '/typeId', detail: 'the clinic has no such appointment type' }]);
      }
      const now = this.clock.now();
      const recall = await this.recalls.openIn(tx, { ...key, months: intervalMonths, dueOn, actor, now });
      return toItem(recall, (await this.clinics.getIn(tx, clinicId)).timeZone);
    });
  }

  /** What was agreed with the patient. @throws RecallNotFoundError, PreconditionFailedError */
  async change(
    { clinicId, actor }: Principal,
    recallId: RecallId,
    { intervalMonths, dueOn }: RecallChanges,
    precondition: Precondition,
  ): Promise<RecallItem> {
    const recall = await this.recalls.agree(
      { clinicId, recallId, actor, now: this.clock.now() },
      { months: intervalMonths ?? null, dueOn: dueOn ?? null },
      (known, timeZone) => precondition.check(toItem(known, timeZone)),
    );
    return this.itemOf(clinicId, recall);
  }

  /** The patient does not want to be reminded. @throws RecallNotFoundError */
  async close({ clinicId, actor }: Principal, recallId: RecallId): Promise<RecallItem> {
    return this.itemOf(clinicId, await this.recalls.stop({ clinicId, recallId, actor, now: this.clock.now() }));
  }

  private async itemOf(clinicId: ClinicId, recall: Recall): Promise<RecallItem> {
    return toItem(recall, (await this.clinics.get(clinicId)).timeZone);
  }
}

const placeOf = ({ dueOn, id }: Recall) => ({ dueOn: dueOn.toString(), id });

const toItem = (recall: Recall, timeZone: string): RecallItem => ({
  id: recall.id,
  patientId: recall.patientId,
  typeId: recall.typeId,
  intervalMonths: recall.intervalMonths,
  dueOn: recall.dueOn.toString(),
  lastVisitOn: recall.lastVisitOn?.toString() ?? null,
  status: recall.status,
  ...toWallTimesOrNull(timeZone, { contactedAt: recall.contactedAt }),
  contacts: recall.contacts,
  appointmentId: recall.appointmentId,
  timeZone,
});
