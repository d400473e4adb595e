import { Module } from '@nestjs/common';
import { AuditTrailRepository } from '../audit-trail.repository.js';
import { ComplianceModule } from '../compliance.module.js';
import { ErasureRecords } from '../erasure/erasure-records.service.js';
import { Erasures } from '../erasure/erasure.service.js';
import { ErasuresRepository } from '../erasure/erasures.repository.js';
import { ErasuresController } from '../erasure/erasures.controller.js';
import { PatientExportController } from '../export/patient-export.controller.js';
import { PatientExport } from '../export/patient-export.service.js';
import { KeptHolds } from '../retention/kept-holds.repository.js';
import { LegalHoldsController } from '../retention/legal-holds.controller.js';
import { LegalHoldsRepository } from '../retention/legal-holds.repository.js';
import { LegalHolds } from '../retention/legal-holds.service.js';
import { RetentionRulesController } from '../retention/retention-rules.controller.js';
import { RetentionRules } from '../retention/retention-rules.service.js';
import { RetentionRunsController } from '../retention/retention-runs.controller.js';
import { RetentionRuns } from '../retention/retention-runs.service.js';
import { RetentionRepository } from '../retention/retention.repository.js';
import { Retention } from '../retention/retention.service.js';
import { KeptConsents } from './kept-consents.repository.js';
import { PeopleRepository } from './people.repository.js';
import { RecordKeepers } from './record-keepers.service.js';

/** What may be done with all that is kept of people: it ends, it is erased, it is given to them. */
@Module({
  imports: [ComplianceModule],
  controllers: [
    RetentionRulesController,
    RetentionRunsController,
    LegalHoldsController,
    ErasuresController,
    PatientExportController,
  ],
  providers: [
    RecordKeepers,
    PeopleRepository,
    AuditTrailRepository,
    Retention,
    RetentionRepository,
    RetentionRules,
    RetentionRuns,
    LegalHolds,
    LegalHoldsRepository,
    Erasures,
    ErasuresRepository,
    ErasureRecords,
    PatientExport,
    KeptConsents,
    KeptHolds,
  ],
  exports: [RecordKeepers, Retention, RetentionRepository, LegalHolds, Erasures, PatientExport],
})
export class RecordsModule {}
