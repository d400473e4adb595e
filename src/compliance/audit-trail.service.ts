import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { toWallTimes } from '../common/http/wall-time.types.js';
import type { ClinicId, PatientId } from '../common/ids/ids.js';
import { AuditLog } from './audit-log.service.js';
import { AuditTrailRepository } from './audit-trail.repository.js';
import type { Access, AccessItem, AccessQuery } from './audit-trail.types.js';
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
      await this.audit.viewed(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'audit.read',
        subject: { kind: 'patient', id: patientId },
        patientIds: [patientId],
        detail: { entries: page.items.length },
      });
      return page;
    });
  }
}

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
