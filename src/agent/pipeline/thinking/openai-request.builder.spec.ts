import { aRequest, findSlots } from '../../../../test/support/model-talk.js';
import { buildChatRequest, isOpenAi, type OpenAiOption } from './openai-request.builder.js';

const takesAll: ReadonlySet<OpenAiOption> = new Set();
const toOpenAi = { isOpenAi: true, refused: takesAll };

test('instructions, the conversation with its tools, and the tools', () => {
  const request = aRequest({
    tools: [findSlots],
    messages: [
      { role: 'agent', text: 'Hello.', calls: [] },
      { role: 'caller', text: 'Tuesday?' },
      { role: 'agent', text: '', calls: [{ id: 'a', name: 'find_slots', argumentsJson: '{"day":"tue"}' }] },
      { role: 'tools', results: [{ id: 'a', name: 'find_slots', resultJson: '{"slots":[]}' }] },
      { role: 'agent', text: 'One moment.', calls: [{ id: 'b', name: 'find_slots', argumentsJson: 'wed' }] },
      { role: 'tools', results: [{ id: 'b', name: 'find_slots', resultJson: '{}' }] },
    ],
  });
  const { messages, tools } = buildChatRequest(request, toOpenAi);
  expect(messages).toEqual([
    { role: 'system', content: 'You answer the phone.' },
    { role: 'assistant', content: 'Hello.' },
    { role: 'user', content: 'Tuesday?' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'a', type: 'function', function: { name: 'find_slots', arguments: '{"day":"tue"}' } }],
    },
    { role: 'tool', tool_call_id: 'a', content: '{"slots":[]}' },
    {
      role: 'assistant',
      content: 'One moment.',
      tool_calls: [{ id: 'b', type: 'function', function: { name: 'find_slots', arguments: '{}' } }],
    },
    { role: 'tool', tool_call_id: 'b', content: '{}' },
  ]);
  expect(tools).toEqual([
    {
      type: 'function',
      function: { name: 'find_slots', description: 'Finds free times.', parameters: findSlots.parameters },
    },
  ]);
});

test('no empty instructions and no empty list of tools', () => {
  const body = buildChatRequest(aRequest({ instructions: ' ', tools: [] }), toOpenAi);
  expect(body.messages.map(({ role }) => role)).toEqual(['user']);
  expect(body).not.toHaveProperty('tools');
});

test('what only OpenAI knows is sent to OpenAI only', () => {
  expect(buildChatRequest(aRequest(), toOpenAi)).toMatchObject({
    max_completion_tokens: 300,
    store: false,
    stream_options: { include_usage: true },
  });
  const toOthers = buildChatRequest(aRequest(), { isOpenAi: false, refused: takesAll });
  expect(toOthers.max_tokens).toBe(300);
  for (const unknown of ['max_completion_tokens', 'store', 'stream_options'])
    expect(toOthers).not.toHaveProperty(unknown);
});

test('no temperature for a model that has refused it', () => {
  expect(buildChatRequest(aRequest(), toOpenAi).temperature).toBe(0.3);
  const refused = new Set(['temperature'] as const);
  expect(buildChatRequest(aRequest(), { isOpenAi: true, refused })).not.toHaveProperty('temperature');
});

test('a model whose name says that it reasons is to do little of it, until it has refused that', () => {
  const effortOf = (name: string, refused = takesAll): unknown =>
    buildChatRequest(aRequest({ model: { name, temperature: 0.3 } }), { isOpenAi: true, refused }).reasoning_effort;
  const reasoning = ['o3', 'o4-mini', 'gpt-5', 'gpt-5-mini-2025-08-07', 'openai/gpt-5-nano'];
  expect(reasoning.map((name) => effortOf(name))).toEqual(reasoning.map(() => 'low'));
  expect(['gpt-5.1', 'openai/gpt-5.6-mini'].map((name) => effortOf(name))).toEqual(['none', 'none']);
  const others = ['gpt-4o', 'gpt-4.1-mini', 'gpt-5-chat-latest', 'gpt-5.1-chat-latest', 'qwen3:8b', 'olmo2', 'foo3'];
  expect(others.map((name) => effortOf(name))).toEqual(others.map(() => undefined));
  expect(effortOf('o3', new Set(['reasoning_effort'] as const))).toBeUndefined();
});

test('OpenAI is known by its host', () => {
  expect(['https://api.openai.com/v1', 'https://eu.api.openai.com/v1'].map(isOpenAi)).toEqual([true, true]);
  const others = [
    'http://127.0.0.1:11434/v1',
    'https://api.openai.com.example/v1',
    'https://example/api.openai.com',
    '',
  ];
  expect(others.filter(isOpenAi)).toEqual([]);
});
