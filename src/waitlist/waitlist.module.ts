import { Module } from '@nestjs/common';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { DeskModule } from '../desk/desk.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { MessagingModule } from '../messaging/messaging.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { OfferAnswers } from './offer-answers.service.js';
import { OfferEndings } from './offer-endings.service.js';
import { Offering } from './offering.service.js';
import { WaitlistEntriesRepository } from './waitlist-entries.repository.js';
import { WaitlistOffersRepository } from './waitlist-offers.repository.js';
import { WaitlistRecordsRepository } from './waitlist-records.repository.js';
import { WaitlistRecords } from './waitlist-records.service.js';
import { WaitingNumbers } from './waiting-numbers.service.js';
import { WaitlistController } from './waitlist.controller.js';
import { WaitlistMetrics } from './waitlist.metrics.js';
import { Waitlist } from './waitlist.service.js';

@Module({
  imports: [ClinicsModule, ComplianceModule, DeskModule, JobsModule, MessagingModule, PatientsModule, SchedulingModule],
  controllers: [WaitlistController],
  providers: [
    Waitlist,
    WaitlistRecords,
    WaitlistRecordsRepository,
    Offering,
    OfferAnswers,
    OfferEndings,
    WaitingNumbers,
    WaitlistEntriesRepository,
    WaitlistOffersRepository,
    WaitlistMetrics,
  ],
  exports: [Waitlist],
})
export class WaitlistModule {}
