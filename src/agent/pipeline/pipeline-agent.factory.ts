import type { Clock } from '../../common/clock/clock.js';
import type { Logger } from '../../common/logging/logger.js';
import type { AppConfig } from '../../config/app-config.js';
import type { AgentMetrics } from '../agent.metrics.js';
import { ChosenRecognizer } from './listening/chosen-recognizer.js';
import { FluxRecognizer } from './listening/flux-recognizer.js';
import { NovaRecognizer } from './listening/nova-recognizer.js';
import { PipelineAgent } from './pipeline-agent.driver.js';
import { AuraStreamer } from './speaking/aura-streamer.js';
import { modelFor } from './thinking/model.factory.js';

/** Null where no model is configured. The address of the recogniser says which one it is. */
export function pipelineFor(
  { deepgram, model }: Pick<AppConfig['agent'], 'deepgram' | 'model'>,
  clock: Clock,
  log: Logger,
  metrics: AgentMetrics,
): PipelineAgent | null {
  if (!model) return null;
  const { apiKey, listenUrl, speakUrl } = deepgram;
  const account = { apiKey, url: listenUrl };
  const nova = new NovaRecognizer(account, clock, log);
  const isNova = new URL(listenUrl).pathname.endsWith('/v1/listen');
  const providers = {
    recognizer: isNova ? nova : new ChosenRecognizer(new FluxRecognizer(account, clock, log), nova),
    streamer: new AuraStreamer({ apiKey, speakUrl }, clock, log),
    model: modelFor(model),
    models: { vendor: model.provider, names: model.names },
  };
  return new PipelineAgent(providers, clock, log, metrics);
}
