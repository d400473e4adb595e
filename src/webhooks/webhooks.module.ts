import { Module } from '@nestjs/common';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { WebhookClient } from '../common/outside/webhook.client.js';
import { ComplianceModule } from '../compliance/compliance.module.js';
import { WebhookDeliveriesController } from './deliveries.controller.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { WebhookDeliveries } from './deliveries.service.js';
import { EndpointsRepository } from './endpoints.repository.js';
import { WebhookEndpoints } from './endpoints.service.js';
import { WebhookAttempts } from './webhook-attempts.service.js';
import { WebhookQueueRepository } from './webhook-queue.repository.js';
import { WebhookSender } from './webhook-sender.runner.js';
import { WebhookUpkeep } from './webhook-upkeep.service.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksMetrics } from './webhooks.metrics.js';

/** Tells servers of the clinic's choice what happens in it. The events come from the database (docs/webhooks.md). */
@Module({
  imports: [ClinicsModule, ComplianceModule],
  controllers: [WebhooksController, WebhookDeliveriesController],
  providers: [
    DeliveriesRepository,
    EndpointsRepository,
    WebhookAttempts,
    WebhookClient,
    WebhookDeliveries,
    WebhookEndpoints,
    WebhookQueueRepository,
    WebhookSender,
    WebhooksMetrics,
    WebhookUpkeep,
  ],
})
export class WebhooksModule {}
