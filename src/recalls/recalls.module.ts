import { Module } from '@nestjs/common';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { RecallRecordsRepository } from './recall-records.repository.js';
import { RecallRecords } from './recall-records.service.js';
import { RecallsController } from './recalls.controller.js';
import { RecallsRepository } from './recalls.repository.js';
import { Recalls } from './recalls.service.js';

@Module({
  imports: [ClinicsModule, ComplianceModule, JobsModule, PatientsModule],
  controllers: [RecallsController],
  providers: [Recalls, RecallsRepository, RecallRecords, RecallRecordsRepository],
  exports: [Recalls],
})
export class RecallsModule {}
