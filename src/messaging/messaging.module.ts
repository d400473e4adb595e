import { Module } from '@nestjs/common';
import { CarrierModule } from '../carrier/carrier.module.js';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { DeskModule } from '../desk/desk.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { SearchIndexModule } from '../search/search-index.module.js';
import { BookingTexts } from './booking-texts.service.js';
import { DetailTextsRepository } from './detail-texts.repository.js';
import { DetailTexts } from './detail-texts.service.js';
import { IncomingTexts } from './incoming-texts.service.js';
import { MessagesController } from './messages.controller.js';
import { MessagesRepository } from './messages.repository.js';
import { Messages } from './messages.service.js';
import { MessagingMetrics } from './messaging.metrics.js';
import { TextAudit } from './text-audit.service.js';
import { TextClaims } from './text-claims.js';
import { TextReceipts } from './text-receipts.service.js';
import { TextSender } from './text-sender.runner.js';
import { TextsRepository } from './texts.repository.js';
import { Texts } from './texts.service.js';
import { TwilioSmsController } from './twilio-sms.controller.js';
import { VisitAnnouncer } from './visit-announcer.service.js';

@Module({
  imports: [
    CarrierModule,
    ClinicsModule,
    ComplianceModule,
    DeskModule,
    JobsModule,
    PatientsModule,
    SchedulingModule,
    SearchIndexModule,
  ],
  controllers: [MessagesController, TwilioSmsController],
  providers: [
    Texts,
    BookingTexts,
    DetailTexts,
    DetailTextsRepository,
    IncomingTexts,
    Messages,
    MessagesRepository,
    TextAudit,
    TextClaims,
    TextReceipts,
    TextSender,
    TextsRepository,
    VisitAnnouncer,
    MessagingMetrics,
  ],
  exports: [Texts, BookingTexts, DetailTexts, TextClaims],
})
export class MessagingModule {}
