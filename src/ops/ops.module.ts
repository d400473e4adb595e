import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { ConversationModule } from '../conversation/conversation.module.js';
import { DatabaseHealth } from './health/database-health.repository.js';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './metrics/metrics.controller.js';

@Module({
  imports: [TerminusModule, ConversationModule],
  controllers: [HealthController, MetricsController],
  providers: [DatabaseHealth],
})
export class OpsModule {}
