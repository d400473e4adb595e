import { aRequest, endCall, findSlots } from '../../../../test/support/model-talk.js';
import { buildMessageRequest } from './anthropic-request.builder.js';
import type { ModelMessage } from './language-model.port.js';

const takesAll: ReadonlySet<'temperature' | 'thinking'> = new Set();
const turnsOf = (...messages: ModelMessage[]) => buildMessageRequest(aRequest({ messages }), takesAll).messages;
const words = (text: string) => ({ type: 'text', text });

test('instructions and the last tool are marked for the cache', () => {
  const { system, tools } = buildMessageRequest(aRequest({ tools: [findSlots, endCall] }), takesAll);
  const cache_control = { type: 'ephemeral' };
  expect(system).toEqual([{ type: 'text', text: 'You answer the phone.', cache_control }]);
  expect(tools).toEqual([
    { name: 'find_slots', description: 'Finds free times.', input_schema: findSlots.parameters },
    { name: 'end_call', description: 'Ends the call.', input_schema: endCall.parameters, cache_control },
  ]);
});

test('neither instructions nor tools, where there are none', () => {
  const body = buildMessageRequest(aRequest({ instructions: '', tools: [] }), takesAll);
  expect(body).not.toHaveProperty('system');
  expect(body).not.toHaveProperty('tools');
});

test('calls are answered at the beginning of the next turn of the user', () => {
  const turns = turnsOf(
    { role: 'caller', text: 'Tuesday?' },
    {
      role: 'agent',
      text: 'Let me look.',
      calls: [
        { id: 'a', name: 'find_slots', argumentsJson: '{"day":"tue"}' },
        { id: 'b', name: 'find_slots', argumentsJson: '[]' },
      ],
    },
    {
      role: 'tools',
      results: [
        { id: 'b', name: 'find_slots', resultJson: '2' },
        { id: 'a', name: 'find_slots', resultJson: '1' },
      ],
    },
    { role: 'caller', text: 'Or Wednesday?' },
  );
  expect(turns).toEqual([
    { role: 'user', content: [words('Tuesday?')] },
    {
      role: 'assistant',
      content: [
        words('Let me look.'),
        { type: 'tool_use', id: 'a', name: 'find_slots', input: { day: 'tue' } },
        { type: 'tool_use', id: 'b', name: 'find_slots', input: {} },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'a', content: '1' },
        { type: 'tool_result', tool_use_id: 'b', content: '2' },
        words('Or Wednesday?'),
      ],
    },
  ]);
});

test('neighbours of one role become one turn', () => {
  const turns = turnsOf(
    { role: 'caller', text: 'Hello?' },
    { role: 'caller', text: 'Tuesday?' },
    { role: 'agent', text: 'Yes.', calls: [] },
    { role: 'agent', text: 'At ten.', calls: [] },
    { role: 'caller', text: 'Good.' },
  );
  expect(turns).toEqual([
    { role: 'user', content: [words('Hello?'), words('Tuesday?')] },
    { role: 'assistant', content: [words('Yes.'), words('At ten.')] },
    { role: 'user', content: [words('Good.')] },
  ]);
});

test('the user begins and ends, after a greeting, before silence, and where nothing was said', () => {
  expect(turnsOf({ role: 'agent', text: 'Hello.', calls: [] })).toEqual([
    { role: 'user', content: [words('(The caller is on the line.)')] },
    { role: 'assistant', content: [words('Hello.')] },
    { role: 'user', content: [words('(The caller waits.)')] },
  ]);
  expect(turnsOf()).toEqual([{ role: 'user', content: [words('(The caller is on the line.)')] }]);
});

test('without what a model has refused', () => {
  expect(buildMessageRequest(aRequest(), takesAll)).toMatchObject({ temperature: 0.3, thinking: { type: 'disabled' } });
  const body = buildMessageRequest(aRequest(), new Set(['temperature', 'thinking'] as const));
  expect(body).not.toHaveProperty('temperature');
  expect(body).not.toHaveProperty('thinking');
});
