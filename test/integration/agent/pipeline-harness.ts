import { AgentMetrics } from '../../../src/agent/agent.metrics.js';
import { FluxRecognizer } from '../../../src/agent/pipeline/listening/flux-recognizer.js';
import { NovaRecognizer } from '../../../src/agent/pipeline/listening/nova-recognizer.js';
import type { ModelChoice } from '../../../src/agent/pipeline/models.policy.js';
import { PipelineAgent } from '../../../src/agent/pipeline/pipeline-agent.driver.js';
import { AuraStreamer } from '../../../src/agent/pipeline/speaking/aura-streamer.js';
import { modelFor } from '../../../src/agent/pipeline/thinking/model.factory.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import { ManualClock } from '../../support/manual-clock.js';
import { FluxCaller, NovaCaller, type CallerMessages } from '../../support/pipeline-callers.js';
import { StreamDoor } from '../../support/pipeline-door.js';
import { PipelineFarEnd, type PipelineVendors } from '../../support/pipeline-far-end.js';
import { ScriptedLlm } from '../../support/scripted-llm.js';
import type { VoiceAgentHarness } from '../../support/voice-agent-bench.js';

const API_KEY = 'key-that-must-stay-out-of-every-log';

/** The pipeline on a hand-driven clock, facing three scripted vendors. */
export interface PipelineHarness extends VoiceAgentHarness, PipelineVendors {
  agent: PipelineAgent;
  nextFarEnd(): Promise<PipelineFarEnd>;
}

export interface PipelineHow {
  recognizer?: 'flux' | 'nova';
  /** None: those of the brief. */
  models?: ModelChoice['names'];
}

export async function startPipelineHarness(how: PipelineHow = {}): Promise<PipelineHarness> {
  const { recognizer = 'flux', models = [] } = how;
  const [listen, speak, llm] = await Promise.all([StreamDoor.start(), StreamDoor.start(), ScriptedLlm.start()]);
  const clock = new ManualClock();
  const registry = new MetricsRegistry();
  const metrics = new AgentMetrics(registry);
  const lines: string[] = [];
  const log = Logger.create('debug', { write: (line: string) => void lines.push(line) });
  const caller = (): CallerMessages => (recognizer === 'flux' ? new FluxCaller() : new NovaCaller());
  const Recognizer = recognizer === 'flux' ? FluxRecognizer : NovaRecognizer;
  const agent = new PipelineAgent(
    {
      recognizer: new Recognizer({ apiKey: API_KEY, url: listen.urlOf(caller().path) }, clock, log),
      streamer: new AuraStreamer({ apiKey: API_KEY, speakUrl: speak.urlOf('/v1/speak') }, clock, log),
      model: await modelFor({ provider: 'open_ai', apiKey: API_KEY, baseUrl: `${llm.url}/v1` }),
      models: { vendor: 'open_ai', names: models },
    },
    clock,
    log,
    metrics,
  );
  const nextDial = () => Promise.all([listen.next(), speak.next()]);
  return {
    agent,
    listen,
    speak,
    llm,
    clock,
    registry,
    logged: () => lines.join(''),
    secret: API_KEY,
    refuse: (status) => [listen, speak].forEach((door) => door.refuse(status)),
    recover: () => [listen, speak].forEach((door) => door.refuse(null)),
    stall: () => undefined, // who dials waits until it is let in
    nextDial,
    nextFarEnd: async () => {
      const [ear, voice] = await nextDial();
      return new PipelineFarEnd({ listen, speak, llm }, caller(), { ear, voice });
    },
    droppedSeconds: async () => {
      const { values } = await metrics.droppedAudioSeconds.get();
      return Math.round(values.reduce((sum, { value }) => sum + value, 0));
    },
    idle: async () => {
      await Promise.all([listen.idle(), speak.idle(), ...llm.all.map(({ closedEarly }) => closedEarly)]);
    },
    stop: async () => {
      await Promise.all([listen.stop(), speak.stop(), llm.stop()]);
    },
  };
}
