import { parseServerMessage } from './deepgram-agent.protocol.js';

const parse = (message: unknown) => parseServerMessage(JSON.stringify(message));
const request = { id: 'f1', name: 'find', arguments: '{}', client_side: true };

describe('messages from Deepgram', () => {
  it.each([
    { type: 'Welcome', request_id: 'fc553ec9-5874-49ca-a47c-b670d525a4b3' },
    { type: 'SettingsApplied' },
    { type: 'ConversationText', role: 'user', content: 'Hi.', languages: ['en', 'pt-BR'] },
    { type: 'UserStartedSpeaking' },
    { type: 'EndOfTurn' },
    { type: 'AgentThinking' },
    { type: 'AgentStartedSpeaking', total_latency: 1.2, tts_latency: 0.1, ttt_latency: 0.4 },
    { type: 'AgentAudioDone' },
    { type: 'FunctionCallRequest', functions: [request, { ...request, id: 'f2', client_side: false }] },
    { type: 'FunctionCallCancelled', functions: [{ id: 'f1' }] },
    { type: 'FunctionCallResponse', id: 'f1' },
    { type: 'FunctionCallResponse' },
    { type: 'History' },
    { type: 'History', function_calls: [{ id: 'f1' }, { id: 'f2' }] },
    { type: 'LatencyReport', ttt_token_latency: 0.31 },
    { type: 'LatencyReport', ttt_text_latency: 0.4, ttt_tool_latency: 0.3, ttt_thinking_latency: 0 },
    { type: 'LatencyReport', tts_latency: null, total_latency: 1 },
    { type: 'PromptUpdated' },
    { type: 'ThinkUpdated' },
    { type: 'SpeakUpdated' },
    { type: 'ListenUpdated' },
    { type: 'InjectionRefused' },
    { type: 'Warning', code: 'SLOW_THINK_REQUEST' },
    { type: 'Error', code: 'INTERNAL_SERVER_ERROR' },
  ])('are read: $type', (message) => {
    expect(parse(message)).toEqual({ kind: 'message', message });
    expect(parse({ ...message, added_later: { by: 'the provider' } })).toEqual({ kind: 'message', message });
  });

  it('are read in both forms of the history, of which only the calls matter', () => {
    const call = { id: 'f1', name: 'find', client_side: true, arguments: '{}', response: '{}', thought_signature: 'x' };
    expect(parse({ type: 'History', role: 'user', content: 'Hi.' })).toEqual({
      kind: 'message',
      message: { type: 'History' },
    });
    expect(parse({ type: 'History', function_calls: [call] })).toEqual({
      kind: 'message',
      message: { type: 'History', function_calls: [{ id: 'f1' }] },
    });
  });

  it.each([0.08, null, 'fast'])('are noise when they tell only how long hearing took: %s', (stt_latency) => {
    expect(parse({ type: 'LatencyReport', stt_latency })).toEqual({ kind: 'noise' });
  });

  it.each([undefined, 'en', [7], ['<b>'], ['en', 'Jane Doe']])('carry no languages that are none: %j', (languages) => {
    expect(parse({ type: 'ConversationText', role: 'user', content: 'Hi.', languages })).toMatchObject({
      message: { content: 'Hi.', languages: [] },
    });
  });

  it.each(['SomethingNew', '', 'constructor', '__proto__', 'welcome'])('are unknown by their type: "%s"', (type) => {
    expect(parse({ type })).toEqual({ kind: 'unknown' });
  });

  it.each([
    ['text that is not JSON', 'Hello'],
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '7'],
    ['a list', '[{"type":"SettingsApplied"}]'],
    ['an object without a type', '{"role":"user"}'],
    ['a type that is not text', '{"type":7}'],
    ['ConversationText without content', '{"type":"ConversationText","role":"user"}'],
    ['a function request without functions', '{"type":"FunctionCallRequest","functions":[]}'],
    [
      'a function request without an id',
      JSON.stringify({ type: 'FunctionCallRequest', functions: [{ ...request, id: '' }] }),
    ],
    [
      'function arguments that are not text',
      JSON.stringify({ type: 'FunctionCallRequest', functions: [{ ...request, arguments: {} }] }),
    ],
    ['an answer with an id that is not text', '{"type":"FunctionCallResponse","id":7}'],
    ['a history of calls that is no list', '{"type":"History","function_calls":{}}'],
    ['a latency that is not a number', '{"type":"LatencyReport","total_latency":"1 s"}'],
    ['a latency below zero', '{"type":"LatencyReport","total_latency":-1}'],
    ['a cancellation of nothing', '{"type":"FunctionCallCancelled"}'],
  ])('are malformed: %s', (_what, text) => {
    expect(parseServerMessage(text)).toEqual({ kind: 'malformed' });
  });

  it('take a function for ours to run when they do not say whose it is', () => {
    const { client_side: _left, ...silent } = request;
    expect(parse({ type: 'FunctionCallRequest', functions: [silent] })).toMatchObject({
      message: { functions: [{ client_side: true }] },
    });
  });

  it.each(['Warning', 'Error'])(
    'count as %s also when their code is not a code, which is then not passed on',
    (type) => {
      for (const code of ['Jane Doe was born in 1980', 'X'.repeat(65), 7, undefined]) {
        expect(parse({ type, code })).toEqual({ kind: 'message', message: { type, code: 'UNRECOGNISED_CODE' } });
      }
    },
  );

  it('welcome us also when the request id is not one, which is then not passed on', () => {
    expect(parse({ type: 'Welcome', request_id: 'a b' })).toMatchObject({ message: { request_id: 'unrecognised' } });
  });
});
