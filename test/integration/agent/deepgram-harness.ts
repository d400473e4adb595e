import { DeepgramAgentDriver } from '../../../src/agent/deepgram/deepgram-agent.driver.js';
import { AgentMetrics } from '../../../src/agent/agent.metrics.js';
import { Logger } from '../../../src/common/logging/logger.js';
import { MetricsRegistry } from '../../../src/common/metrics/metrics.js';
import { ManualClock } from '../../support/manual-clock.js';
import {
  ScriptedDeepgram,
  type ClientJson,
  type Frame,
  type ScriptedSession,
} from '../../support/scripted-deepgram.js';
import type { VoiceAgentBench } from '../../support/voice-agent-bench.js';
import type { ProtocolBreach } from '../../support/voice-agent-far-end.js';
import type {
  MindedHarness,
  ProviderAct,
  ProviderSession,
  ToldChange,
} from '../../support/voice-agent-minded-bench.js';
import { DeepgramFarEnd } from './deepgram-far-end.js';
import type { AgentLink, AgentStage } from '../../../src/agent/voice-agent.port.js';

export const API_KEY = 'key-that-must-stay-out-of-every-log';

/** The Deepgram driver on a hand-driven clock, facing a scripted far end. */
export interface DeepgramHarness extends MindedHarness {
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
    recover: () => deepgram.recover(),
    nextDial: () => deepgram.upgrades.next(),
    nextSession: async () => providerSession(await deepgram.nextSession()),
    nextFarEnd: async () => new DeepgramFarEnd(await deepgram.nextSession(), (act) => frameOf(act), toldChange),
    droppedSeconds: async () => {
      const { values } = await metrics.droppedAudioSeconds.get();
      return Math.round(values.reduce((sum, { value }) => sum + value, 0));
    },
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
    trickle: (...acts) => session.dribble(...acts.map(frameOf)),
    audio: (bytes) => session.audio(bytes),
    nextAnswer: async () => answer(await session.received('FunctionCallResponse')),
    answers: () => session.messages.all.filter(({ type }) => type === 'FunctionCallResponse').map(answer),
    nextLine: async () => String((await session.received('InjectAgentMessage')).message),
    nextHeard: async () => String((await session.received('InjectUserMessage')).content),
    turnEndAsked: () => session.received('ForceEndTurn'),
    nextChange: async () => toldChange(await session.messages.next(({ type }) => type.startsWith('Update'))),
    stopReading: () => session.stopReading(),
    resumeReading: () => session.resumeReading(),
    vanish: () => session.drop(),
    closed: session.closed,
  };
}

interface UpdateJson {
  prompt?: string;
  think?: { provider: { model: string }; prompt: string; functions?: { name: string }[] }[];
  speak?: { provider: { model: string } }[];
  listen?: { provider: { keyterms?: string[] } };
}

function toldChange(message: ClientJson): ToldChange {
  const { prompt, think, speak, listen } = message as UpdateJson;
  const first = think?.[0];
  return {
    ...(prompt === undefined ? {} : { instructions: prompt }),
    ...(first && { instructions: first.prompt, toolNames: first.functions?.map(({ name }) => name) ?? [] }),
    ...(think && { modelNames: think.map(({ provider }) => provider.model) }),
    ...(speak && { voices: speak.map(({ provider }) => provider.model) }),
    ...(listen && { keyterms: listen.provider.keyterms ?? [] }),
  };
}

const latencyFields: Record<AgentStage, string> = {
  first_token: 'ttt_token_latency',
  first_text: 'ttt_text_latency',
  tool_choice: 'ttt_tool_latency',
  thinking: 'ttt_thinking_latency',
  speech: 'tts_latency',
  total: 'total_latency',
};

function frameOf(act: ProviderAct): Frame {
  switch (act.act) {
    case 'caller_starts':
      return { type: 'UserStartedSpeaking' };
    case 'caller_ends':
      return { type: 'EndOfTurn', trigger: 'model' };
    case 'caller_says':
      return { type: 'ConversationText', role: 'user', content: act.text, languages: act.languages };
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
    case 'takes_answer':
      return { type: 'FunctionCallResponse', id: act.id, name: 'find_slots', content: '{}' };
    case 'refuses_line':
      return { type: 'InjectionRefused', message: 'Somebody is speaking.' };
    case 'measures':
      return { type: 'LatencyReport', [latencyFields[act.stage]]: act.ms / 1000 };
    case 'warns':
      return { type: 'Warning', code: act.code, description: 'Something is slow.' };
    case 'nears_its_end':
      return { type: 'Warning', code: 'MAXIMUM_SESSION_LENGTH_APPROACHING', description: 'Five minutes left.' };
    case 'says_something_new':
      return { type: 'SomethingNew', with: { more: 1 } };
    case 'breaks_protocol':
      return breaches[act.how];
  }
}

const breaches: Record<ProtocolBreach, Frame> = {
  not_text_of_the_protocol: '{"type":"ConversationText","role":',
  without_its_kind: { role: 'assistant', content: 'Hello.' },
  incomplete: { type: 'ConversationText', role: 'assistant' },
};
