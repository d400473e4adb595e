import { Injectable } from '@nestjs/common';
import { PrismaService } from '../common/database/prisma.service.js';
import { InvalidInputError } from '../common/errors/domain.error.js';
import { newId, type CalendarImportId, type ClinicId, type ProviderId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { AppConfig } from '../config/app-config.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import type { StaffRequest } from '../scheduling/blockouts.types.js';
import { OutsideBusyTime } from '../scheduling/outside-busy.service.js';
import { ResourceNotFoundError } from '../scheduling/scheduling.errors.js';
import { calendarAddress } from './calendar-address.policy.js';
import { readCalendar } from './calendars.jobs.js';
import type { ListedImport } from './calendars.types.js';
import { ImportsRepository } from './imports.repository.js';

/** Which calendars elsewhere keep providers busy. */
@Injectable()
export class CalendarImports {
  constructor(
    private readonly imports: ImportsRepository,
    private readonly busyTime: OutsideBusyTime,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly config: AppConfig,
    private readonly database: PrismaService,
  ) {}

  /**
   * It is read at once and then every quarter of an hour. The same address for the same provider a second time is the first import.
   *
   * @throws ResourceNotFoundError, InvalidInputError for an address that calendars are not read from
   */
  async add(request: StaffRequest & { providerId: ProviderId; url: string }): Promise<CalendarImportId> {
    const { clinicId, providerId, actor, now } = request;
    const url = calendarAddress(request.url, this.config.mode)?.href;
    if (url === undefined) throw new InvalidInputError([{ field: '/url', detail: 'expected an https:// address' }]);
    return this.database.inClinic(clinicId, async (tx) => {
      if (!(await this.imports.hasProvider(tx, clinicId, providerId))) throw new ResourceNotFoundError();
      const id = newId<CalendarImportId>();
      // Whose address was in the way may be removed before it is looked up.
      while (!(await this.imports.insert(tx, { id, clinicId, providerId, url }, now))) {
        const known = await this.imports.findByUrl(tx, clinicId, providerId, url);
        if (known) return known;
      }
      await this.jobs.enqueue(tx, readCalendar, { clinicId, importId: id, lastReadAt: null });
      await this.audit.record(tx, {
        clinicId,
        at: now,
        actor,
        action: 'calendar_import.added',
        subject: { kind: 'calendar_import', id },
        detail: { providerId },
      });
      return id;
    });
  }

  /** Frees the time that it took. False when there is none (any more). */
  async remove({ clinicId, id, actor, now }: StaffRequest & { id: CalendarImportId }): Promise<boolean> {
    return this.database.inClinic(clinicId, async (tx) => {
      const found = await this.imports.find(tx, clinicId, id);
      if (!found) return false;
      await this.busyTime.takeTurn(tx, found);
      if (!(await this.imports.remove(tx, clinicId, id, now))) return false;
      await this.busyTime.free(tx, found, id, now);
      await this.audit.record(tx, {
        clinicId,
        at: now,
        actor,
        action: 'calendar_import.removed',
        subject: { kind: 'calendar_import', id },
        detail: { providerId: found.providerId },
      });
      return true;
    });
  }

  list(clinicId: ClinicId): Promise<ListedImport[]> {
    return this.database.inClinic(clinicId, (tx) => this.imports.list(tx, clinicId));
  }
}
