import { Module } from '@nestjs/common';
import { WebhookClient } from '../../common/outside/webhook.client.js';
import { JobsModule } from '../../jobs/jobs.module.js';
import { ComplianceModule } from '../compliance.module.js';
import { AuditAnchorsMetrics } from './audit-anchors.metrics.js';
import { AuditAnchorsRepository } from './audit-anchors.repository.js';
import { AuditAnchors } from './audit-anchors.service.js';

/** Where the audit chains ended, kept outside of the database. */
@Module({
  imports: [ComplianceModule, JobsModule],
  providers: [AuditAnchors, AuditAnchorsMetrics, AuditAnchorsRepository, WebhookClient],
  exports: [AuditAnchors],
})
export class AuditAnchorsModule {}
