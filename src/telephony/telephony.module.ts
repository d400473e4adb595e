import { Module } from '@nestjs/common';
import { CarrierModule } from '../carrier/carrier.module.js';
import { CallsModule } from '../calls/calls.module.js';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ConversationModule } from '../conversation/conversation.module.js';
import { DeskModule } from '../desk/desk.module.js';
import { OutboundModule } from '../outbound/outbound.module.js';
import { AdmissionService } from './admission.service.js';
import { DeskLineService } from './desk-line.service.js';
import { DeskWebhooksController } from './desk-webhooks.controller.js';
import { CaptureModule } from './capture/capture.module.js';
import { LineService } from './line.service.js';
import { LiveCallControl } from './live-call-control.service.js';
import { LiveCallControlController } from './live-call-control.controller.js';
import { MediaStreamGateway } from './media-stream.gateway.js';
import { PlacedLine } from './placed-line.service.js';
import { SpokenAnswers } from './spoken-answers.service.js';
import { TelephonyMetrics } from './telephony.metrics.js';
import { TwilioWebhooksController } from './twilio-webhooks.controller.js';

@Module({
  imports: [CaptureModule, CarrierModule, CallsModule, ClinicsModule, ConversationModule, DeskModule, OutboundModule],
  controllers: [TwilioWebhooksController, DeskWebhooksController, LiveCallControlController],
  providers: [
    LineService,
    LiveCallControl,
    PlacedLine,
    DeskLineService,
    AdmissionService,
    SpokenAnswers,
    MediaStreamGateway,
    TelephonyMetrics,
  ],
})
export class TelephonyModule {}
