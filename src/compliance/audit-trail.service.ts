import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../common/clock/clock.js';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { toWallTimes } from '../common/http/wall-time.types.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';
import { AuditLog } from './audit-log.service.js';
import { AuditTrailRepository } from './audit-trail.repository.js';
import type {
  Access,
  AccessItem,
  AccessQuery,
  DisclosureItem,
  SeenPatientItem,
  SeenQuery,
} from './audit-trail.types.js';
import { ClinicZones } from './clinic-zones.service.js';
import { PatientNotFoundError } from './compliance.errors.js';
import type { Actor } from './compliance.types.js';

/** Answers a privacy officer's questions from the audit trail. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly trail: AuditTrailRepository,
    private readonly zones: ClinicZones,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * Who saw or changed what of a patient's, in the order in which it was written. Whoever asks leaves an entry, too, one for a viewing: somebody who
   * asks for page after page comes to an end.
   *
   * @throws PatientNotFoundError when the clinic has no such patient; those who were erased are known still.
   */
  whoSaw(
    { clinicId, patientId, actor }: { clinicId: ClinicId; patientId: PatientId; actor: Actor },
    query: AccessQuery,
  ): Promise<Page<AccessItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      if (!(await this.trail.hasPatient(tx, clinicId, patientId))) throw new PatientNotFoundError();
      const rows = await this.trail.accesses(tx, clinicId, patientId, { ...query, limit: query.limit + 1 });
      const timeZone = await this.zones.of(tx, clinicId);
      const page = pageOf(
        rows,
        query.limit,
        ({ seq }) => ({ seq }),
        (row) => toItem(row, timeZone),
      );
      await this.wasRead(tx, { clinicId, patientId, actor }, page.items.length);
      return page;
    });
  }

  /**
   * What left the clinic about a patient, for an accounting of disclosures. Leaves an entry as `whoSaw` does.
   *
   * @throws PatientNotFoundError
   */
  disclosures(
    { clinicId, patientId, actor }: { clinicId: ClinicId; patientId: PatientId; actor: Actor },
    query: AccessQuery,
  ): Promise<Page<DisclosureItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      if (!(await this.trail.hasPatient(tx, clinicId, patientId))) throw new PatientNotFoundError();
      const rows = await this.trail.disclosures(tx, clinicId, patientId, { ...query, limit: query.limit + 1 });
      const timeZone = await this.zones.of(tx, clinicId);
      const page = pageOf(
        rows,
        query.limit,
        ({ seq }) => ({ seq }),
        ({ kind, recipient, action, ...row }) => ({ kind, recipient, action, ...toGathered(row, timeZone) }),
      );
      await this.wasRead(tx, { clinicId, patientId, actor }, page.items.length);
      return page;
    });
  }

  /** Whose data somebody saw or changed, and since when. Each answer leaves an entry, which names them all. */
  seenBy({ clinicId, actor }: { clinicId: ClinicId; actor: Actor }, query: SeenQuery): Promise<Page<SeenPatientItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const rows = await this.trail.seenBy(tx, clinicId, { ...query, limit: query.limit + 1 });
      const timeZone = await this.zones.of(tx, clinicId);
      const page = pageOf(
        rows,
        query.limit,
        ({ seq, patientId }) => ({ seq, patientId }),
        ({ patientId, actions, ...row }) => ({ patientId, ...toGathered(row, timeZone), actions }),
      );
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'audit.read',
        subject: { kind: query.actorKind, id: query.actorId },
        patientIds: rows.slice(0, query.limit).map(({ patientId }) => patientId),
        detail: { entries: page.items.length },
      });
      return page;
    });
  }

  private wasRead(
    tx: Tx,
    { clinicId, patientId, actor }: { clinicId: ClinicId; patientId: PatientId; actor: Actor },
    entries: number,
  ): Promise<void> {
    return this.audit.viewed(tx, {
      clinicId,
      at: this.clock.now(),
      actor,
      action: 'audit.read',
      subject: { kind: 'patient', id: patientId },
      patientIds: [patientId],
      detail: { entries },
    });
  }
}

const toGathered = (
  { firstAt, lastAt, entries }: { firstAt: Temporal.Instant; lastAt: Temporal.Instant; entries: number },
  timeZone: string,
) => ({ ...toWallTimes(timeZone, { firstAt, lastAt }), timeZone, entries });

const toItem = ({ at, actor, action, subject, callId, reason, address }: Access, timeZone: string): AccessItem => ({
  ...toWallTimes(timeZone, { at }),
  timeZone,
  actor: { kind: actor.kind, id: actor.id },
  action,
  subject,
  callId,
  reason,
  address,
});
