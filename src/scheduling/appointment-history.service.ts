import { Injectable } from '@nestjs/common';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { toWallTimes } from '../common/http/wall-time.types.js';
import type { AppointmentId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { AppointmentHistoryRepository } from './appointment-history.repository.js';
import type { HistoryItem, HistoryQuery, VisitEvent } from './appointment-history.types.js';
import { AppointmentNotFoundError } from './scheduling.errors.js';
import { VisitsService } from './visits.service.js';

/** Who did what to a visit, and when. */
@Injectable()
export class AppointmentHistory {
  constructor(
    private readonly history: AppointmentHistoryRepository,
    private readonly visits: VisitsService,
    private readonly clinics: ClinicsService,
    private readonly audit: AuditLog,
    private readonly database: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * A page of it, the oldest first, with that of the visits whose place it took and that took its place. Reading it is audited.
   *
   * @throws AppointmentNotFoundError
   */
  of({ clinicId, actor }: Principal, id: AppointmentId, { cursor, limit }: HistoryQuery): Promise<Page<HistoryItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const found = await this.visits.findIn(tx, clinicId, id);
      if (!found) throw new AppointmentNotFoundError();
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const rows = await this.history.of(tx, clinicId, id, { after: cursor?.seq ?? 0, limit: limit + 1 });
      const page = pageOf(
        rows,
        limit,
        ({ seq }) => ({ seq }),
        (row) => toItem(row, timeZone),
      );
      await this.audit.record(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action: 'appointment.history_read',
        subject: { kind: 'appointment', id },
        patientIds: [found.appointment.patientId],
        detail: { count: page.items.length },
      });
      return page;
    });
  }
}

const toItem = (
  { at, event, actor, callSid, appointmentId, startsAt, detail }: VisitEvent,
  timeZone: string,
): HistoryItem => ({
  ...toWallTimes(timeZone, { at }),
  timeZone,
  event,
  actor,
  callSid,
  appointmentId,
  ...toWallTimes(timeZone, { startsAt }),
  movedFrom: detail.movedFrom ?? null,
  statusBefore: detail.from ?? null,
  by: detail.by ?? null,
  late: detail.late ?? null,
});
