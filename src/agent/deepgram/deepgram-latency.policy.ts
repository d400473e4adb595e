import type { AgentStage } from '../voice-agent.port.js';
import type { MessageOf } from './deepgram-agent.protocol.js';

export interface StageTime {
  stage: AgentStage;
  ms: number;
}

type Report = MessageOf<'LatencyReport'> | MessageOf<'AgentStartedSpeaking'>;

const stages: readonly [field: string, AgentStage][] = [
  ['ttt_token_latency', 'first_token'],
  ['ttt_text_latency', 'first_text'],
  ['ttt_tool_latency', 'tool_choice'],
  ['ttt_thinking_latency', 'thinking'],
  ['ttt_latency', 'first_text'],
  ['tts_latency', 'speech'],
  ['total_latency', 'total'],
];

/** Deepgram counts in seconds, the port in milliseconds. */
export function stageTimes(report: Report): StageTime[] {
  const seconds = new Map<string, unknown>(Object.entries(report));
  return stages.flatMap(([field, stage]) => {
    const value = seconds.get(field);
    return typeof value === 'number' ? [{ stage, ms: Math.round(value * 1000) }] : [];
  });
}
