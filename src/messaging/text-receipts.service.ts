import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { statesBefore, statusOfReceipt } from './delivery.policy.js';
import { MessagingMetrics } from './messaging.metrics.js';
import { TextsRepository } from './texts.repository.js';
import type { TextRef } from './texts.types.js';
import type { SmsReceipt } from './twilio-sms.protocol.js';

/** What the carrier reports about texts of ours. */
@Injectable()
export class TextReceipts {
  constructor(
    private readonly texts: TextsRepository,
    private readonly database: PrismaService,
    private readonly metrics: MessagingMetrics,
    private readonly clock: Clock,
  ) {}

  /** `stale` for what is known already, has been overtaken, or is about no text of ours. */
  async take(ref: TextRef, receipt: SmsReceipt): Promise<'taken' | 'stale'> {
    const status = statusOfReceipt(receipt.MessageStatus);
    const news = { status, carrierSid: receipt.MessageSid, errorCode: receipt.ErrorCode ?? null };
    const kind = await this.database.inClinic(ref.clinicId, (tx) =>
      this.texts.advance(tx, ref, news, statesBefore(status), this.clock.now()),
    );
    if (kind === null) return 'stale';
    this.metrics.texts.inc({ kind, status });
    return 'taken';
  }
}
