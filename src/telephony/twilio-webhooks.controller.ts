import { Body, Controller, Header, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CarrierMetrics } from '../carrier/carrier.metrics.js';
import { TwilioSignatureGuard } from '../carrier/twilio-signature.guard.js';
import { Public } from '../common/http/access.decorators.js';
import { DomainError } from '../common/errors/domain.error.js';
import { Logger, errorFields } from '../common/logging/logger.js';
import { LineService, type Answer } from './line.service.js';
import { StatusWebhook, VoiceWebhook } from './twilio-webhook.protocol.js';
import { sayAndHangUp } from './twiml.presenter.js';

/** The carrier's webhooks. Whatever fails behind them, the caller hears words: a 500 would be a dead line. */
@ApiExcludeController()
@Public()
@UseGuards(TwilioSignatureGuard)
@Controller('twilio/voice')
export class TwilioWebhooksController {
  constructor(
    private readonly line: LineService,
    private readonly metrics: CarrierMetrics,
    private readonly log: Logger,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('Content-Type', 'text/xml')
  voice(@Body({ schema: VoiceWebhook }) call: VoiceWebhook): Promise<string> {
    return this.spoken('voice', call.CallSid, () => this.line.incoming(call));
  }

  @Post('next')
  @HttpCode(200)
  @Header('Content-Type', 'text/xml')
  next(@Body({ schema: VoiceWebhook }) call: VoiceWebhook): Promise<string> {
    return this.spoken('next', call.CallSid, () => this.line.next(call));
  }

  @Post('status')
  @HttpCode(204)
  async status(@Body({ schema: StatusWebhook }) report: StatusWebhook): Promise<void> {
    await this.line.status(report);
    this.metrics.webhooks.inc({ route: 'status', result: 'taken' });
  }

  private async spoken(route: string, callSid: string, answer: () => Promise<Answer>): Promise<string> {
    try {
      const { twiml, result } = await answer();
      this.metrics.webhooks.inc({ route, result });
      return twiml;
    } catch (error) {
      const refused = error instanceof DomainError && error.kind === 'forbidden';
      this.metrics.webhooks.inc({ route, result: refused ? 'replayed' : 'failed' });
      if (refused) throw error;
      this.log.error('webhook.failed', { callSid, ...errorFields(error) });
      return sayAndHangUp('fault');
    }
  }
}
