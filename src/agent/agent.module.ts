import { Module } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { assertNever } from '../common/errors/domain.error.js';
import { Logger } from '../common/logging/logger.js';
import { MetricsRegistry } from '../common/metrics/metrics.js';
import { AppConfig } from '../config/app-config.js';
import { AgentMetrics } from './agent.metrics.js';
import { DeepgramAgentDriver } from './deepgram/deepgram-agent.driver.js';
import { VoiceAgent } from './voice-agent.port.js';

function createVoiceAgent(config: AppConfig, clock: Clock, log: Logger, metrics: AgentMetrics): VoiceAgent {
  const { driver } = config.agent;
  switch (driver) {
    case 'deepgram':
      return new DeepgramAgentDriver(config.agent.deepgram, clock, log, metrics);
    default:
      return assertNever(driver);
  }
}

/** The voice agent of this process. Which driver it is, is the configuration's choice alone. */
@Module({
  providers: [
    {
      provide: AgentMetrics,
      inject: [MetricsRegistry],
      useFactory: (registry: MetricsRegistry) => new AgentMetrics(registry),
    },
    { provide: VoiceAgent, inject: [AppConfig, Clock, Logger, AgentMetrics], useFactory: createVoiceAgent },
  ],
  exports: [VoiceAgent],
})
export class AgentModule {}
