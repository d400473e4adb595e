import { Module } from '@nestjs/common';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { SearchIndexModule } from '../search/search-index.module.js';
import { CallReviewService } from './call-review.service.js';
import { CallsController } from './calls.controller.js';
import { CallsRepository } from './calls.repository.js';
import { CallsService } from './calls.service.js';
import { PlacedCallsRepository } from './placed-calls.repository.js';
import { PlacedCalls } from './placed-calls.service.js';

@Module({
  imports: [ComplianceModule, JobsModule, SearchIndexModule],
  controllers: [CallsController],
  providers: [CallsService, CallReviewService, CallsRepository, PlacedCalls, PlacedCallsRepository],
  exports: [CallsService, PlacedCalls],
})
export class CallsModule {}
