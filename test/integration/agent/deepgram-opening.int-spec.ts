import type { AgentBrief, AgentFailure } from '../../../src/agent/voice-agent.port.js';
import { ScriptedDeepgram } from '../../support/scripted-deepgram.js';
import { useVoiceAgent } from '../../support/voice-agent-bench.js';
import {
  agentText,
  API_KEY,
  audioDone,
  openSession,
  startDeepgramHarness,
  type DeepgramHarness,
} from './deepgram-harness.js';

/** What only Deepgram's protocol has. What every driver must do is in the contract suite. */

describe('Deepgram on the wire: opening a session', () => {
  const bench = useVoiceAgent(startDeepgramHarness);

  it('authenticates with the key in a header, and neither compresses nor names a subprotocol', async () => {
    const { link, session } = await openSession(bench);
    expect(session.request.headers.authorization).toBe(`Token ${API_KEY}`);
    expect(session.request.headers['sec-websocket-extensions']).toBeUndefined();
    expect(session.request.headers['sec-websocket-protocol']).toBeUndefined();
    expect(session.request.url).toBe('/v1/agent/converse');
    await link.close();
  });

  it('sends exactly these Settings first, once, and nothing else by itself', async () => {
    const brief: AgentBrief = {
      instructions: 'You answer the phone of a dental clinic.',
      greeting: 'Good morning.',
      languages: ['en-US'],
      voices: ['aura-2-thalia-en'],
      models: [{ vendor: 'open_ai', name: 'gpt-4.1-mini', temperature: 0.3 }],
      turnTaking: { endConfidence: 0.7, eagerConfidence: null, endTimeoutMs: 5000 },
      keyterms: ['Riverside Dental', 'Dr Okafor'],
      tools: [
        {
          name: 'find_slots',
          description: 'Free times.',
          parameters: { type: 'object', properties: {} },
          mutates: false,
        },
        { name: 'book', description: 'Books.', parameters: { type: 'object', required: ['slot'] }, mutates: true },
      ],
      history: [
        { kind: 'said', role: 'agent', text: 'Hello.' },
        { kind: 'said', role: 'caller', text: 'A cleaning, please.' },
        {
          kind: 'tool',
          requestId: 'fc_1',
          name: 'find_slots',
          argumentsJson: '{"day":"Monday"}',
          resultJson: '{"slots":[]}',
        },
      ],
    };
    const linking = bench.dial({ brief });
    const session = await bench.harness.deepgram.nextSession();
    expect(session.messages.all).toEqual([]);
    await session.open();
    const link = await linking;
    await link.close();
    await session.closed;
    expect(session.audioFrames.all).toEqual([]);
    expect(session.messages.all).toEqual([
      {
        type: 'Settings',
        mip_opt_out: true,
        flags: { history: true },
        audio: {
          input: { encoding: 'mulaw', sample_rate: 8000 },
          output: { encoding: 'mulaw', sample_rate: 8000, container: 'none' },
        },
        agent: {
          listen: {
            provider: {
              type: 'deepgram',
              version: 'v2',
              model: 'flux-general-en',
              keyterms: ['Riverside Dental', 'Dr Okafor'],
              eot_threshold: 0.7,
              eot_timeout_ms: 5000,
            },
          },
          think: [
            {
              provider: { type: 'open_ai', model: 'gpt-4.1-mini', temperature: 0.3 },
              prompt: 'You answer the phone of a dental clinic.',
              functions: [
                { name: 'find_slots', description: 'Free times.', parameters: { type: 'object', properties: {} } },
                {
                  name: 'book',
                  description: 'Books.',
                  parameters: { type: 'object', required: ['slot'] },
                  defer_until_eot: true,
                },
              ],
            },
          ],
          speak: [{ provider: { type: 'deepgram', version: 'v1', model: 'aura-2-thalia-en' } }],
          greeting: 'Good morning.',
          context: {
            messages: [
              { type: 'History', role: 'assistant', content: 'Hello.' },
              { type: 'History', role: 'user', content: 'A cleaning, please.' },
              {
                type: 'History',
                function_calls: [
                  {
                    id: 'fc_1',
                    name: 'find_slots',
                    client_side: true,
                    arguments: '{"day":"Monday"}',
                    response: '{"slots":[]}',
                  },
                ],
              },
            ],
          },
        },
      },
    ]);
  });

  it('hears a Welcome that comes in the same TCP segment as the 101', async () => {
    bench.harness.deepgram.greetWithin101({ type: 'Welcome', request_id: 'r-1' });
    const linking = bench.dial();
    const session = await bench.harness.deepgram.nextSession();
    await session.received('Settings');
    session.send({ type: 'SettingsApplied' });
    const link = await linking;
    expect(link.sessionId).toBe('r-1');
    await link.close();
  });

  it('logs the ids that the provider’s support asks for', async () => {
    const { link } = await openSession(bench);
    await link.close();
    expect(bench.harness.logged()).toContain('"event":"agent.session_opened","driver":"deepgram"');
    expect(bench.harness.logged()).toContain('fc553ec9-5874-49ca-a47c-b670d525a4b3');
    bench.harness.deepgram.refuse(429, { 'dg-request-id': 'refused-1', 'dg-error': 'Too many requests' });
    await bench.failureOf(bench.dial());
    expect(bench.harness.logged()).toContain('"requestId":"refused-1"');
  });

  it('is not ready before SettingsApplied, and passes nothing on before that', async () => {
    const linking = bench.dial();
    const session = await bench.harness.deepgram.nextSession();
    session.send({ type: 'SettingsApplied' }, Buffer.from('early'), agentText('early'), {
      type: 'Warning',
      code: 'SLOW',
    });
    await session.open(Buffer.from('a'), audioDone);
    const link = await linking;
    await bench.listener.next('agent_audio_done');
    expect(bench.listener.story).toEqual(['audio a', 'agent_audio_done']);
    expect(await bench.counter('crownline_agent_protocol_violations_total')).toBe(3);
    await link.close();
  });

  it('does not mind a long history that is repeated before the session is ready', async () => {
    const linking = bench.dial();
    const session = await bench.harness.deepgram.nextSession();
    session.send({ type: 'Welcome', request_id: 'r-1' });
    await session.received('Settings');
    const item = { type: 'History', role: 'user', content: 'Hello?' };
    session.send(...Array.from({ length: 100 }, () => item), { type: 'SettingsApplied' }, item, audioDone);
    const link = await linking;
    await bench.listener.next('agent_audio_done');
    expect(bench.listener.story).toEqual(['agent_audio_done']);
    expect(await bench.counter('crownline_agent_protocol_violations_total')).toBe(0);
    await link.close();
  });

  it('sends Settings once, however often it is welcomed', async () => {
    const linking = bench.dial();
    const session = await bench.harness.deepgram.nextSession();
    const welcome = { type: 'Welcome', request_id: 'r-1' };
    session.send(welcome, welcome, { ...welcome, request_id: 'r-2' });
    await session.received('Settings');
    session.send({ type: 'SettingsApplied' });
    const link = await linking;
    link.say('On.', 'queue');
    await session.received('InjectAgentMessage');
    expect(session.messages.all.map(({ type }) => type)).toEqual(['Settings', 'InjectAgentMessage']);
    expect(link.sessionId).toBe('r-1');
    expect(await bench.counter('crownline_agent_protocol_violations_total')).toBe(2);
    await link.close();
  });

  it('counts a repeated Welcome or SettingsApplied and goes on', async () => {
    const { link, session } = await openSession(bench);
    session.send({ type: 'Welcome', request_id: 'again' }, { type: 'SettingsApplied' }, audioDone);
    await bench.listener.next('agent_audio_done');
    expect(session.messages.all).toHaveLength(1);
    expect(await bench.counter('crownline_agent_protocol_violations_total')).toBe(2);
    await link.close();
  });

  it.each<[string, AgentFailure]>([
    ['INVALID_SETTINGS', { kind: 'misused', code: 'INVALID_SETTINGS' }],
    ['UNPARSABLE_CLIENT_MESSAGE', { kind: 'misused', code: 'UNPARSABLE_CLIENT_MESSAGE' }],
    ['INTERNAL_SERVER_ERROR', { kind: 'unavailable', code: 'INTERNAL_SERVER_ERROR' }],
    ['FAILED_TO_START_LISTENING', { kind: 'unavailable', code: 'FAILED_TO_START_LISTENING' }],
    ['Jane Doe, born 1980-01-01', { kind: 'unavailable', code: 'UNRECOGNISED_CODE' }],
  ])('fails on Error %s in answer to Settings', async (code, failure) => {
    const failing = bench.failureOf(bench.dial());
    const session = await bench.harness.deepgram.nextSession();
    session.send({ type: 'Welcome', request_id: 'r-1' });
    await session.received('Settings');
    session.send({ type: 'Error', code, description: 'No.' });
    expect(await failing).toEqual(failure);
    expect(bench.harness.logged()).not.toContain('Jane');
  });

  it('fails as misused when it is flooded before the session is ready', async () => {
    const failing = bench.failureOf(bench.dial());
    const session = await bench.harness.deepgram.nextSession();
    session.send(...Array.from({ length: 51 }, () => 'not JSON'));
    expect((await failing).kind).toBe('misused');
  });

  it.each<[string, (harness: DeepgramHarness) => void, AgentFailure]>([
    ['HTTP 400', ({ deepgram }) => deepgram.refuse(400), { kind: 'misused', code: 'http_400' }],
    ['HTTP 404', ({ deepgram }) => deepgram.refuse(404), { kind: 'misused', code: 'http_404' }],
    [
      'a redirect, which would hand the key to somebody else',
      ({ deepgram }) => deepgram.refuse(302, { location: 'http://127.0.0.1:1/' }),
      { kind: 'misused', code: 'http_302' },
    ],
    [
      'a 101 without the accept key',
      ({ deepgram }) => deepgram.answerWith('HTTP/1.1 101 Yes\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'),
      { kind: 'misused', code: 'invalid_handshake' },
    ],
    [
      'bytes that are not HTTP',
      ({ deepgram }) => deepgram.answerWith('SSH-2.0-OpenSSH_9.6\r\n'),
      { kind: 'unavailable', code: 'HPE_INVALID_CONSTANT' },
    ],
  ])('fails on %s', async (_what, prepare, failure) => {
    prepare(bench.harness);
    expect(await bench.failureOf(bench.dial())).toEqual(failure);
  });

  it('fails as unavailable when nobody listens at the address', async () => {
    const gone = await ScriptedDeepgram.start();
    const url = gone.url;
    await gone.stop();
    const failing = bench.failureOf(bench.dial({ agent: bench.harness.agentAt(url) }));
    expect(await failing).toEqual({ kind: 'unavailable', code: 'ECONNREFUSED' });
  });

  it('fails as misused, without quoting them, when address or key cannot be used', async () => {
    const misused = { kind: 'misused', code: 'unusable_address_or_key' };
    const { harness } = bench;
    for (const agent of [harness.agentAt('gopher://nowhere'), harness.agentAt(harness.deepgram.url, 'key\nbroken')]) {
      expect(await bench.failureOf(bench.dial({ agent }))).toEqual(misused);
    }
  });

  it('counts attempts by result, and those given up apart from failures', async () => {
    const { link } = await openSession(bench);
    await link.close();
    bench.harness.deepgram.refuse(401);
    await bench.failureOf(bench.dial());
    await bench.failureOf(bench.dial({ signal: AbortSignal.abort() }));
    const text = await bench.harness.registry.metrics();
    expect(text).toContain('crownline_agent_connects_total{driver="deepgram",result="connected"} 1');
    expect(text).toContain('crownline_agent_connects_total{driver="deepgram",result="refused"} 1');
    expect(text).toContain('crownline_agent_connects_total{driver="deepgram",result="aborted"} 1');
    expect(text).toContain('crownline_agent_connect_seconds_count{driver="deepgram"} 1');
  });
});
