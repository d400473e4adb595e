import { Module } from '@nestjs/common';
import { CarrierModule } from '../carrier/carrier.module.js';
import { CallsModule } from '../calls/calls.module.js';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ConversationModule } from '../conversation/conversation.module.js';
import { CaptureModule } from './capture/capture.module.js';
import { LineService } from './line.service.js';
import { MediaStreamGateway } from './media-stream.gateway.js';
import { TelephonyMetrics } from './telephony.metrics.js';
import { TwilioWebhooksController } from './twilio-webhooks.controller.js';

@Module({
  imports: [CaptureModule, CarrierModule, CallsModule, ClinicsModule, ConversationModule],
  controllers: [TwilioWebhooksController],
  providers: [LineService, MediaStreamGateway, TelephonyMetrics],
})
export class TelephonyModule {}
