import fc from 'fast-check';
import { aRequest } from '../../../../test/support/model-talk.js';
import { buildMessageRequest } from './anthropic-request.builder.js';
import type { ModelMessage } from './language-model.port.js';
import { buildChatRequest, type OpenAiOption } from './openai-request.builder.js';
import { wireArguments, wireId, wireMessages } from './wire-messages.mapper.js';

const text = fc.constantFrom('', ' ', 'Tuesday?', 'At ten.', '🦷');
/** Few, so that calls and answers meet, twice too; one of another provider. */
const id = fc.constantFrom('a', 'b', 'c', 'chat:completion/7'.repeat(5));
const call = fc.record({ id, name: fc.constant('find_slots'), argumentsJson: fc.oneof(fc.json(), fc.string()) });
const result = fc.record({ id, name: fc.constant('find_slots'), resultJson: fc.json() });
const message: fc.Arbitrary<ModelMessage> = fc.oneof(
  fc.record({ role: fc.constant('caller' as const), text }),
  fc.record({ role: fc.constant('agent' as const), text, calls: fc.array(call, { maxLength: 3 }) }),
  fc.record({ role: fc.constant('tools' as const), results: fc.array(result, { maxLength: 3 }) }),
);
const conversation = fc.array(message, { maxLength: 12 });

const idsOf = (items: readonly { id: string }[]): string[] => items.map((item) => item.id);

test('whatever the conversation, each call has its answer right behind it and each answer its call', () => {
  fc.assert(
    fc.property(conversation, (messages) => {
      const wire = wireMessages(messages);
      wire.forEach((sent, index) => {
        const next = wire[index + 1];
        if (sent.role === 'agent' && sent.calls.length > 0) {
          expect(next?.role === 'tools' && idsOf(next.results)).toEqual(idsOf(sent.calls));
          expect(new Set(idsOf(sent.calls)).size).toBe(sent.calls.length);
        } else {
          expect(next?.role).not.toBe('tools');
        }
      });
      expect(wire[0]?.role).not.toBe('tools');
    }),
  );
});

test('nothing that was said is lost, and its order stays', () => {
  const wordsOf = (messages: readonly ModelMessage[]) =>
    messages.flatMap((said) => (said.role !== 'tools' && said.text.trim() !== '' ? [[said.role, said.text]] : []));
  fc.assert(
    fc.property(conversation, (messages) => expect(wordsOf(wireMessages(messages))).toEqual(wordsOf(messages))),
  );
});

test('Anthropic gets turns that alternate, begin and end with the user, and hold something', () => {
  fc.assert(
    fc.property(conversation, (messages) => {
      const turns = buildMessageRequest(aRequest({ messages }), new Set()).messages;
      turns.forEach((turn, index) => {
        expect(turn.role).toBe(index % 2 === 0 ? 'user' : 'assistant');
        expect(turn.content.length).toBeGreaterThan(0);
      });
      expect(turns.at(-1)?.role).toBe('user');
    }),
  );
});

test('OpenAI gets an answer for each call before anything else', () => {
  fc.assert(
    fc.property(conversation, (messages) => {
      let open: string[] = [];
      const options = { isOpenAi: true, refused: new Set<OpenAiOption>() };
      for (const sent of buildChatRequest(aRequest({ messages }), options).messages) {
        if (sent.role === 'tool') expect(open.shift()).toBe(sent.tool_call_id);
        else expect(open).toEqual([]);
        if (sent.role === 'assistant') open = (sent.tool_calls ?? []).map((asked) => asked.id);
      }
      expect(open).toEqual([]);
    }),
  );
});

test('ids of any provider become ids that all take, the same one each time', () => {
  fc.assert(
    fc.property(fc.string(), (given) => {
      expect(wireId(given)).toMatch(/^[\w-]{1,40}$/);
      expect(wireId(given)).toBe(wireId(given));
    }),
  );
  expect(wireId('toolu_01A-b')).toBe('toolu_01A-b');
  expect(wireId('a b')).not.toBe(wireId('a c'));
});

test('arguments are an object, whatever was written', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (written) => {
      expect(Object.getPrototypeOf(wireArguments(written))).toBe(Object.prototype);
    }),
  );
  expect(wireArguments('{"day":"tue"}')).toEqual({ day: 'tue' });
});
