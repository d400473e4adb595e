import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { AgentModule } from '../agent/agent.module.js';
import { CallsModule } from '../calls/calls.module.js';
import { ClinicsModule } from '../clinics/clinics.module.js';
import { ConversationModule } from '../conversation/conversation.module.js';
import { DatabaseHealth } from './health/database-health.repository.js';
import { DiskHealth } from './health/disk-health.js';
import { HealthController } from './health/health.controller.js';
import { LeavingMiddleware } from './health/leaving.middleware.js';
import { HeapWatch } from './memory/heap-watch.service.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { RequestMetrics } from './metrics/request.metrics.js';
import { RequestMetricsMiddleware } from './metrics/request-metrics.middleware.js';
import { SyntheticCallsMetrics } from './synthetic-calls/synthetic-calls.metrics.js';
import { SyntheticCalls } from './synthetic-calls/synthetic-calls.service.js';

@Module({
  imports: [TerminusModule, ConversationModule, AgentModule, CallsModule, ClinicsModule],
  controllers: [HealthController, MetricsController],
  providers: [DatabaseHealth, DiskHealth, HeapWatch, RequestMetrics, SyntheticCalls, SyntheticCallsMetrics],
})
export class OpsModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(RequestMetricsMiddleware, LeavingMiddleware).forRoutes('*path');
  }
}
