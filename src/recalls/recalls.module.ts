import { Module } from '@nestjs/common';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { RecallsRepository } from './recalls.repository.js';
import { Recalls } from './recalls.service.js';

@Module({
  imports: [ClinicsModule, ComplianceModule, JobsModule],
  providers: [Recalls, RecallsRepository],
  exports: [Recalls],
})
export class RecallsModule {}
