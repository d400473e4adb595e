import { Injectable } from '@nestjs/common';
import { ClinicsService } from '../clinics/clinics.service.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import type { Principal } from '../common/http/access.decorators.js';
import { rowPlace } from '../common/http/cursor.codec.js';
import { pageOf, type Page } from '../common/http/page.types.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import { toCallItem } from './call-item.presenter.js';
import type { CallFilter, CallItem, CallQuery, LiveCallQuery } from './call-list.types.js';
import { CallListsRepository } from './call-lists.repository.js';
import { LONGEST_CALL } from './calls.types.js';

/** A clinic's calls, page by page. Reading them is audited in the transaction that reads. */
@Injectable()
export class CallLists {
  constructor(
    private readonly calls: CallListsRepository,
    private readonly clinics: ClinicsService,
    private readonly database: PrismaService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  list(principal: Principal, query: CallQuery): Promise<Page<CallItem>> {
    return this.page(principal, query, 'calls.listed');
  }

  /** Calls that go on, in whichever process, the newest first: those that are not known to be over. */
  live(principal: Principal, query: LiveCallQuery): Promise<Page<CallItem>> {
    const openSince = this.clock.now().subtract(LONGEST_CALL);
    return this.page(principal, { ...query, sort: '-startedAt', openSince }, 'live_calls.listed');
  }

  private page({ clinicId, actor }: Principal, filter: CallFilter, action: string): Promise<Page<CallItem>> {
    return this.database.inClinic(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.getIn(tx, clinicId);
      const rows = await this.calls.list(tx, clinicId, filter);
      const shown = rows.slice(0, filter.limit);
      await this.audit.viewed(tx, {
        clinicId,
        at: this.clock.now(),
        actor,
        action,
        subject: { kind: 'clinic', id: clinicId },
        patientIds: [...new Set(shown.flatMap(({ concernedIds }) => concernedIds))],
        detail: { count: shown.length },
      });
      return pageOf(
        rows,
        filter.limit,
        ({ call }) => rowPlace(call.startedAt, call.id),
        (row) => toCallItem(row, timeZone),
      );
    });
  }
}
