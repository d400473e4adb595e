import { Module } from '@nestjs/common';
import { CarrierModule } from '../carrier/carrier.module.js';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { SearchIndexModule } from '../search/search-index.module.js';
import { CallListsRepository } from './call-lists.repository.js';
import { CallLists } from './call-lists.service.js';
import { CallReviewService } from './call-review.service.js';
import { CallTimelineRepository } from './call-timeline.repository.js';
import { CallsController } from './calls.controller.js';
import { CallsRepository } from './calls.repository.js';
import { CallsService } from './calls.service.js';
import { LiveCallsController } from './live-calls.controller.js';
import { LiveTranscripts } from './live-transcripts.service.js';
import { PlacedCallsRepository } from './placed-calls.repository.js';
import { PlacedCalls } from './placed-calls.service.js';
import { RecordingLog } from './recording-log.service.js';
import { RecordedCalls } from './recorded-calls.service.js';
import { RecordingsController } from './recordings.controller.js';
import { RecordingsRepository } from './recordings.repository.js';
import { StaffCalls } from './staff-calls.service.js';
import { TranscriptRepository } from './transcript.repository.js';

@Module({
  imports: [CarrierModule, ClinicsModule, ComplianceModule, JobsModule, SearchIndexModule],
  controllers: [CallsController, RecordingsController, LiveCallsController],
  providers: [
    CallLists,
    CallListsRepository,
    CallReviewService,
    CallTimelineRepository,
    CallsRepository,
    CallsService,
    LiveTranscripts,
    PlacedCalls,
    PlacedCallsRepository,
    RecordedCalls,
    RecordingLog,
    RecordingsRepository,
    StaffCalls,
    TranscriptRepository,
  ],
  exports: [CallsService, PlacedCalls, RecordingLog, StaffCalls],
})
export class CallsModule {}
