import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { Tx } from '../common/database/prisma.service.js';
import type { CallId } from '../common/ids/ids.js';
import { AuditLog } from '../compliance/audit-log.service.js';
import type { Actor } from '../compliance/compliance.types.js';
import { TextsRepository } from './texts.repository.js';
import type { OutgoingStatus, TextRef } from './texts.types.js';

/** Writes down what became of texts, and whom they are about: whoever is reached under the number, and whose visit it is. */
@Injectable()
export class TextAudit {
  constructor(
    private readonly texts: TextsRepository,
    private readonly audit: AuditLog,
  ) {}

  /** In the transaction of what it tells. */
  async record(
    tx: Tx,
    { clinicId, textId }: TextRef,
    what: OutgoingStatus | 'received',
    { actor, at, callId }: { actor: Actor; at: Temporal.Instant; callId?: CallId | null },
  ): Promise<void> {
    await this.audit.record(tx, {
      clinicId,
      at,
      actor,
      action: `text.${what}`,
      subject: { kind: 'text', id: textId },
      patientIds: await this.texts.patientsOf(tx, { clinicId, textId }),
      callId: callId ?? null,
    });
  }
}
