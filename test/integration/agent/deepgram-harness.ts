import { DeepgramAgentDriver } from '../../../src/agent/deepgram/deepgram-agent.driver.js';
import { AgentMetrics } from '../../../src/agent/agent.metrics.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import { ManualClock } from '../../support/manual-clock.js';
import { ScriptedDeepgram, type Frame, type ScriptedSession } from '../../support/scripted-deepgram.js';
import type {
  ProviderAct,
  ProviderSession,
  VoiceAgentBench,
  VoiceAgentHarness,
} from '../../support/voice-agent-bench.js';
import type { AgentLink } from '../../../src/agent/voice-agent.port.js';

export const API_KEY = 'key-that-must-stay-out-of-every-log';

/** The Deepgram driver on a hand-driven clock, facing a scripted far end. */
export interface DeepgramHarness extends VoiceAgentHarness {
  agent: DeepgramAgentDriver;
  deepgram: ScriptedDeepgram;
  /** A driver like `agent` that dials another address. */
  agentAt(url: string, apiKey?: string): DeepgramAgentDriver;
}

export async function startDeepgramHarness(): Promise<DeepgramHarness> {
  const deepgram = await ScriptedDeepgram.start();
  const clock = new ManualClock();
  const registry = new MetricsRegistry();
  const metrics = new AgentMetrics(registry);
  const lines: string[] = [];
  const log = Logger.create('debug', { write: (line: string) => void lines.push(line) });
  const agentAt = (url: string, apiKey = API_KEY) => new DeepgramAgentDriver({ apiKey, url }, clock, log, metrics);
  return {
    agent: agentAt(deepgram.url),
    agentAt,
    deepgram,
    clock,
    registry,
    logged: () => lines.join(''),
    secret: API_KEY,
    refuse: (status) => deepgram.refuse(status),
    stall: () => deepgram.stall(),
    nextDial: () => deepgram.upgrades.next(),
    nextSession: async () => providerSession(await deepgram.nextSession()),
    idle: () => deepgram.idle(),
    stop: () => deepgram.stop(),
  };
}

/** A session that takes audio, and the far end of it; the frames come right behind the news that it is ready. */
export async function openSession(
  bench: VoiceAgentBench<DeepgramHarness>,
  ...frames: Frame[]
): Promise<{ link: AgentLink; session: ScriptedSession }> {
  const linking = bench.dial();
  const session = await bench.harness.deepgram.nextSession();
  await session.open(...frames);
  return { link: await linking, session };
}

export const agentText = (content: string) => ({ type: 'ConversationText', role: 'assistant', content });
export const audioDone = { type: 'AgentAudioDone' };

function providerSession(session: ScriptedSession): ProviderSession {
  const answer = (message: Record<string, unknown>) => ({
    requestId: String(message.id),
    resultJson: String(message.content),
  });
  return {
    open: async (...acts) => void (await session.open(...acts.map(frameOf))),
    act: (...acts) => session.send(...acts.map(frameOf)),
    audio: (bytes) => session.audio(bytes),
    nextAnswer: async () => answer(await session.received('FunctionCallResponse')),
    answers: () => session.messages.all.filter(({ type }) => type === 'FunctionCallResponse').map(answer),
    nextLine: async () => String((await session.received('InjectAgentMessage')).message),
    stopReading: () => session.stopReading(),
    resumeReading: () => session.resumeReading(),
    drop: () => session.drop(),
    closed: session.closed,
  };
}

function frameOf(act: ProviderAct): Frame {
  switch (act.act) {
    case 'caller_starts':
      return { type: 'UserStartedSpeaking' };
    case 'caller_says':
      return { type: 'ConversationText', role: 'user', content: act.text };
    case 'agent_says':
      return { type: 'ConversationText', role: 'assistant', content: act.text };
    case 'audio':
      return act.bytes;
    case 'audio_done':
      return { type: 'AgentAudioDone' };
    case 'requests_tools':
      return {
        type: 'FunctionCallRequest',
        functions: act.calls.map(({ id, name, argumentsJson }) => ({
          id,
          name,
          arguments: argumentsJson,
          client_side: true,
        })),
      };
    case 'cancels_tools':
      return { type: 'FunctionCallCancelled', functions: act.ids.map((id) => ({ id, name: 'find_slots' })) };
    case 'refuses_line':
      return { type: 'InjectionRefused', message: 'Somebody is speaking.' };
    case 'breaks_protocol':
      return { type: 'ConversationText', role: 'assistant' };
  }
}
