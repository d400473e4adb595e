import { Module } from '@nestjs/common';
import { AgentModule } from '../agent/agent.module.js';
import { CarrierModule } from '../carrier/carrier.module.js';
import { CallsModule } from '../calls/calls.module.js';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { DeskModule } from '../desk/desk.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { KnowledgeModule } from '../knowledge/knowledge.module.js';
import { MessagingModule } from '../messaging/messaging.module.js';
import { OutboundModule } from '../outbound/outbound.module.js';
import { ProfilesModule } from '../profiles/profiles.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { WaitlistModule } from '../waitlist/waitlist.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { CallConsents } from './consent/call-consents.service.js';
import { ConversationMetrics } from './conversation.metrics.js';
import { CallSetups } from './call-setups.service.js';
import { ConversationService } from './conversation.service.js';
import { EmergencyLog } from './emergency/emergency-log.service.js';
import { Callbacks } from './limits/callbacks.service.js';
import { PhraseAudioRepository } from './phrases/phrase-audio.repository.js';
import { PhraseLibrary } from './phrases/phrase.library.js';
import { PhraseMetrics } from './phrases/phrase.metrics.js';
import { PhraseRenderer } from './phrases/phrase.renderer.js';
import { PhraseWork } from './phrases/phrase-work.service.js';
import { CareTools } from './tools/care/care.tools.js';
import { DeskTools } from './tools/desk/desk.tools.js';
import { IdentityTools } from './tools/identity/identity.tools.js';
import { KnowledgeTools } from './tools/knowledge/knowledge.tools.js';
import { LineTools } from './tools/line/line.tools.js';
import { SchedulingTools } from './tools/scheduling/scheduling.tools.js';
import { SlotOffersRepository } from './tools/scheduling/slot-offers.repository.js';
import { Toolbox } from './tools/toolbox.service.js';
import { VisitNews } from './tools/visits/visit-news.js';
import { VisitTools } from './tools/visits/visits.tools.js';

@Module({
  imports: [
    AgentModule,
    CarrierModule,
    CallsModule,
    ClinicsModule,
    ComplianceModule,
    DeskModule,
    IdentityModule,
    JobsModule,
    KnowledgeModule,
    MessagingModule,
    OutboundModule,
    ProfilesModule,
    PatientsModule,
    SchedulingModule,
    WaitlistModule,
  ],
  providers: [
    CallSetups,
    ConversationService,
    ConversationMetrics,
    CallConsents,
    Callbacks,
    EmergencyLog,
    PhraseAudioRepository,
    PhraseLibrary,
    PhraseMetrics,
    PhraseRenderer,
    PhraseWork,
    Toolbox,
    CareTools,
    DeskTools,
    IdentityTools,
    KnowledgeTools,
    LineTools,
    SchedulingTools,
    VisitTools,
    VisitNews,
    SlotOffersRepository,
  ],
  exports: [ConversationService],
})
export class ConversationModule {}
