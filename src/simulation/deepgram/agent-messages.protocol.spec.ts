import { parseClientMessage } from './agent-messages.protocol.js';

const MULAW = { encoding: 'mulaw', sample_rate: 8000 };
const flux = { type: 'deepgram', version: 'v2', model: 'flux-general-en' };
const gpt = { provider: { type: 'open_ai', model: 'gpt-4.1-mini' } };

const settings = (agent: object, more: object = {}) => ({
  type: 'Settings',
  audio: { input: MULAW, output: { ...MULAW, container: 'none' } },
  agent,
  ...more,
});
const parse = (message: unknown) => parseClientMessage(JSON.stringify(message));

describe('client messages', () => {
  it.each<[string, object]>([
    ['the least of a phone configuration', {}],
    ['one think entry', { think: gpt }],
    [
      'several, of different providers',
      { think: [gpt, { provider: { type: 'anthropic', model: 'claude-haiku-4-5' } }] },
    ],
    [
      'a provider behind an endpoint',
      { think: { provider: { type: 'groq', model: 'any' }, endpoint: { url: 'https://x' } } },
    ],
    ['Nova, whose version may be left out', { listen: { provider: { type: 'deepgram', model: 'nova-3' } } }],
    ['Flux with its thresholds', { listen: { provider: { ...flux, eot_threshold: 0.8, eager_eot_threshold: 0.4 } } }],
    ['a Flux voice', { speak: { provider: { type: 'deepgram', version: 'v2', model: 'flux-kit-en' } } }],
    [
      'history of both kinds',
      {
        context: {
          messages: [
            { type: 'History', role: 'user', content: 'Hello' },
            {
              type: 'History',
              function_calls: [{ id: '1', name: 'f', client_side: true, arguments: '{}', response: '{}' }],
            },
          ],
        },
      },
    ],
  ])('take %s', (_, agent) => {
    expect(parse(settings(agent))).toMatchObject({ kind: 'message' });
  });

  it.each<[string, unknown, string]>([
    ['flags in the wrong place', settings({ flags: { history: true } }), 'agent.flags'],
    [
      'a language for a Deepgram voice',
      settings({ speak: { provider: { type: 'deepgram', model: 'aura-2-thalia-en', language: 'en' } } }),
      'agent.speak.provider.language',
    ],
    [
      'an unknown field of a function',
      settings({ think: { ...gpt, functions: [{ name: 'f', client_side: true }] } }),
      'agent.think.functions.0.client_side',
    ],
    [
      'an unknown field in one of several think entries',
      settings({ think: [gpt, { ...gpt, tools: [] }] }),
      'agent.think.1.tools',
    ],
    [
      'a number as text',
      settings({ think: { provider: { ...gpt.provider, temperature: 'hot' } } }),
      'agent.think.provider.temperature',
    ],
    [
      'history without its type',
      settings({ context: { messages: [{ role: 'user', content: 'Hello' }] } }),
      'agent.context.messages.0',
    ],
    ['an injection by its old field name', { type: 'InjectAgentMessage', content: 'Hello' }, 'message'],
    [
      'a function answer that is not text',
      { type: 'FunctionCallResponse', id: '1', name: 'f', content: {} },
      'content',
    ],
  ])('refuse %s as unparsable, and say where', (_, message, path) => {
    expect(parse(message)).toMatchObject({
      code: 'UNPARSABLE_CLIENT_MESSAGE',
      description: expect.stringContaining(path),
    });
  });

  it.each<[string, object, string]>([
    [
      'a threshold out of range',
      { listen: { provider: { ...flux, eot_threshold: 0.2 } } },
      'agent.listen.provider.eot_threshold',
    ],
    [
      'an eager threshold above the other',
      { listen: { provider: { ...flux, eager_eot_threshold: 0.9 } } },
      'eager_eot_threshold',
    ],
    [
      'a Flux model as v1',
      { listen: { provider: { type: 'deepgram', model: 'flux-general-en' } } },
      'agent.listen.provider.version',
    ],
    ['hints for one language', { listen: { provider: { ...flux, language_hints: ['en'] } } }, 'language_hints'],
    ['an unknown model provider', { think: { provider: { type: 'mystery', model: 'x' } } }, 'agent.think.provider'],
    [
      'a provider that needs an endpoint',
      { think: { provider: { type: 'groq', model: 'x' } } },
      'agent.think.endpoint',
    ],
    [
      'an Aura voice as Flux',
      { speak: { provider: { type: 'deepgram', version: 'v2', model: 'aura-2-zeus-en' } } },
      'agent.speak.provider.version',
    ],
    [
      'a function that the server should run',
      { think: { ...gpt, functions: [{ name: 'f', endpoint: { url: 'https://x' } }] } },
      'agent.think.functions.0.endpoint',
    ],
  ])('refuse %s as invalid settings, and say where', (_, agent, path) => {
    expect(parse(settings(agent))).toMatchObject({
      code: 'INVALID_SETTINGS',
      description: expect.stringContaining(path),
    });
  });

  it.each(['', 'hello', '[]', 'null', '{}', '{"type":7}', '{"type":"Nonsense"}', '{"type":"constructor"}'])(
    'refuse %p as unparsable',
    (text) => {
      expect(parseClientMessage(text)).toMatchObject({ code: 'UNPARSABLE_CLIENT_MESSAGE' });
    },
  );
});
