import { Injectable } from '@nestjs/common';
import { PrismaService, type Tx } from '../common/database/prisma.service.js';
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
import { CalendarImportedError, CalendarLinkNotFoundError, TooManyCalendarsError } from './calendars.errors.js';
import type { CalendarsPage, ListedImport } from './calendars.types.js';
import { ImportsRepository } from './imports.repository.js';

/** Of a clinic: each is read every quarter of an hour. */
const MAX_IMPORTS = 100;

export type ImportRequest = StaffRequest & {
  id: CalendarImportId;
  /** Asked under the lock of the change, with the import as it is; may throw. */
  confirm?: (found: ListedImport) => void;
};

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
  async add(
    request: StaffRequest & { providerId: ProviderId; url: string },
  ): Promise<{ isNew: boolean; added: ListedImport }> {
    const { clinicId, providerId, actor, now } = request;
    const url = this.addressOf(request.url);
    return this.database.inClinic(clinicId, async (tx) => {
      if (!(await this.imports.hasProvider(tx, clinicId, providerId))) throw new ResourceNotFoundError();
      const count = await this.imports.count(tx, clinicId);
      const id = newId<CalendarImportId>();
      // Whose address was in the way may be removed before it is looked up.
      while (!(await this.imports.insert(tx, { id, clinicId, providerId, url }, now))) {
        const known = await this.imports.findByUrl(tx, clinicId, providerId, url);
        if (known) return { isNew: false, added: await this.found(tx, clinicId, known) };
      }
      if (count >= MAX_IMPORTS) throw new TooManyCalendarsError(MAX_IMPORTS);
      await this.jobs.enqueue(tx, readCalendar, { clinicId, importId: id, lastReadAt: null });
      await this.audit.record(tx, {
        clinicId,
        at: now,
        actor,
        action: 'calendar_import.added',
        subject: { kind: 'calendar_import', id },
        detail: { providerId },
      });
      return { isNew: true, added: await this.found(tx, clinicId, id) };
    });
  }

  /**
   * Gives it another address, which is read at once. What was read at the one before counts until then.
   *
   * @throws CalendarLinkNotFoundError, InvalidInputError, CalendarImportedError
   */
  change({ clinicId, id, actor, now, confirm, ...wanted }: ImportRequest & { url: string }): Promise<ListedImport> {
    const url = this.addressOf(wanted.url);
    return this.database.inClinic(clinicId, async (tx) => {
      const before = await this.locked(tx, clinicId, id);
      confirm?.(before);
      const { providerId } = before;
      if ((await this.imports.findByUrl(tx, clinicId, providerId, url)) === id) return before;
      if (!(await this.imports.setUrl(tx, clinicId, id, url))) throw new CalendarImportedError();
      await this.jobs.enqueue(tx, readCalendar, { clinicId, importId: id, lastReadAt: null });
      await this.audit.record(tx, {
        clinicId,
        at: now,
        actor,
        action: 'calendar_import.readdressed',
        subject: { kind: 'calendar_import', id },
        detail: { providerId },
      });
      return this.found(tx, clinicId, id);
    });
  }

  /** Frees the time that it took. @throws CalendarLinkNotFoundError when there is none (any more) */
  async remove({ clinicId, id, actor, now, confirm }: ImportRequest): Promise<void> {
    await this.database.inClinic(clinicId, async (tx) => {
      const owner = { clinicId, providerId: (await this.found(tx, clinicId, id)).providerId };
      await this.busyTime.takeTurn(tx, owner);
      confirm?.(await this.locked(tx, clinicId, id));
      await this.imports.remove(tx, clinicId, id, now);
      await this.busyTime.free(tx, owner, id, now);
      await this.audit.record(tx, {
        clinicId,
        at: now,
        actor,
        action: 'calendar_import.removed',
        subject: { kind: 'calendar_import', id },
        detail: { providerId: owner.providerId },
      });
    });
  }

  list(clinicId: ClinicId, page: CalendarsPage): Promise<ListedImport[]> {
    return this.database.inClinic(clinicId, (tx) => this.imports.list(tx, clinicId, page));
  }

  /** @throws CalendarLinkNotFoundError */
  get(clinicId: ClinicId, id: CalendarImportId): Promise<ListedImport> {
    return this.database.inClinic(clinicId, (tx) => this.found(tx, clinicId, id));
  }

  private async found(tx: Tx, clinicId: ClinicId, id: CalendarImportId): Promise<ListedImport> {
    const found = await this.imports.findListed(tx, clinicId, id);
    if (!found) throw new CalendarLinkNotFoundError();
    return found;
  }

  private async locked(tx: Tx, clinicId: ClinicId, id: CalendarImportId): Promise<ListedImport> {
    const locked = await this.imports.lock(tx, clinicId, id);
    if (!locked) throw new CalendarLinkNotFoundError();
    return locked;
  }

  private addressOf(text: string): string {
    const url = calendarAddress(text, this.config.mode);
    if (url) return url.href;
    throw new InvalidInputError([{ field: '/url', detail: 'expected an https:// address' }]);
  }
}
