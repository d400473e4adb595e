import { Body, Controller, Header, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CarrierMetrics } from '../carrier/carrier.metrics.js';
import { CarrierReports } from '../carrier/carrier-reports.service.js';
import { TwilioSignatureGuard } from '../carrier/twilio-signature.guard.js';
import { speakAndHangUp } from '../carrier/twiml.presenter.js';
import { Public } from '../common/http/access.decorators.js';
import { errorFields, Logger } from '../common/logging/logger.js';
import { CallProgress, type OutboundAnswer } from './call-progress.service.js';
import { AnsweredWebhook, MachineDetectionWebhook, OutboundRef, ProgressWebhook } from './outbound-webhook.protocol.js';
import type { OutboundKey } from './outbound.types.js';

/** For a person whom we called and can't talk to. */
const APOLOGY = "We're sorry, something went wrong on our side. Goodbye.";

/** The carrier's webhooks on calls that we placed. Whatever fails behind them, the person we called hears words. */
@ApiExcludeController()
@Public()
@UseGuards(TwilioSignatureGuard)
@Controller('twilio/voice')
export class OutboundWebhooksController {
  constructor(
    private readonly progress: CallProgress,
    private readonly metrics: CarrierMetrics,
    private readonly reports: CarrierReports,
    private readonly log: Logger,
  ) {}

  @Post('outbound/:ref')
  @HttpCode(200)
  @Header('Content-Type', 'text/xml')
  answered(
    @Param('ref', { schema: OutboundRef }) order: OutboundKey,
    @Body({ schema: AnsweredWebhook }) { CallSid }: AnsweredWebhook,
  ): Promise<string> {
    return this.spoken('outbound', CallSid, () => this.progress.answered(order, CallSid));
  }

  @Post('outbound/:ref/message')
  @HttpCode(200)
  @Header('Content-Type', 'text/xml')
  message(
    @Param('ref', { schema: OutboundRef }) order: OutboundKey,
    @Body({ schema: AnsweredWebhook }) { CallSid }: AnsweredWebhook,
  ): Promise<string> {
    return this.spoken('outbound_message', CallSid, () => this.progress.message(order, CallSid));
  }

  @Post('outbound/:ref/status')
  @HttpCode(204)
  async status(
    @Param('ref', { schema: OutboundRef }) order: OutboundKey,
    @Body({ schema: ProgressWebhook }) { CallSid, CallStatus }: ProgressWebhook,
  ): Promise<void> {
    await this.reports.take('outbound_status', () => this.progress.reported(order, CallSid, CallStatus));
  }

  @Post('amd')
  @HttpCode(204)
  async machineDetection(
    @Query('call', { schema: OutboundRef }) order: OutboundKey,
    @Body({ schema: MachineDetectionWebhook }) { CallSid, AnsweredBy }: MachineDetectionWebhook,
  ): Promise<void> {
    await this.progress.detected(order, CallSid, AnsweredBy); // half a minute later it would help nobody
    this.metrics.webhooks.inc({ route: 'amd', result: 'taken' });
  }

  private async spoken(route: string, callSid: string, answer: () => Promise<OutboundAnswer>): Promise<string> {
    try {
      const { twiml, result } = await answer();
      this.metrics.webhooks.inc({ route, result });
      return twiml;
    } catch (error) {
      this.metrics.webhooks.inc({ route, result: 'failed' });
      this.log.error('webhook.failed', { callSid, ...errorFields(error) });
      return speakAndHangUp(APOLOGY);
    }
  }
}
