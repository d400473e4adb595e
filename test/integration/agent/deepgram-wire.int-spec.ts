import { randomBytes } from 'node:crypto';
import {
  AgentConnectError,
  type AgentBrief,
  type AgentFailure,
  type AgentLink,
} from '../../../src/agent/voice-agent.port.js';
import { RecordingListener } from '../../support/recording-listener.js';
import { ScriptedDeepgram, type Frame, type ScriptedSession } from '../../support/scripted-deepgram.js';
import { plainBrief } from '../../support/voice-agent.contract.js';
import { API_KEY, startDeepgramHarness, type DeepgramHarness } from './deepgram-harness.js';

/** What only Deepgram's protocol has. What every driver must do is in the contract suite. */
describe('Deepgram on the wire', () => {
  let harness: DeepgramHarness;
  let listener: RecordingListener;

  beforeEach(async () => {
    harness = await startDeepgramHarness();
    listener = new RecordingListener();
  });

  afterEach(async () => {
    try {
      await harness.deepgram.idle();
      expect(harness.clock.pendingTimers).toBe(0);
      expect(harness.logged()).not.toContain(API_KEY);
    } finally {
      await harness.stop();
    }
  });

  const dial = (brief: AgentBrief = plainBrief, agent = harness.agent): Promise<AgentLink> =>
    agent.connect(brief, listener, new AbortController().signal);

  async function open(...frames: Frame[]): Promise<{ link: AgentLink; session: ScriptedSession }> {
    const linking = dial();
    const session = await harness.deepgram.nextSession();
    await session.open(...frames);
    return { link: await linking, session };
  }

  async function failureOf(linking: Promise<AgentLink>): Promise<AgentFailure> {
    const error: unknown = await linking.then(
      () => new Error('connected'),
      (reason: unknown) => reason,
    );
    if (!(error instanceof AgentConnectError)) throw error;
    return error.failure;
  }

  const counter = async (metric: string): Promise<number> => {
    const { values } = (await harness.registry.getSingleMetric(metric)?.get()) ?? { values: [] };
    return values.reduce((sum, { value }) => sum + value, 0);
  };

  const agentText = (content: string) => ({ type: 'ConversationText', role: 'assistant', content });
  const done = { type: 'AgentAudioDone' };

  describe('opening', () => {
    it('authenticates with the key in a header, and neither compresses nor names a subprotocol', async () => {
      const { link, session } = await open();
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
        language: 'en-US',
        voice: 'aura-2-thalia-en',
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
      const linking = dial(brief);
      const session = await harness.deepgram.nextSession();
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
              },
            },
            think: {
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
            speak: { provider: { type: 'deepgram', version: 'v1', model: 'aura-2-thalia-en' } },
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
      harness.deepgram.greetWithin101({ type: 'Welcome', request_id: 'r-1' });
      const linking = dial();
      const session = await harness.deepgram.nextSession();
      await session.received('Settings');
      session.send({ type: 'SettingsApplied' });
      const link = await linking;
      expect(link.sessionId).toBe('r-1');
      await link.close();
    });

    it('logs the ids that the provider’s support asks for', async () => {
      const { link } = await open();
      await link.close();
      expect(harness.logged()).toContain('"event":"agent.session_opened","driver":"deepgram"');
      expect(harness.logged()).toContain('fc553ec9-5874-49ca-a47c-b670d525a4b3');
      harness.deepgram.refuse(429, { 'dg-request-id': 'refused-1', 'dg-error': 'Too many requests' });
      await failureOf(dial());
      expect(harness.logged()).toContain('"requestId":"refused-1"');
    });

    it('is not ready before SettingsApplied, and passes nothing on before that', async () => {
      const linking = dial();
      const session = await harness.deepgram.nextSession();
      session.send({ type: 'SettingsApplied' }, Buffer.from('early'), agentText('early'), {
        type: 'Warning',
        code: 'SLOW',
      });
      await session.open(Buffer.from('a'), done);
      const link = await linking;
      await listener.next('agent_audio_done');
      expect(listener.story).toEqual(['audio a', 'agent_audio_done']);
      expect(await counter('crownline_agent_protocol_violations_total')).toBe(3);
      await link.close();
    });

    it('sends Settings once, however often it is welcomed', async () => {
      const linking = dial();
      const session = await harness.deepgram.nextSession();
      const welcome = { type: 'Welcome', request_id: 'r-1' };
      session.send(welcome, welcome, { ...welcome, request_id: 'r-2' });
      await session.received('Settings');
      session.send({ type: 'SettingsApplied' });
      const link = await linking;
      link.say('On.', 'queue');
      await session.received('InjectAgentMessage');
      expect(session.messages.all.map(({ type }) => type)).toEqual(['Settings', 'InjectAgentMessage']);
      expect(link.sessionId).toBe('r-1');
      expect(await counter('crownline_agent_protocol_violations_total')).toBe(2);
      await link.close();
    });

    it('counts a repeated Welcome or SettingsApplied and goes on', async () => {
      const { link, session } = await open();
      session.send({ type: 'Welcome', request_id: 'again' }, { type: 'SettingsApplied' }, done);
      await listener.next('agent_audio_done');
      expect(session.messages.all).toHaveLength(1);
      expect(await counter('crownline_agent_protocol_violations_total')).toBe(2);
      await link.close();
    });

    it.each<[string, AgentFailure]>([
      ['INVALID_SETTINGS', { kind: 'misused', code: 'INVALID_SETTINGS' }],
      ['UNPARSABLE_CLIENT_MESSAGE', { kind: 'misused', code: 'UNPARSABLE_CLIENT_MESSAGE' }],
      ['INTERNAL_SERVER_ERROR', { kind: 'unavailable', code: 'INTERNAL_SERVER_ERROR' }],
      ['FAILED_TO_START_LISTENING', { kind: 'unavailable', code: 'FAILED_TO_START_LISTENING' }],
      ['Jane Doe, born 1980-01-01', { kind: 'unavailable', code: 'UNRECOGNISED_CODE' }],
    ])('fails on Error %s in answer to Settings', async (code, failure) => {
      const failing = failureOf(dial());
      const session = await harness.deepgram.nextSession();
      session.send({ type: 'Welcome', request_id: 'r-1' });
      await session.received('Settings');
      session.send({ type: 'Error', code, description: 'No.' });
      expect(await failing).toEqual(failure);
      expect(harness.logged()).not.toContain('Jane');
    });

    it('fails as misused when it is flooded before the session is ready', async () => {
      const failing = failureOf(dial());
      const session = await harness.deepgram.nextSession();
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
      prepare(harness);
      expect(await failureOf(dial())).toEqual(failure);
    });

    it('fails as unavailable when nobody listens at the address', async () => {
      const gone = await ScriptedDeepgram.start();
      const url = gone.url;
      await gone.stop();
      const failing = failureOf(dial(plainBrief, harness.agentAt(url)));
      expect(await failing).toEqual({ kind: 'unavailable', code: 'ECONNREFUSED' });
    });

    it('fails as misused, without quoting them, when address or key cannot be used', async () => {
      const misused = { kind: 'misused', code: 'unusable_address_or_key' };
      expect(await failureOf(dial(plainBrief, harness.agentAt('gopher://nowhere')))).toEqual(misused);
      expect(await failureOf(dial(plainBrief, harness.agentAt(harness.deepgram.url, 'key\nwith a break')))).toEqual(
        misused,
      );
    });

    it('counts attempts by result, and those given up apart from failures', async () => {
      const { link } = await open();
      await link.close();
      harness.deepgram.refuse(401);
      await failureOf(dial());
      await failureOf(harness.agent.connect(plainBrief, listener, AbortSignal.abort()));
      const text = await harness.registry.metrics();
      expect(text).toContain('crownline_agent_connects_total{driver="deepgram",result="connected"} 1');
      expect(text).toContain('crownline_agent_connects_total{driver="deepgram",result="refused"} 1');
      expect(text).toContain('crownline_agent_connects_total{driver="deepgram",result="aborted"} 1');
      expect(text).toContain('crownline_agent_connect_seconds_count{driver="deepgram"} 1');
    });
  });

  describe('talking', () => {
    it.each<[string, Frame]>([
      ['ConversationText of the user', { type: 'ConversationText', role: 'user', content: 'Hi' }],
      ['EndOfTurn', { type: 'EndOfTurn', trigger: 'model' }],
      ['AgentThinking', { type: 'AgentThinking', content: 'Hm.' }],
      ['AgentStartedSpeaking', { type: 'AgentStartedSpeaking', total_latency: 1, tts_latency: 0.1, ttt_latency: 0.4 }],
      [
        'FunctionCallRequest, also for a function that Deepgram runs',
        { type: 'FunctionCallRequest', functions: [{ id: 'f', name: 'n', arguments: '{}', client_side: false }] },
      ],
    ])('takes %s for the beginning of a new turn', async (_what, signal) => {
      const { link, session } = await open();
      session.send({ type: 'UserStartedSpeaking' }, Buffer.from('stale'), signal, Buffer.from('a'), done);
      await listener.next('agent_audio_done');
      expect(listener.audio.toString()).toBe('a');
      await link.close();
    });

    it.each<[string, Frame]>([
      ['a late sentence of the cut reply', agentText('And on Monday we open at nine.')],
      ['an AgentAudioDone', done],
      ['a LatencyReport', { type: 'LatencyReport', stt_latency: 0.1 }],
      ['a History entry', { type: 'History', role: 'assistant', content: 'And on Monday' }],
      ['a Warning', { type: 'Warning', code: 'SLOW_SPEAK_REQUEST', description: 'Slow.' }],
      ['an unknown message', { type: 'SomethingNew' }],
    ])('does not take %s for the beginning of a new turn', async (_what, noise) => {
      const { link, session } = await open();
      session.send({ type: 'UserStartedSpeaking' }, noise, Buffer.from('stale'), { type: 'EndOfTurn' }, done);
      await listener.next('agent_audio_done');
      expect(listener.audio.toString()).toBe('');
      await link.close();
    });

    it('leaves server-side functions, echoes and informative messages alone, and does not call them unknown', async () => {
      const { link, session } = await open();
      session.send(
        { type: 'FunctionCallRequest', functions: [{ id: 'f', name: 'n', arguments: '{}', client_side: false }] },
        { type: 'FunctionCallResponse', id: 'f', name: 'n', content: '{}' },
        {
          type: 'History',
          function_calls: [{ id: 'f', name: 'n', client_side: false, arguments: '{}', response: '{}' }],
        },
        { type: 'History', role: 'assistant', content: 'Hello.' },
        { type: 'LatencyReport', stt_latency: null },
        { type: 'PromptUpdated' },
        { type: 'SpeakUpdated' },
        { type: 'ThinkUpdated' },
        { type: 'ListenUpdated' },
        { type: 'ConversationText', role: 'system', content: 'Not spoken by anybody.' },
        agentText('  '),
        done,
      );
      await listener.next('agent_audio_done');
      link.answerTool('f', '{}');
      link.say('On.', 'queue');
      await session.received('InjectAgentMessage');
      expect(listener.story).toEqual(['agent_audio_done']);
      expect(session.messages.all.map(({ type }) => type)).toEqual(['Settings', 'InjectAgentMessage']);
      expect(await counter('crownline_agent_unknown_messages_total')).toBe(0);
      expect(await counter('crownline_agent_protocol_violations_total')).toBe(0);
      await link.close();
    });

    it('skips message types from after its time and counts them, however many', async () => {
      const { link, session } = await open();
      session.send(...Array.from({ length: 200 }, () => ({ type: 'SomethingNew', with: { more: 1 } })), done);
      await listener.next('agent_audio_done');
      expect(await counter('crownline_agent_unknown_messages_total')).toBe(200);
      await link.close();
    });

    it('tolerates fields that it does not know', async () => {
      const { link, session } = await open();
      session.send({ ...agentText('Hello.'), languages: ['en'], confidence: 1 }, { ...done, turn: 4 });
      await listener.next('agent_audio_done');
      expect(listener.story).toEqual(['agent_said Hello.', 'agent_audio_done']);
      await link.close();
    });

    it('answers a function with the id, name and JSON text of the protocol', async () => {
      const { link, session } = await open();
      const functions = [{ id: 'fc_1', name: 'book', arguments: '{"a":1}', client_side: true, thought_signature: 'x' }];
      session.send({ type: 'FunctionCallRequest', functions });
      await listener.next('tool_requested');
      link.answerTool('fc_1', '{"ok":true}');
      expect(await session.received('FunctionCallResponse')).toEqual({
        type: 'FunctionCallResponse',
        id: 'fc_1',
        name: 'book',
        content: '{"ok":true}',
      });
      await link.close();
    });

    it('injects lines with the field and the behaviours of the protocol', async () => {
      const { link, session } = await open();
      link.say('One moment.', 'queue');
      link.say('Goodbye.', 'interrupt');
      const [first, second] = [
        await session.received('InjectAgentMessage'),
        await session.received('InjectAgentMessage'),
      ];
      expect(first).toEqual({ type: 'InjectAgentMessage', message: 'One moment.', behavior: 'queue' });
      expect(second).toEqual({ type: 'InjectAgentMessage', message: 'Goodbye.', behavior: 'interrupt' });
      await link.close();
    });

    it.each<[string, Frame[]]>([
      ['InjectionRefused', [{ type: 'InjectionRefused', message: 'Busy.' }]],
      ['InjectionRefused without its message', [{ type: 'InjectionRefused' }]],
      [
        'a warning about the caller',
        [{ type: 'Warning', code: 'INJECT_AGENT_MESSAGE_DURING_USER_SPEECH', description: '' }],
      ],
      [
        'a warning about the agent',
        [{ type: 'Warning', code: 'INJECT_AGENT_MESSAGE_DURING_AGENT_SPEECH', description: '' }],
      ],
      [
        'both forms for one line',
        [
          { type: 'Warning', code: 'INJECT_AGENT_MESSAGE_DURING_USER_SPEECH', description: '' },
          { type: 'InjectionRefused' },
        ],
      ],
    ])('reports a refused line once on %s', async (_what, frames) => {
      const { link, session } = await open();
      link.say('One moment.', 'queue');
      await session.received('InjectAgentMessage');
      session.send(...frames, done);
      await listener.next('agent_audio_done');
      expect(listener.story).toEqual(['say_refused', 'agent_audio_done']);
      await link.close();
    });

    it('reports warnings by their code', async () => {
      const { link, session } = await open();
      session.send({ type: 'Warning', code: 'SLOW_THINK_REQUEST', description: 'Slow.' });
      await listener.next('warned');
      expect(listener.story).toEqual(['warned SLOW_THINK_REQUEST']);
      await link.close();
    });
  });

  it('never sends an empty frame, which Deepgram takes for the end of the audio', async () => {
    const { link, session } = await open();
    link.sendAudio(Buffer.alloc(0));
    link.sendAudio(Buffer.alloc(160));
    await session.audio(160);
    expect(session.audioFrames.all).toHaveLength(1);
    await link.close();
  });

  describe('staying connected', () => {
    it('sends KeepAlive only once no caller audio has flowed for 5 s, and every 5 s from then on', async () => {
      const { link, session } = await open();
      const keepAlives = () => session.messages.all.filter(({ type }) => type === 'KeepAlive').length;
      harness.clock.advance(3_000);
      link.sendAudio(randomBytes(160));
      await session.audio(160);
      harness.clock.advance(4_999);
      link.say('So far none.', 'queue');
      await session.received('InjectAgentMessage');
      expect(keepAlives()).toBe(0);
      harness.clock.advance(1);
      expect(await session.received('KeepAlive')).toEqual({ type: 'KeepAlive' });
      harness.clock.advance(4_999);
      link.say('One.', 'queue');
      await session.received('InjectAgentMessage');
      expect(keepAlives()).toBe(1);
      harness.clock.advance(1);
      await session.received('KeepAlive');
      await link.close();
    });

    it('sends no KeepAlive while caller audio flows', async () => {
      const { link, session } = await open();
      for (let frame = 0; frame < 1_000; frame += 1) {
        link.sendAudio(randomBytes(160));
        harness.clock.advance(20);
      }
      link.say('Done.', 'queue');
      await session.received('InjectAgentMessage');
      expect(session.messages.all.map(({ type }) => type)).toEqual(['Settings', 'InjectAgentMessage']);
      await link.close();
    });

    it('does not hold it against a server that it never answers pings', async () => {
      const { link, session } = await open();
      session.ignorePings();
      await harness.clock.advanceAsync(60_000, 1_000);
      session.send(done);
      await listener.next('agent_audio_done');
      expect(listener.story).toEqual(['agent_audio_done']);
      await link.close();
    });

    it('stays with a server that stops answering pings but goes on talking', async () => {
      const { link, session } = await open();
      await session.pings.next();
      session.ignorePings();
      for (let reply = 0; reply < 20; reply += 1) {
        session.send(done);
        await listener.next('agent_audio_done');
        harness.clock.advance(3_000);
      }
      expect(listener.story.at(-1)).toBe('agent_audio_done');
      await link.close();
    });

    it('stays with a server that has nothing to say but answers pings', async () => {
      const { link, session } = await open();
      for (let ping = 0; ping < 20; ping += 1) {
        await session.pings.next();
        session.send(done);
        await listener.next('agent_audio_done');
        harness.clock.advance(3_000);
      }
      expect(listener.story.at(-1)).toBe('agent_audio_done');
      await link.close();
    });
  });

  describe('ending', () => {
    it.each([1000, 1011, 1012])('takes a close with code %i for an outage', async (code) => {
      const { link, session } = await open();
      session.close(code);
      expect((await listener.next('link_closed')).failure).toEqual({ kind: 'unavailable', code: `close_${code}` });
      await link.close();
      expect(listener.story).toHaveLength(1);
    });

    it('takes a close without a code for an outage', async () => {
      const { link, session } = await open();
      session.close();
      expect((await listener.next('link_closed')).failure).toEqual({ kind: 'unavailable', code: 'close_1005' });
      await link.close();
    });

    it('takes a connection that vanishes for an outage', async () => {
      const { link, session } = await open();
      session.drop();
      expect((await listener.next('link_closed')).failure).toEqual({ kind: 'unavailable', code: 'close_1006' });
      await link.close();
    });

    it('takes a close that rejects our frames for misuse', async () => {
      const { link, session } = await open();
      session.close(1009);
      expect((await listener.next('link_closed')).failure).toEqual({ kind: 'misused', code: 'close_1009' });
      await link.close();
    });

    it.each<[string, (session: ScriptedSession) => void]>([
      ['a close with 1000', (session) => session.close(1000)],
      ['a close with 1011', (session) => session.close(1011)],
      ['a close without a code', (session) => session.close()],
      ['a vanishing connection', (session) => session.drop()],
      ['nothing at all', () => undefined],
    ])('names the Error as the reason when %s follows it', async (_what, leave) => {
      const { link, session } = await open();
      session.send(
        { type: 'Error', code: 'CLIENT_MESSAGE_TIMEOUT', description: 'We waited too long.' },
        Buffer.from('late'),
      );
      leave(session);
      const { failure } = await listener.next('link_closed');
      await link.close();
      // A connection that is destroyed may take the last message with it.
      expect(['CLIENT_MESSAGE_TIMEOUT', 'close_1006']).toContain(failure?.code);
      expect(failure?.kind).toBe('unavailable');
      expect(listener.story).toHaveLength(1);
    });

    it.each<[string, (session: ScriptedSession) => void]>([
      ['a reserved opcode', (session) => session.writeRaw(Buffer.from([0x83, 0x00]))],
      ['a masked frame', (session) => session.writeRaw(Buffer.from([0x82, 0x81, 1, 2, 3, 4, 5]))],
      ['text that is not UTF-8', (session) => session.writeRaw(Buffer.from([0x81, 0x02, 0xc3, 0x28]))],
      ['plain noise', (session) => session.writeRaw(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'))],
      ['a frame of more than a mebibyte', (session) => session.send(Buffer.alloc(1024 * 1024 + 1))],
    ])('leaves a peer as misused that sends %s', async (_what, misbehave) => {
      const { link, session } = await open(Buffer.from('a'));
      misbehave(session);
      expect((await listener.next('link_closed')).failure).toEqual({ kind: 'misused', code: 'invalid_frame' });
      await link.close();
      expect(listener.story).toEqual(['audio a', 'link_closed {"kind":"misused","code":"invalid_frame"}']);
    });

    it('takes a frame of exactly a mebibyte', async () => {
      const { link, session } = await open();
      session.send(Buffer.alloc(1024 * 1024), done);
      await listener.next('agent_audio_done');
      expect(listener.audio).toHaveLength(1024 * 1024);
      await link.close();
    });

    it('closes with 1000, after all that was still on its way', async () => {
      const { link, session } = await open();
      link.sendAudio(Buffer.alloc(4_000));
      link.say('Goodbye.', 'queue');
      await link.close();
      expect(await session.closed).toBe(1000);
      expect(await session.audio(4_000)).toHaveLength(4_000);
      expect(session.messages.all.at(-1)?.type).toBe('InjectAgentMessage');
    });
  });
});
