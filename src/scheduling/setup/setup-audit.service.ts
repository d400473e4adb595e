import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock/clock.js';
import type { Tx } from '../../common/database/prisma.service.js';
import type { Principal } from '../../common/http/access.decorators.js';
import { AuditLog } from '../../compliance/audit-log.service.js';
import type { AuditEntry } from '../../compliance/compliance.types.js';

/** What was changed of how the schedule is set up, and by whom, in the transaction of the change. Names stay out of it. */
@Injectable()
export class SetupAudit {
  constructor(
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  record(
    tx: Tx,
    { clinicId, actor }: Principal,
    action: string,
    subject: AuditEntry['subject'],
    detail: AuditEntry['detail'] = {},
  ): Promise<void> {
    return this.audit.record(tx, { clinicId, at: this.clock.now(), actor, action, subject, detail });
  }
}

/** The fields of a body that were given, for the detail of an entry. */
export const fieldsOf = (body: object): string => Object.keys(body).sort().join(' ');
