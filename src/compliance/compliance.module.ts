import { Module } from '@nestjs/common';
import { AccessReportsController } from './access-reports.controller.js';
import { AuditChecksRepository } from './audit-checks/audit-checks.repository.js';
import { AuditEntriesController } from './audit-entries.controller.js';
import { AuditEntriesRepository } from './audit-entries.repository.js';
import { AuditEntries } from './audit-entries.service.js';
import { AuditExport } from './audit-export.service.js';
import { AuditLog } from './audit-log.service.js';
import { AuditTrailController } from './audit-trail.controller.js';
import { AuditTrailRepository } from './audit-trail.repository.js';
import { AuditTrail } from './audit-trail.service.js';
import { AuditVerification } from './audit-verification.service.js';
import { AuditRepository } from './audit.repository.js';
import { ClinicZonesRepository } from './clinic-zones.repository.js';
import { ClinicZones } from './clinic-zones.service.js';
import { ConsentRecordsRepository } from './consent/consent-records.repository.js';
import { ConsentRecords } from './consent/consent-records.service.js';
import { ConsentsController } from './consent/consents.controller.js';
import { ConsentsRepository } from './consent/consents.repository.js';
import { Consents } from './consent/consents.service.js';
import { Refusals } from './refusals.service.js';
import { ViewingsRepository } from './viewings.repository.js';

@Module({
  controllers: [AccessReportsController, AuditTrailController, AuditEntriesController, ConsentsController],
  providers: [
    AuditLog,
    AuditRepository,
    ViewingsRepository,
    AuditTrail,
    AuditTrailRepository,
    AuditVerification,
    AuditChecksRepository,
    AuditEntries,
    AuditEntriesRepository,
    AuditExport,
    ClinicZones,
    ClinicZonesRepository,
    Refusals,
    Consents,
    ConsentsRepository,
    ConsentRecords,
    ConsentRecordsRepository,
  ],
  exports: [AuditChecksRepository, AuditLog, AuditTrail, AuditVerification, ClinicZones, Consents, Refusals],
})
export class ComplianceModule {}
