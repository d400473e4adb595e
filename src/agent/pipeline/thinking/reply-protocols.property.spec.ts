import fc from 'fast-check';
import { readAnthropicEvent } from './anthropic.protocol.js';
import { readChatChunk } from './openai.protocol.js';

/** Anything at all, and the shapes of the protocol with anything in the places of its fields. */
const anything = fc.jsonValue();
const chunk = fc.record(
  {
    choices: fc.oneof(
      anything,
      fc.array(
        fc.record(
          {
            delta: fc.oneof(
              anything,
              fc.record(
                {
                  content: fc.oneof(anything, fc.array(fc.record({ type: fc.constant('text'), text: anything }))),
                  tool_calls: fc.array(
                    fc.record({ index: anything, id: anything, function: anything }, { requiredKeys: [] }),
                  ),
                },
                { requiredKeys: [] },
              ),
            ),
            finish_reason: anything,
          },
          { requiredKeys: [] },
        ),
      ),
    ),
    usage: anything,
  },
  { requiredKeys: [] },
);

test('a chunk of whatever shape is read as nothing, or as text, calls and an end', () => {
  fc.assert(
    fc.property(fc.oneof(anything, chunk), (raw) => {
      const read = readChatChunk(raw);
      if (read === null) return;
      expect(typeof read.text).toBe('string');
      expect(read.finishReason).not.toBe('');
      for (const { name, id, argumentsJson } of read.calls)
        expect([name, id, argumentsJson]).toEqual([name, id, argumentsJson].map(String));
    }),
  );
});

test('text as a list of parts', () => {
  const content = [
    { type: 'thinking', thinking: [] },
    { type: 'text', text: 'Yes, ' },
    7,
    { type: 'text', text: 'at ten.' },
  ];
  expect(readChatChunk({ choices: [{ delta: { content } }] })?.text).toBe('Yes, at ten.');
});

const event = fc.record(
  {
    type: fc.constantFrom('message_start', 'content_block_start', 'content_block_delta', 'message_delta', 'news'),
    index: anything,
    message: anything,
    content_block: fc.oneof(
      anything,
      fc.record({ type: fc.constantFrom('text', 'tool_use'), text: anything, id: anything, name: anything }),
    ),
    delta: fc.oneof(
      anything,
      fc.record({ type: fc.constantFrom('text_delta', 'input_json_delta'), text: anything, partial_json: anything }),
    ),
    usage: anything,
  },
  { requiredKeys: ['type'] },
);

test('an event of whatever shape never throws', () => {
  fc.assert(fc.property(fc.oneof(anything, event), (raw) => expect(() => readAnthropicEvent(raw)).not.toThrow()));
});
