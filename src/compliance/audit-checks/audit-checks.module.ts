import { Module } from '@nestjs/common';
import { JobsModule } from '../../jobs/jobs.module.js';
import { AuditAnchorsModule } from '../audit-anchors/audit-anchors.module.js';
import { ComplianceModule } from '../compliance.module.js';
import { AuditChecksMetrics } from './audit-checks.metrics.js';
import { AuditChecks } from './audit-checks.service.js';

/** Whether what has been read and changed is still on record as it was written. */
@Module({
  imports: [AuditAnchorsModule, ComplianceModule, JobsModule],
  providers: [AuditChecks, AuditChecksMetrics],
})
export class AuditChecksModule {}
