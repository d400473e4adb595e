import { parseServerMessage } from './deepgram-agent.protocol.js';

const parse = (message: unknown) => parseServerMessage(JSON.stringify(message));
const request = { id: 'f1', name: 'find', arguments: '{}', client_side: true };

describe('messages from Deepgram', () => {
  it.each([
    { type: 'Welcome', request_id: 'fc553ec9-5874-49ca-a47c-b670d525a4b3' },
    { type: 'SettingsApplied' },
    { type: 'ConversationText', role: 'user', content: 'Hi.' },
    { type: 'UserStartedSpeaking' },
    { type: 'EndOfTurn' },
    { type: 'AgentThinking' },
    { type: 'AgentStartedSpeaking' },
    { type: 'AgentAudioDone' },
    { type: 'FunctionCallRequest', functions: [request, { ...request, id: 'f2', client_side: false }] },
    { type: 'FunctionCallCancelled', functions: [{ id: 'f1' }] },
    { type: 'InjectionRefused' },
    { type: 'Warning', code: 'SLOW_THINK_REQUEST' },
    { type: 'Error', code: 'INTERNAL_SERVER_ERROR' },
  ])('are read: $type', (message) => {
    expect(parse(message)).toEqual({ kind: 'message', message });
    expect(parse({ ...message, added_later: { by: 'the provider' } })).toEqual({ kind: 'message', message });
  });

  it.each([
    'FunctionCallResponse',
    'History',
    'LatencyReport',
    'ListenUpdated',
    'PromptUpdated',
    'SpeakUpdated',
    'ThinkUpdated',
  ])('are known and left unread: %s', (type) => {
    expect(parse({ type })).toEqual({ kind: 'informative' });
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
