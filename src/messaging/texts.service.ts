import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import type { Tx } from '../common/database/prisma.service.js';
import { newId, type ClinicId, type TextId } from '../common/ids/ids.js';
import { Logger } from '../common/logging/logger.js';
import { normalisePhone } from '../common/validation/phone.js';
import { Consents } from '../compliance/consent/consents.service.js';
import { redactText } from '../compliance/redaction/redaction.policy.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { SearchIndex } from '../search/search-index.service.js';
import { MessagingMetrics } from './messaging.metrics.js';
import { SendText } from './send-text.job.js';
import { TextAudit } from './text-audit.service.js';
import { TextsRepository } from './texts.repository.js';
import type { NewOutgoingText } from './texts.types.js';

/** The outbox. */
@Injectable()
export class Texts {
  constructor(
    private readonly texts: TextsRepository,
    private readonly consents: Consents,
    private readonly jobs: JobQueue,
    private readonly audit: TextAudit,
    private readonly index: SearchIndex,
    private readonly metrics: MessagingMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** False when a text to this E.164 number would only be written down: they don't want any, or the clinic has no number. */
  async canReach(tx: Tx, clinicId: ClinicId, number: string): Promise<boolean> {
    if ((await this.texts.firstNumberOf(tx, clinicId)) === null) return false;
    return !(await this.refuses(tx, clinicId, number));
  }

  /**
   * Writes a text that is sent once the caller's transaction is committed: exactly once for each idempotency key. For
   * somebody who doesn't want texts, or a number that can't get any, only the row is written. A clinic without a number
   * of its own texts nobody.
   */
  async queue(tx: Tx, text: NewOutgoingText): Promise<void> {
    const { clinicId } = text;
    const from = text.from ?? (await this.texts.firstNumberOf(tx, clinicId));
    if (from === null) return this.log.warn('text.no_number', { clinicId });
    const number = normalisePhone(text.to);
    const isUnwanted = number === null || (await this.refuses(tx, clinicId, number));
    const status = isUnwanted ? 'suppressed' : 'queued';
    const textId = newId<TextId>();
    const body = redactText(text.body, 'stored');
    const row = { ...text, body, from, to: number ?? text.to, status } as const;
    const at = this.clock.now();
    if (!(await this.texts.insertOutgoing(tx, textId, row, at))) return;
    if (text.kind !== 'code') await this.index.textWritten(tx, { clinicId, textId }, { body, at });
    const actor = { kind: 'system', id: 'messaging' } as const;
    await this.audit.record(tx, { clinicId, textId }, status, { actor, at, callId: text.callId ?? null });
    if (status === 'queued') await this.jobs.enqueue(tx, SendText, { clinicId, textId });
    this.metrics.texts.inc({ kind: text.kind, status });
  }
  /** The number was given to be texted about visits: no is what has to be said. */
  private async refuses(tx: Tx, clinicId: ClinicId, number: string): Promise<boolean> {
    return (await this.consents.present(tx, clinicId, { number, purpose: 'text' }))?.choice === 'refused';
  }
}
