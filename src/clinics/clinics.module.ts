import { Module } from '@nestjs/common';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { BlockedNumbersController } from './blocked-numbers.controller.js';
import { BlockedNumbersRepository } from './blocked-numbers.repository.js';
import { BlockedNumbers } from './blocked-numbers.service.js';
import { ClinicSettingsRepository } from './clinic-settings.repository.js';
import { ClinicSettings } from './clinic-settings.service.js';
import { ClinicsController } from './clinics.controller.js';
import { ClinicsRepository } from './clinics.repository.js';
import { ClinicsService } from './clinics.service.js';
import { ClosuresController } from './closures.controller.js';
import { ClosuresRepository } from './closures.repository.js';
import { Closures } from './closures.service.js';
import { OpeningWeeksController } from './opening-weeks.controller.js';
import { OpeningWeeksRepository } from './opening-weeks.repository.js';
import { OpeningWeeks } from './opening-weeks.service.js';
import { PhoneNumbersController } from './phone-numbers.controller.js';
import { PhoneNumbersRepository } from './phone-numbers.repository.js';
import { PhoneNumbers } from './phone-numbers.service.js';

@Module({
  imports: [ComplianceModule, JobsModule],
  controllers: [
    ClinicsController,
    PhoneNumbersController,
    OpeningWeeksController,
    ClosuresController,
    BlockedNumbersController,
  ],
  providers: [
    ClinicsService,
    ClinicsRepository,
    ClinicSettings,
    ClinicSettingsRepository,
    PhoneNumbers,
    PhoneNumbersRepository,
    OpeningWeeks,
    OpeningWeeksRepository,
    Closures,
    ClosuresRepository,
    BlockedNumbers,
    BlockedNumbersRepository,
  ],
  exports: [ClinicsService],
})
export class ClinicsModule {}
