import { Module } from '@nestjs/common';
import { AgentModule } from '../agent/agent.module.js';
import { CarrierModule } from '../carrier/carrier.module.js';
import { CallsModule } from '../calls/calls.module.js';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { DeskModule } from '../desk/desk.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { MessagingModule } from '../messaging/messaging.module.js';
import { OutboundModule } from '../outbound/outbound.module.js';
import { ProfilesModule } from '../profiles/profiles.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { ConversationMetrics } from './conversation.metrics.js';
import { ConversationService } from './conversation.service.js';
import { PhraseAudioRepository } from './phrases/phrase-audio.repository.js';
import { PhraseLibrary } from './phrases/phrase.library.js';
import { PhraseMetrics } from './phrases/phrase.metrics.js';
import { PhraseRenderer } from './phrases/phrase.renderer.js';
import { PhraseWork } from './phrases/phrase-work.service.js';
import { SlotOffersRepository } from './tools/slot-offers.repository.js';
import { Toolbox } from './tools/toolbox.service.js';

@Module({
  imports: [
    AgentModule,
    CarrierModule,
    CallsModule,
    ClinicsModule,
    DeskModule,
    JobsModule,
    MessagingModule,
    OutboundModule,
    ProfilesModule,
    SchedulingModule,
  ],
  providers: [
    ConversationService,
    ConversationMetrics,
    PhraseAudioRepository,
    PhraseLibrary,
    PhraseMetrics,
    PhraseRenderer,
    PhraseWork,
    Toolbox,
    SlotOffersRepository,
  ],
  exports: [ConversationService],
})
export class ConversationModule {}
