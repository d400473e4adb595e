import { parseServerMessage, type MessageOf } from './deepgram-agent.protocol.js';
import { stageTimes } from './deepgram-latency.policy.js';

function timesOf(message: { type: 'LatencyReport' | 'AgentStartedSpeaking'; [field: string]: unknown }) {
  const parsed = parseServerMessage(JSON.stringify(message));
  if (parsed.kind !== 'message') throw new Error(parsed.kind);
  return stageTimes(parsed.message as MessageOf<'LatencyReport'>);
}

describe('the times that Deepgram reports', () => {
  it.each([
    ['ttt_token_latency', 'first_token'],
    ['ttt_text_latency', 'first_text'],
    ['ttt_tool_latency', 'tool_choice'],
    ['ttt_thinking_latency', 'thinking'],
    ['tts_latency', 'speech'],
    ['total_latency', 'total'],
  ])('%s is %s, in milliseconds', (field, stage) => {
    expect(timesOf({ type: 'LatencyReport', [field]: 0.3124 })).toEqual([{ stage, ms: 312 }]);
  });

  it('come one by one or together, and those of hearing are left out', () => {
    expect(timesOf({ type: 'LatencyReport', stt_latency: 0.1, tts_latency: 0, total_latency: 1.25 })).toEqual([
      { stage: 'speech', ms: 0 },
      { stage: 'total', ms: 1250 },
    ]);
  });

  it('are in the older message too, where thinking has one time', () => {
    const message = { type: 'AgentStartedSpeaking', total_latency: 1, tts_latency: 0.1, ttt_latency: 0.4 } as const;
    expect(timesOf(message)).toEqual([
      { stage: 'first_text', ms: 400 },
      { stage: 'speech', ms: 100 },
      { stage: 'total', ms: 1000 },
    ]);
  });

  it('are not made up', () => {
    expect(timesOf({ type: 'LatencyReport', total_latency: null })).toEqual([]);
    expect(timesOf({ type: 'LatencyReport' })).toEqual([]);
  });
});
