import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import type { Tx } from '../common/database/prisma.service.js';
import { newId, type ClinicId, type TextId } from '../common/ids/ids.js';
import { Logger } from '../common/logging/logger.js';
import { normalisePhone } from '../common/validation/phone.js';
import { ContactChoices } from '../compliance/contact-choices.service.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { MessagingMetrics } from './messaging.metrics.js';
import { SendText } from './send-text.job.js';
import { TextsRepository } from './texts.repository.js';
import type { NewOutgoingText } from './texts.types.js';

/** The outbox. */
@Injectable()
export class Texts {
  constructor(
    private readonly texts: TextsRepository,
    private readonly choices: ContactChoices,
    private readonly jobs: JobQueue,
    private readonly metrics: MessagingMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** False when a text to this E.164 number would only be written down: they don't want any, or the clinic has no number. */
  async canReach(tx: Tx, clinicId: ClinicId, number: string): Promise<boolean> {
    if ((await this.texts.firstNumberOf(tx, clinicId)) === null) return false;
    return (await this.choices.choiceOf(tx, { clinicId, number, channel: 'text' })) !== 'revoked';
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
    const choice = number && (await this.choices.choiceOf(tx, { clinicId, number, channel: 'text' }));
    const status = number === null || choice === 'revoked' ? 'suppressed' : 'queued';
    const textId = newId<TextId>();
    const row = { ...text, from, to: number ?? text.to, status } as const;
    if (!(await this.texts.insertOutgoing(tx, textId, row, this.clock.now()))) return;
    if (status === 'queued') await this.jobs.enqueue(tx, SendText, { clinicId, textId });
    this.metrics.texts.inc({ kind: text.kind, status });
  }
}
