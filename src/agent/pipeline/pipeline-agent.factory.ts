import type { Clock } from '../../common/clock/clock.js';
import type { Logger } from '../../common/logging/logger.js';
import type { AppConfig } from '../../config/app-config.js';
import type { AgentMetrics } from '../agent.metrics.js';
import { ChosenRecognizer } from './listening/chosen-recognizer.js';
import { FluxRecognizer } from './listening/flux-recognizer.js';
import type { ListenAccount } from './listening/listen-handshake.js';
import { NovaRecognizer } from './listening/nova-recognizer.js';
import type { Recognizer } from './listening/recognizer.port.js';
import { PipelineAgent } from './pipeline-agent.driver.js';
import { AuraStreamer } from './speaking/aura-streamer.js';
import { modelFor } from './thinking/model.factory.js';

/** The address says which one it is: of Flux, which leaves languages that it does not know to Nova, or of Nova. */
export function recognizerFor(account: ListenAccount, clock: Clock, log: Logger): Recognizer {
  const nova = new NovaRecognizer(account, clock, log);
  const isNova = new URL(account.url).pathname.endsWith('/v1/listen');
  return isNova ? nova : new ChosenRecognizer(new FluxRecognizer(account, clock, log), nova);
}

/** Null where no model is configured. */
export async function pipelineFor(
  { deepgram, model }: Pick<AppConfig['agent'], 'deepgram' | 'model'>,
  clock: Clock,
  log: Logger,
  metrics: AgentMetrics,
): Promise<PipelineAgent | null> {
  if (!model) return null;
  const { apiKey, listenUrl, speakUrl } = deepgram;
  const providers = {
    recognizer: recognizerFor({ apiKey, url: listenUrl }, clock, log),
    streamer: new AuraStreamer({ apiKey, speakUrl }, clock, log),
    model: await modelFor(model),
    models: { vendor: model.provider, names: model.names },
  };
  return new PipelineAgent(providers, clock, log, metrics);
}
