import { Injectable } from '@nestjs/common';
import type { Tx } from '../common/database/prisma.service.js';
import { toDate } from '../common/time/instant-date.js';
import type { AuditEntry } from './compliance.types.js';

@Injectable()
export class AuditRepository {
  async insert(tx: Tx, id: string, entry: AuditEntry): Promise<void> {
    await tx.auditEntry.createMany({
      data: {
        clinicId: entry.clinicId,
        id,
        at: toDate(entry.at),
        actorKind: entry.actor.kind,
        actorId: entry.actor.id,
        action: entry.action,
        subjectKind: entry.subject.kind,
        subjectId: entry.subject.id,
        callId: entry.callId ?? null,
        detail: entry.detail ?? {},
      },
    });
  }
}
