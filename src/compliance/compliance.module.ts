import { Module } from '@nestjs/common';
import { AuditLog } from './audit-log.service.js';
import { AuditTrailController } from './audit-trail.controller.js';
import { AuditTrailRepository } from './audit-trail.repository.js';
import { AuditTrail } from './audit-trail.service.js';
import { AuditVerification } from './audit-verification.service.js';
import { AuditRepository } from './audit.repository.js';
import { ConsentsRepository } from './consent/consents.repository.js';
import { Consents } from './consent/consents.service.js';

@Module({
  controllers: [AuditTrailController],
  providers: [
    AuditLog,
    AuditRepository,
    AuditTrail,
    AuditTrailRepository,
    AuditVerification,
    Consents,
    ConsentsRepository,
  ],
  exports: [AuditLog, AuditTrail, AuditVerification, Consents],
})
export class ComplianceModule {}
