import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import type { Tx } from '../common/database/prisma.service.js';
import { newId, type ClinicId, type TextId } from '../common/ids/ids.js';
import { Logger } from '../common/logging/logger.js';
import { normalisePhone } from '../common/validation/phone.js';
import type { Actor } from '../compliance/compliance.types.js';
import { Consents } from '../compliance/consent/consents.service.js';
import { redactText } from '../compliance/redaction/redaction.policy.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { SearchIndex } from '../search/search-index.service.js';
import { NoTextingNumberError, TextOutOfBoundsError, TextUnwantedError } from './messaging.errors.js';
import { MessagingMetrics } from './messaging.metrics.js';
import { SendText } from './send-text.job.js';
import { TextAudit } from './text-audit.service.js';
import { TextsRepository } from './texts.repository.js';
import type { NewOutgoingText, NewStaffText } from './texts.types.js';

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
    return (await this.texts.isInBounds(tx, clinicId, number)) && !(await this.refuses(tx, clinicId, number));
  }

  /**
   * Writes a text that is sent once the caller's transaction is committed: exactly once for each idempotency key. For
   * somebody who doesn't want texts, or a number that can't get any, only the row is written: all but the one that confirms
   * that. A clinic without a number of its own texts nobody.
   */
  async queue(tx: Tx, text: NewOutgoingText): Promise<void> {
    const { clinicId } = text;
    const from = text.from ?? (await this.texts.firstNumberOf(tx, clinicId));
    if (from === null) return this.log.warn('text.no_number', { clinicId });
    const number = normalisePhone(text.to);
    const isUnwanted =
      number === null ||
      !(await this.texts.isInBounds(tx, clinicId, number)) ||
      (text.kind !== 'opt_out' && (await this.refuses(tx, clinicId, number)));
    const row = { ...text, from, to: number ?? text.to, status: isUnwanted ? 'suppressed' : 'queued' } as const;
    await this.write(tx, newId<TextId>(), row, { kind: 'system', id: 'messaging' });
  }

  /**
   * The same for words of the staff, who are told when they can't be sent: nothing is written down then. Answers the text's id.
   *
   * @throws NoTextingNumberError, TextOutOfBoundsError, TextUnwantedError
   */
  async sendForStaff(tx: Tx, { clinicId, to, body, actor }: NewStaffText): Promise<TextId> {
    const from = await this.texts.firstNumberOf(tx, clinicId);
    if (from === null) throw new NoTextingNumberError();
    if (!(await this.texts.isInBounds(tx, clinicId, to))) throw new TextOutOfBoundsError();
    if (await this.refuses(tx, clinicId, to)) throw new TextUnwantedError();
    const textId = newId<TextId>();
    const text = {
      clinicId,
      kind: 'staff',
      from,
      to,
      body,
      status: 'queued',
      idempotencyKey: `staff:${textId}`,
    } as const;
    await this.write(tx, textId, text, actor);
    return textId;
  }

  private async write(
    tx: Tx,
    textId: TextId,
    text: NewOutgoingText & { from: string; status: 'queued' | 'suppressed' },
    actor: Actor,
  ): Promise<void> {
    const { clinicId, kind, status, callId = null } = text;
    const at = this.clock.now();
    const kept = { ...text, body: redactText(text.body, 'stored') };
    if (!(await this.texts.insertOutgoing(tx, textId, kept, at))) return;
    if (kind !== 'code') await this.index.textWritten(tx, { clinicId, textId }, { body: kept.body, at });
    await this.audit.record(tx, { clinicId, textId }, status, { actor, at, callId });
    if (status === 'queued') await this.jobs.enqueue(tx, SendText, { clinicId, textId });
    this.metrics.texts.inc({ kind, status });
  }

  /** The number was given to be texted about visits: no is what has to be said. */
  private async refuses(tx: Tx, clinicId: ClinicId, number: string): Promise<boolean> {
    return (await this.consents.present(tx, clinicId, { number, purpose: 'text' }))?.choice === 'refused';
  }
}
