import type { Clock } from '../../common/clock/clock.js';
import type { Logger } from '../../common/logging/logger.js';
import { MetricsRegistry } from '../../common/metrics/metrics.js';
import { AgentMetrics } from '../agent.metrics.js';
import type { VoiceAgent } from '../voice-agent.port.js';
import { DeepgramAgentDriver } from './deepgram-agent.driver.js';

/** A voice agent outside of an application, whose metrics nobody reads. */
export const openDeepgramAgent = (
  config: { readonly apiKey: string; readonly url: string },
  clock: Clock,
  log: Logger,
): VoiceAgent => new DeepgramAgentDriver(config, clock, log, new AgentMetrics(new MetricsRegistry()));
