import { Module } from '@nestjs/common';
import { AgentModule } from '../agent/agent.module.js';
import { CarrierModule } from '../carrier/carrier.module.js';
import { CallsModule } from '../calls/calls.module.js';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { DeskModule } from '../desk/desk.module.js';
import { MessagingModule } from '../messaging/messaging.module.js';
import { OutboundModule } from '../outbound/outbound.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { ConversationMetrics } from './conversation.metrics.js';
import { ConversationService } from './conversation.service.js';
import { PhraseLibrary } from './phrases/phrase.library.js';
import { SlotOffersRepository } from './tools/slot-offers.repository.js';
import { Toolbox } from './tools/toolbox.service.js';

@Module({
  imports: [
    AgentModule,
    CarrierModule,
    CallsModule,
    ClinicsModule,
    DeskModule,
    MessagingModule,
    OutboundModule,
    SchedulingModule,
  ],
  providers: [ConversationService, ConversationMetrics, PhraseLibrary, Toolbox, SlotOffersRepository],
  exports: [ConversationService],
})
export class ConversationModule {}
