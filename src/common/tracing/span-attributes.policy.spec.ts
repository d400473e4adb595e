import { attributesOf } from './span-attributes.policy.js';
import type { SpanFields } from './tracer.js';

describe('the attributes of a span', () => {
  it('are its fields under their public names', () => {
    expect(attributesOf({ tool: 'find_slots', outcome: 'succeeded', turns: 0, latencyMs: 812.5 })).toEqual({
      'crownline.tool': 'find_slots',
      'crownline.outcome': 'succeeded',
      'crownline.turns': 0,
      'crownline.latency_ms': 812.5,
    });
  });

  it('hold nothing of what was not measured', () => {
    expect(attributesOf({ route: null, latencyMs: null, bargeInMs: NaN })).toEqual({});
  });

  it('hold nothing that an object has beyond its type', () => {
    const turn = { turns: 1, text: 'hello' };
    const fields: SpanFields = turn;
    expect(attributesOf(fields)).toEqual({ 'crownline.turns': 1 });
  });

  it.each(['My tooth hurts', '+15125550143', 'https://example.com', 'Dana', 'dana@example.com', '', 'x'.repeat(65)])(
    'hold no text that is no id or name of ours: %p',
    (reason) => {
      expect(attributesOf({ reason })).toEqual({});
    },
  );
});
