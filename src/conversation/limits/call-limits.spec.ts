import { Temporal } from 'temporal-polyfill';
import type { AgentBrief } from '../../agent/voice-agent.port.js';
import type { CallHistory } from '../../calls/calls.types.js';
import { MetricsRegistry } from '../../common/metrics/metrics.js';
import { ConversationMetrics } from '../conversation.metrics.js';
import { CallLimits } from './call-limits.js';

const brief = (more: Partial<AgentBrief> = {}): AgentBrief =>
  ({ instructions: 'x'.repeat(4000), tools: [], history: [], ...more }) as unknown as AgentBrief;
const stored = (turns = 0, tools = 0): CallHistory => ({
  turns: Array.from({ length: turns }, (_, seq) => ({
    ...{ seq, role: 'caller', text: 'y'.repeat(100), startedAt: Temporal.Instant.fromEpochMilliseconds(seq) },
  })) as unknown as CallHistory['turns'],
  tools: Array.from({ length: tools }, (_, second) => ({
    ...{ arguments: {}, result: {}, startedAt: Temporal.Instant.fromEpochMilliseconds(second) },
  })) as unknown as CallHistory['tools'],
});

/** A call that has begun, and what it has run into. */
function begun({ maxCallTools = 60, maxCallTokens = 100_000, history = stored() } = {}) {
  const registry = new MetricsRegistry();
  const events: string[] = [];
  const limits = new CallLimits({ maxCallTools, maxCallTokens }, history, new ConversationMetrics(registry), {
    onOutgrown: () => events.push('outgrown'),
    onSpent: () => events.push('spent'),
  });
  limits.briefed(brief());
  const counted = async (limit: string) => {
    const metric = await registry.getSingleMetric('crownline_call_limits_total')?.get();
    return metric?.values.find(({ labels }) => labels.limit === limit)?.value ?? 0;
  };
  return { limits, events, counted, registry };
}

describe('the tokens of a call', () => {
  it('are spent when the caller speaks once more, and never in the middle of an answer', async () => {
    const { limits, events, counted } = begun({ maxCallTokens: 10_000 });
    for (let turn = 0; turn < 9; turn += 1) limits.callerSaid('Hello.');
    expect(events).toEqual([]);
    limits.toolAnswered('{}', 'z'.repeat(4000));
    limits.agentSaid('w'.repeat(4000));
    expect(events).toEqual([]);
    limits.callerSaid('Hello.');
    expect(events).toEqual(['spent']);
    expect(await counted('tokens')).toBe(1);
  });

  it('are those of earlier streams, too', () => {
    expect(begunAndSpoken(stored(8))).toEqual([]);
    expect(begunAndSpoken(stored(9))).toEqual(['spent']);
  });

  function begunAndSpoken(history: CallHistory): string[] {
    const { limits, events } = begun({ maxCallTokens: 10_000, history });
    limits.callerSaid('Hello.');
    return events;
  }

  it('end a call whose model only asks for tools, refused or not', () => {
    const { limits, events } = begun({ maxCallTokens: 10_000 });
    for (let request = 0; request < 30; request += 1) {
      limits.allows('find_slots');
      limits.toolAnswered('{}', '{}');
    }
    expect(events[0]).toBe('spent');
  });

  it('are counted for the whole process', async () => {
    const { limits, registry } = begun();
    limits.callerSaid('Four');
    const metric = await registry.getSingleMetric('crownline_model_tokens_estimated_total')?.get();
    expect(metric?.values[0]?.value).toBeGreaterThan(1000);
  });
});

describe('a session', () => {
  it('has outgrown what it should read, once, and its successor may grow again', async () => {
    const { limits, events, counted } = begun({ maxCallTokens: 10_000_000 });
    limits.agentSaid('w'.repeat(30_000));
    expect(events).toEqual([]);
    for (const _again of [1, 2]) limits.callerSaid('w'.repeat(11_000));
    expect(events).toEqual(['outgrown']);
    limits.briefed(brief({ history: [{ kind: 'said', role: 'caller', text: 'w'.repeat(20_000) }] }));
    limits.agentSaid('w'.repeat(10_000));
    expect(events).toEqual(['outgrown']);
    limits.agentSaid('w'.repeat(11_000));
    expect(events).toEqual(['outgrown', 'outgrown']);
    expect(await counted('context')).toBe(2);
  });
});

describe('tools', () => {
  it('are counted over all streams of a call, and the caller’s word ends a flood', async () => {
    const { limits, counted } = begun({ maxCallTools: 30, history: stored(0, 10) });
    const runs = (requests: number) =>
      Array.from({ length: requests }, () => limits.allows('find_slots')).filter(Boolean).length;
    expect(runs(15)).toBe(12);
    expect(await counted('tools_in_turn')).toBe(3);
    limits.callerSaid('Go on.');
    expect(runs(15)).toBe(8);
    expect(await counted('tools')).toBe(7);
    expect(limits.allows('take_message')).toBe(true);
  });
});
