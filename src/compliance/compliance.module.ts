import { Module } from '@nestjs/common';
import { AuditLog } from './audit-log.service.js';
import { AuditRepository } from './audit.repository.js';
import { ContactChoicesRepository } from './contact-choices.repository.js';
import { ContactChoices } from './contact-choices.service.js';

@Module({
  providers: [AuditLog, AuditRepository, ContactChoices, ContactChoicesRepository],
  exports: [AuditLog, ContactChoices],
})
export class ComplianceModule {}
