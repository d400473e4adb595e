import { Body, Controller, Header, HttpCode, Post, Query, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CarrierReports } from '../carrier/carrier-reports.service.js';
import { TwilioSignatureGuard } from '../carrier/twilio-signature.guard.js';
import { Public } from '../common/http/access.decorators.js';
import { PATHS } from '../carrier/carrier.paths.js';
import { LineService } from './line.service.js';
import { SpokenAnswers } from './spoken-answers.service.js';
import { CarriedFields, NextWebhook, StatusWebhook, VoiceWebhook } from './twilio-webhook.protocol.js';

/** The carrier's webhooks about the caller's own leg. */
@ApiExcludeController()
@Public()
@UseGuards(TwilioSignatureGuard)
@Controller()
export class TwilioWebhooksController {
  constructor(
    private readonly line: LineService,
    private readonly spoken: SpokenAnswers,
    private readonly reports: CarrierReports,
  ) {}

  @Post(PATHS.voice)
  @HttpCode(200)
  @Header('Content-Type', 'text/xml')
  voice(
    @Body({ schema: VoiceWebhook }) call: VoiceWebhook,
    @Query({ schema: CarriedFields }) carried: CarriedFields,
  ): Promise<string> {
    return this.spoken.answer(
      { path: PATHS.voice, callSid: call.CallSid, carried },
      (mayPass) => this.line.incoming(call, mayPass),
      () => this.line.wayOn(call),
    );
  }

  @Post(PATHS.next)
  @HttpCode(200)
  @Header('Content-Type', 'text/xml')
  next(
    @Body({ schema: NextWebhook }) call: NextWebhook,
    @Query({ schema: CarriedFields }) { attempt, ...told }: CarriedFields,
  ): Promise<string> {
    const carried = {
      ...told,
      attempt,
      DialCallStatus: call.DialCallStatus ?? told.DialCallStatus,
      DialBridged: call.DialBridged ?? told.DialBridged,
    };
    const webhook = { ...call, DialCallStatus: carried.DialCallStatus, DialBridged: carried.DialBridged };
    return this.spoken.answer(
      { path: PATHS.next, callSid: call.CallSid, carried },
      (mayPass) => this.line.next(webhook, mayPass),
      () => this.line.wayOn(webhook),
    );
  }

  /** For the number's fallback address: the carrier could not use what it got from one of the others. */
  @Post(PATHS.fallback)
  @HttpCode(200)
  @Header('Content-Type', 'text/xml')
  fallback(
    @Body({ schema: VoiceWebhook }) call: VoiceWebhook,
    @Query({ schema: CarriedFields }) carried: CarriedFields,
  ): Promise<string> {
    return this.spoken.answer(
      { path: PATHS.fallback, callSid: call.CallSid, carried },
      (mayPass) => this.line.fallback(call, mayPass),
      () => this.line.wayOn(call),
    );
  }

  @Post(PATHS.status)
  @HttpCode(204)
  async status(@Body({ schema: StatusWebhook }) report: StatusWebhook): Promise<void> {
    await this.reports.take(PATHS.status, () => this.line.status(report));
  }
}
