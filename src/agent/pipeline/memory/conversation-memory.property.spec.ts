import fc from 'fast-check';
import { ConversationMemory } from './conversation-memory.js';
import { tokensOf } from './memory-budget.policy.js';

type Step =
  | { do: 'caller' | 'agent' | 'line' | 'heard'; text: string }
  | { do: 'calls'; count: number; length: number }
  | { do: 'summarise' };

const text = fc
  .array(fc.constantFrom('yes', 'on', 'Monday.', 'at', 'nine?'), { maxLength: 12 })
  .map((words) => words.join(' '));
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('caller' as const, 'agent' as const, 'line' as const, 'heard' as const), text }),
  fc.record({
    do: fc.constant('calls' as const),
    count: fc.integer({ min: 1, max: 3 }),
    length: fc.integer({ min: 0, max: 500 }),
  }),
  fc.constant<Step>({ do: 'summarise' }),
);

it('is a conversation that every provider takes, whatever happens, and keeps to its budget where that can be', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 20, max: 2000 }), (steps, budget) => {
      const memory = ConversationMemory.from([]);
      let ids = 0;
      let lastTurn: string | null = null;
      for (const one of steps) {
        if (one.do === 'caller') {
          memory.callerSaid(one.text);
          lastTurn = one.text;
        }
        if (one.do === 'agent') memory.agentSaid(one.text);
        if (one.do === 'line') memory.agentSaid(one.text);
        if (one.do === 'heard') memory.replyHeard(one.text);
        if (one.do === 'calls') {
          const calls = Array.from({ length: one.count }, () => ({ id: `c${ids++}`, name: 'f', argumentsJson: '{}' }));
          memory.callsAnswered(
            calls,
            calls.map(({ id, name }) => ({ id, name, resultJson: JSON.stringify('x'.repeat(one.length)) })),
          );
        }
        if (one.do === 'summarise') {
          const stretch = memory.toSummarise(budget);
          if (stretch) memory.summarised(stretch.length, 'They talked.');
        }
        const messages = memory.messages(budget);
        messages.forEach((message, at) => {
          const before = messages[at - 1];
          if (message.role === 'tools') {
            expect(before?.role).toBe('agent');
            const asked = before?.role === 'agent' ? before.calls.map(({ id }) => id) : [];
            expect(message.results.map(({ id }) => id)).toEqual(asked);
          } else if (message.role === 'caller') {
            expect(before?.role).not.toBe('caller');
          } else if (message.calls.length > 0) {
            expect(messages[at + 1]?.role).toBe('tools');
          }
        });
        const turnsOfCaller = messages.filter(({ role }) => role === 'caller');
        if (lastTurn !== null) expect(turnsOfCaller.at(-1)).toMatchObject({ text: expect.stringContaining(lastTurn) });
        if (turnsOfCaller.length > 1 && messages[0]?.role === 'caller') {
          const withoutFirst = messages.length > 0 && tokensOf(messages) > budget;
          expect(withoutFirst).toBe(false);
        }
      }
    }),
  );
});
