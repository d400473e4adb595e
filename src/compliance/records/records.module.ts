import { Module } from '@nestjs/common';
import { AuditTrailRepository } from '../audit-trail.repository.js';
import { ComplianceModule } from '../compliance.module.js';
import { Erasures } from '../erasure/erasure.service.js';
import { ErasuresRepository } from '../erasure/erasures.repository.js';
import { PatientExport } from '../export/patient-export.service.js';
import { KeptHolds } from '../retention/kept-holds.repository.js';
import { LegalHoldsRepository } from '../retention/legal-holds.repository.js';
import { LegalHolds } from '../retention/legal-holds.service.js';
import { RetentionRepository } from '../retention/retention.repository.js';
import { Retention } from '../retention/retention.service.js';
import { KeptConsents } from './kept-consents.repository.js';
import { PeopleRepository } from './people.repository.js';
import { RecordKeepers } from './record-keepers.service.js';

/** What may be done with all that is kept of people: it ends, it is erased, it is given to them. */
@Module({
  imports: [ComplianceModule],
  providers: [
    RecordKeepers,
    PeopleRepository,
    AuditTrailRepository,
    Retention,
    RetentionRepository,
    LegalHolds,
    LegalHoldsRepository,
    Erasures,
    ErasuresRepository,
    PatientExport,
    KeptConsents,
    KeptHolds,
  ],
  exports: [RecordKeepers, Retention, RetentionRepository, LegalHolds, Erasures, PatientExport],
})
export class RecordsModule {}
