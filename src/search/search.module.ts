import { Module } from '@nestjs/common';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { JobsModule } from '../jobs/jobs.module.js';
import { SearchBacklogRepository } from './search-backlog.repository.js';
import { SearchBacklog } from './search-backlog.service.js';
import { SearchIndexRepository } from './search-index.repository.js';
import { SearchController } from './search.controller.js';
import { SearchRepository } from './search.repository.js';
import { SearchService } from './search.service.js';

/** Finding what was said and texted. Those who write it import the index alone. */
@Module({
  imports: [ClinicsModule, ComplianceModule, JobsModule],
  controllers: [SearchController],
  providers: [SearchService, SearchRepository, SearchBacklog, SearchBacklogRepository, SearchIndexRepository],
})
export class SearchModule {}
