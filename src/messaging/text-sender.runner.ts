import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CarrierClient } from '../carrier/carrier.client.js';
import { CarrierRequestError } from '../carrier/carrier.errors.js';
import { Clock } from '../common/clock/clock.js';
import { PrismaService } from '../common/database/prisma.service.js';
import { Logger } from '../common/logging/logger.js';
import { Consents } from '../compliance/consent/consents.service.js';
import { AppConfig } from '../config/app-config.js';
import { JobQueue } from '../jobs/job-queue.service.js';
import { statesBefore } from './delivery.policy.js';
import { MessagingMetrics } from './messaging.metrics.js';
import { TextUnderWayError } from './messaging.errors.js';
import { ATTEMPT_LASTS_SECONDS, MAX_ATTEMPTS, SendText } from './send-text.job.js';
import { segmentsOf } from './text-segments.policy.js';
import { TextAudit } from './text-audit.service.js';
import { TextsRepository } from './texts.repository.js';
import type { TextInHand, TextNews, TextRef } from './texts.types.js';
import { receiptUrl } from './twilio-sms.protocol.js';

/** The carrier's code for a number that has answered STOP to ours. */
const OPTED_OUT = 21610;
/** How much the carrier's clock may be behind ours. */
const CLOCKS_APART_SECONDS = 120;

/**
 * Sends the texts of the outbox. A text is neither lost nor sent twice: the row says `sending` before the carrier is asked,
 * and every try but the first looks at the carrier whether an earlier one got through after all.
 */
@Injectable()
export class TextSender implements OnModuleInit {
  constructor(
    private readonly texts: TextsRepository,
    private readonly consents: Consents,
    private readonly carrier: CarrierClient,
    private readonly jobs: JobQueue,
    private readonly audit: TextAudit,
    private readonly database: PrismaService,
    private readonly config: AppConfig,
    private readonly metrics: MessagingMetrics,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(SendText, (ref) => this.send(ref));
  }

  /**
   * One try.
   *
   * @throws CarrierRequestError, TextUnderWayError when there has to be another.
   */
  async send(ref: TextRef): Promise<void> {
    const now = this.clock.now();
    const abandonedBefore = now.subtract({ seconds: ATTEMPT_LASTS_SECONDS });
    const { clinicId } = ref;
    const text = await this.database.inClinic(clinicId, (tx) => this.texts.begin(tx, ref, now, abandonedBefore));
    if (!text) return this.leave(ref);
    try {
      await this.settle(text, await this.attempt(text));
    } catch (error) {
      if (!(error instanceof CarrierRequestError)) throw error;
      if (text.attempt > MAX_ATTEMPTS) return this.settle(text, failed(error));
      await this.database.inClinic(clinicId, (tx) => this.texts.handBack(tx, text, this.clock.now()));
      throw error;
    }
  }

  /** Nothing to do, unless somebody is at it: they may die. */
  private async leave(ref: TextRef): Promise<void> {
    const status = await this.database.inClinic(ref.clinicId, (tx) => this.texts.statusOf(tx, ref));
    if (status === 'sending') throw new TextUnderWayError();
  }

  private async attempt(text: TextInHand): Promise<TextNews> {
    const { clinicId, kind, from, to, body } = text;
    if (text.attempt > 1) {
      const carrierSid = await this.sentEarlier(text);
      if (carrierSid !== null) return { status: 'sent', carrierSid, errorCode: null };
    }
    if (text.attempt > MAX_ATTEMPTS) return { status: 'failed', carrierSid: null, errorCode: null };
    // They may have said STOP since it was queued, or the clinic where its texts go.
    const about = { number: to, purpose: 'text' } as const;
    const mayBeSent = await this.database.inClinic(clinicId, async (tx) => {
      if (!(await this.texts.isInBounds(tx, clinicId, to))) return false;
      return kind === 'opt_out' || (await this.consents.present(tx, clinicId, about))?.choice !== 'refused';
    });
    if (!mayBeSent) return { status: 'suppressed', carrierSid: null, errorCode: null };
    try {
      const statusCallback = receiptUrl(this.config.publicUrl, text);
      const { carrierSid } = await this.carrier.sendText({ from, to, body, statusCallback });
      this.metrics.segments.inc(segmentsOf(body));
      return { status: 'sent', carrierSid, errorCode: null };
    } catch (error) {
      if (!(error instanceof CarrierRequestError) || error.failure !== 'rejected') throw error;
      return failed(error);
    }
  }

  private async sentEarlier(text: TextInHand): Promise<string | null> {
    const since = text.createdAt.subtract({ seconds: CLOCKS_APART_SECONDS });
    const found = await this.carrier.findTexts(text, since);
    const { clinicId } = text;
    const [carrierSid] = await this.database.inClinic(clinicId, (tx) => this.texts.unclaimed(tx, clinicId, found));
    return carrierSid ?? null;
  }

  private async settle(text: TextInHand, news: TextNews): Promise<void> {
    const { clinicId, attempt } = text;
    const at = this.clock.now();
    const kind = await this.database.inClinic(clinicId, async (tx) => {
      if (news.errorCode === String(OPTED_OUT)) {
        await this.consents.record(tx, {
          clinicId,
          number: text.to,
          purpose: 'text',
          choice: 'refused',
          channel: 'text',
          at,
          evidence: { kind: 'text', id: text.textId },
          actor: { kind: 'system', id: 'messaging' },
        });
      }
      const advanced = await this.texts.advance(tx, text, news, statesBefore(news.status), at);
      const actor = { kind: 'system', id: 'messaging' } as const;
      if (advanced !== null) await this.audit.record(tx, text, news.status, { actor, at });
      return advanced;
    });
    if (kind === null) return; // a receipt was faster
    this.metrics.texts.inc({ kind, status: news.status });
    this.log.info(`text.${news.status}`, { clinicId, attempt, ...(news.errorCode ? { code: news.errorCode } : {}) });
  }
}

function failed({ carrierCode }: CarrierRequestError): TextNews {
  const status = carrierCode === OPTED_OUT ? 'suppressed' : 'failed';
  return { status, carrierSid: null, errorCode: carrierCode === null ? null : String(carrierCode) };
}
