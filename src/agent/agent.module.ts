import { Module } from '@nestjs/common';
import { Clock } from '../common/clock/clock.js';
import { Logger } from '../common/logging/logger.js';
import { MetricsRegistry } from '../common/metrics/metrics.js';
import { AppConfig } from '../config/app-config.js';
import { AgentMetrics } from './agent.metrics.js';
import { DeepgramAgentDriver } from './deepgram/deepgram-agent.driver.js';
import { pipelineFor } from './pipeline/pipeline-agent.factory.js';
import { AgentRoster, type AgentRoute } from './roster/agent-roster.js';
import { RosterMetrics } from './roster/roster.metrics.js';
import { DeepgramSpeakClient } from './speech/deepgram-speak.client.js';
import { SpeechSynthesizer } from './speech/speech-synthesizer.port.js';

/** The ways to a voice agent, the usual one first. */
async function routesOf({ agent }: AppConfig, clock: Clock, log: Logger, metrics: AgentMetrics): Promise<AgentRoute[]> {
  const pipeline = await pipelineFor(agent, clock, log, metrics);
  const ours = pipeline === null ? [] : [{ name: 'pipeline', agent: pipeline }];
  if (agent.driver === 'pipeline') return ours;
  const { apiKey, url, fallbackUrl } = agent.deepgram;
  const at = (name: string, address: string): AgentRoute => {
    return { name, agent: new DeepgramAgentDriver({ apiKey, url: address }, clock, log, metrics) };
  };
  const elsewhere = fallbackUrl === null ? [] : [at('deepgram_fallback', fallbackUrl)];
  return [at('deepgram', url), ...elsewhere, ...ours];
}

/** The voice agents of this process. Which drivers they are, is the configuration's choice alone. */
@Module({
  providers: [
    {
      provide: AgentRoster,
      inject: [AppConfig, Clock, Logger, MetricsRegistry],
      useFactory: async (config: AppConfig, clock: Clock, log: Logger, registry: MetricsRegistry) => {
        const routes = await routesOf(config, clock, log, new AgentMetrics(registry));
        return new AgentRoster(routes, { clock, log, metrics: new RosterMetrics(registry), random: Math.random });
      },
    },
    {
      provide: SpeechSynthesizer,
      inject: [AppConfig, Clock],
      useFactory: ({ agent }: AppConfig, clock: Clock) => new DeepgramSpeakClient(agent.deepgram, clock),
    },
  ],
  exports: [AgentRoster, SpeechSynthesizer],
})
export class AgentModule {}
