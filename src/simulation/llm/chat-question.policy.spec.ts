import { readChatRequest } from './chat-question.policy.js';
import type { ModelQuestion, Refusal } from './model-question.types.js';

const question = (body: object): ModelQuestion => {
  const read = readChatRequest({ model: 'gpt', messages: [{ role: 'user', content: 'Hi.' }], ...body });
  if (read.kind === 'refusal') throw new Error(read.refusal.message);
  return read.question;
};
const refusal = (body: object): Refusal => {
  const read = readChatRequest({ model: 'gpt', messages: [{ role: 'user', content: 'Hi.' }], ...body });
  if (read.kind === 'question') throw new Error('it was taken');
  return read.refusal;
};
const calling = (...ids: string[]) => ({
  role: 'assistant',
  content: null,
  tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'find', arguments: '{"day":"Tuesday"}' } })),
});
const result = (id: string, content = '{"slots":[]}') => ({ role: 'tool', tool_call_id: id, content });
const user = { role: 'user', content: 'Hi.' };
const tool = {
  type: 'function',
  function: { name: 'find', parameters: { type: 'object', properties: {} } },
};

describe('a request for a chat completion', () => {
  it('gives instructions, tools and the conversation', () => {
    const asked = question({
      messages: [
        { role: 'system', content: 'You answer the phone.' },
        { role: 'developer', content: [{ type: 'text', text: 'Be brief.' }] },
        { role: 'assistant', content: 'Good morning.' },
        user,
        { ...calling('a', 'b'), content: 'One moment.' },
        result('b', '"second"'),
        result('a', '"first"'),
        { role: 'user', content: [{ type: 'text', text: 'And?' }] },
      ],
      tools: [tool],
      max_completion_tokens: 50,
      stream: true,
      stream_options: { include_usage: true },
    });

    expect(asked).toMatchObject({ model: 'gpt', maxTokens: 50, streams: true, countsTokens: true });
    expect(asked.prompt).toBe('You answer the phone.\n\nBe brief.');
    expect(asked.tools).toEqual([{ name: 'find', description: '', parameters: { type: 'object', properties: {} } }]);
    expect(asked.history).toEqual([
      { kind: 'agent', text: 'Good morning.' },
      { kind: 'user', text: 'Hi.' },
      { kind: 'agent', text: 'One moment.' },
      { kind: 'call', name: 'find', argumentsJson: '{"day":"Tuesday"}', resultJson: '"first"' },
      { kind: 'call', name: 'find', argumentsJson: '{"day":"Tuesday"}', resultJson: '"second"' },
      { kind: 'user', text: 'And?' },
    ]);
  });

  it('is neither changed by what its tools were called for, nor by notes, when no tool may be used', () => {
    const asked = question({
      messages: [user, { role: 'system', content: 'The caller is in a hurry.' }],
      tools: [tool],
      tool_choice: 'none',
    });

    expect(asked).toMatchObject({ prompt: '', tools: [], history: [{ kind: 'user', text: 'Hi.' }] });
  });

  it.each([
    ['no messages', { messages: [] }, 'messages'],
    ['a role that nobody has', { messages: [{ role: 'caller', content: 'Hi.' }] }, 'messages[0].role'],
    ['a turn without words', { messages: [{ role: 'user', content: null }] }, 'messages[0].content'],
    ['an assistant that says and does nothing', { messages: [{ role: 'assistant' }, user] }, 'messages[0].content'],
    ['an answer that nobody asked for', { messages: [user, result('a')] }, 'messages.[1].role'],
    ['an answer to another call', { messages: [calling('a'), result('b')] }, 'messages.[1].tool_call_id'],
    ['two answers to one call', { messages: [calling('a'), result('a'), result('a')] }, 'messages.[2].tool_call_id'],
    ['a late answer', { messages: [calling('a'), user, result('a')] }, 'messages.[1].role'],
    ['a call without an answer', { messages: [calling('a', 'b'), result('a'), user] }, 'messages.[2].role'],
    ['a call at the end', { messages: [user, calling('a')] }, 'messages.[1].role'],
    ['an id of 41 characters', { messages: [calling('a'.repeat(41))] }, 'messages[0].tool_calls[0].id'],
    ['an empty list of tools', { tools: [] }, 'tools'],
    [
      'a tool with a name of two words',
      { tools: [{ type: 'function', function: { name: 'a b' } }] },
      'tools[0].function.name',
    ],
    [
      'a tool whose arguments are no object',
      { tools: [{ type: 'function', function: { name: 'a', parameters: { type: 'string' } } }] },
      'tools[0].function.parameters.type',
    ],
    ['a choice of tools where there are none', { tool_choice: 'auto' }, 'tool_choice'],
    ['two limits', { max_tokens: 5, max_completion_tokens: 5 }, 'max_tokens'],
    ['a limit of nothing', { max_tokens: 0 }, 'max_tokens'],
    ['options of a stream that is none', { stream_options: { include_usage: true } }, 'stream_options'],
    ['heat beyond the scale', { temperature: 2.5 }, 'temperature'],
    ['a field of another vendor', { system: 'You answer the phone.' }, 'system'],
  ])('is refused with %s', (_, body, param) => {
    expect(refusal(body)).toMatchObject({ status: 400, type: 'invalid_request_error', param });
  });

  it.each([null, 'text', []])('is refused when it is none: %j', (body) => {
    expect(readChatRequest(body)).toMatchObject({ kind: 'refusal', refusal: { status: 400 } });
  });

  it('names the calls that were not answered', () => {
    expect(refusal({ messages: [calling('a', 'b'), result('b')] }).message).toMatch(/response messages: a$/);
  });
});
