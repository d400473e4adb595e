import { Body, Controller, Header, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import twilio from 'twilio';
import { CarrierReports } from '../carrier/carrier-reports.service.js';
import { TwilioSignatureGuard } from '../carrier/twilio-signature.guard.js';
import { Public } from '../common/http/access.decorators.js';
import { IncomingTexts } from './incoming-texts.service.js';
import { TextReceipts } from './text-receipts.service.js';
import type { TextRef } from './texts.types.js';
import { ReceiptQuery, SmsReceipt, SmsWebhook } from './twilio-sms.protocol.js';

/** Replies go through the outbox: an answer in TwiML that gets lost would be lost, and one that is fetched twice sent twice. */
const NO_REPLY = new twilio.twiml.MessagingResponse().toString();

/**
 * The carrier's webhooks about texts. A failure is answered as one (500): the carrier then asks the number's fallback
 * address, or again if the address says so in its fragment, and what comes twice changes nothing.
 */
@ApiExcludeController()
@Public()
@UseGuards(TwilioSignatureGuard)
@Controller('twilio/sms')
export class TwilioSmsController {
  constructor(
    private readonly incoming: IncomingTexts,
    private readonly receipts: TextReceipts,
    private readonly reports: CarrierReports,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('Content-Type', 'text/xml')
  async received(@Body({ schema: SmsWebhook }) sms: SmsWebhook): Promise<string> {
    const { MessageSid: carrierSid, From: from, To: to, Body: body, OptOutType: optOutType = null } = sms;
    await this.reports.take('sms', () => this.incoming.take({ carrierSid, from, to, body, optOutType }));
    return NO_REPLY;
  }

  @Post('status')
  @HttpCode(204)
  async status(
    @Query({ schema: ReceiptQuery }) text: TextRef,
    @Body({ schema: SmsReceipt }) receipt: SmsReceipt,
  ): Promise<void> {
    await this.reports.take('sms_status', () => this.receipts.take(text, receipt));
  }
}
