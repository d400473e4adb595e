import '../support/in-virtual-time.js';
import { DeepgramBench, silence, TABLE_TOOLS, thinkWith, type HistoryMessages } from '../support/deepgram-bench.js';
import { settingsWith, type SdkAgent } from '../support/sdk-agent.js';

describe('simulated Deepgram, driven by the official SDK', () => {
  const bench = new DeepgramBench();

  describe('opening a session', () => {
    it('says who it is, applies the settings, and speaks the greeting so that an ear understands it', async () => {
      await bench.listen();
      const agent = await bench.open({ greeting: 'Thank you for calling. How can I help you?' });
      await agent.next('AgentAudioDone');

      expect(agent.types.filter((type) => type !== 'audio')).toEqual([
        'Welcome',
        'SettingsApplied',
        'ConversationText',
        'ConversationText',
        'AgentAudioDone',
      ]);
      expect(agent.heard()).toBe('Thank you for calling. How can I help you?');
    });

    it('gives its request id in the response headers and in the Welcome', async () => {
      await bench.listen();
      const agent = await bench.dial();

      expect((await agent.next('Welcome'))['request_id']).toBe(bench.server.sessions[0]?.requestId);
    });

    it('lets in the right key only', async () => {
      await bench.listen({ apiKey: 'right-key' });
      const right = await bench.dial({ apiKey: 'right-key' });
      await right.next('Welcome');
      const wrong = await bench.dial({ apiKey: 'wrong-key' });

      expect(await wrong.failed).toMatch(/401/);
      expect(bench.server.sessions).toHaveLength(1);
    });

    it('refuses as often as it is told to, then takes the call', async () => {
      await bench.listen();
      bench.server.faults.refuseWith = [429, 503];

      expect(await (await bench.dial()).failed).toMatch(/429/);
      expect(await (await bench.dial()).failed).toMatch(/503/);
      await expect((await bench.dial()).next('Welcome')).resolves.toBeDefined();
    });
  });

  describe('refusing what breaks the protocol', () => {
    it.each<[string, (agent: SdkAgent) => void, string, RegExp]>([
      ['audio before Settings', (agent) => agent.send(silence(20)), 'NON_SETTINGS_MESSAGE_BEFORE_SETTINGS', /first/],
      [
        'KeepAlive before Settings',
        (agent) => agent.socket.sendKeepAlive({ type: 'KeepAlive' }),
        'NON_SETTINGS_MESSAGE_BEFORE_SETTINGS',
        /first/,
      ],
      [
        'a field in the wrong place',
        (agent) => agent.socket.sendSettings(settingsWith({ mip_opt_out: true } as object)),
        'UNPARSABLE_CLIENT_MESSAGE',
        /agent\.mip_opt_out/,
      ],
      [
        'a field of another model',
        (agent) =>
          agent.socket.sendSettings(
            settingsWith({
              listen: {
                provider: { type: 'deepgram', version: 'v2', model: 'flux-general-en', smart_format: true } as never,
              },
            }),
          ),
        'UNPARSABLE_CLIENT_MESSAGE',
        /agent\.listen\.provider\.smart_format/,
      ],
      [
        'a format it does not simulate',
        (agent) =>
          agent.socket.sendSettings({
            ...settingsWith({}),
            audio: { output: { encoding: 'mulaw', sample_rate: 8000 } },
          }),
        'INVALID_SETTINGS',
        /audio\.input/,
      ],
      [
        'a container on the phone',
        (agent) => {
          const settings = settingsWith({});
          const output = { ...settings.audio.output, container: 'wav' };
          agent.socket.sendSettings({ ...settings, audio: { ...settings.audio, output } });
        },
        'INVALID_SETTINGS',
        /audio\.output/,
      ],
      [
        'a temperature that the provider does not take',
        (agent) =>
          agent.socket.sendSettings(
            settingsWith({ think: { provider: { type: 'anthropic', model: 'claude-haiku-4-5', temperature: 1.5 } } }),
          ),
        'INVALID_SETTINGS',
        /agent\.think\.provider\.temperature/,
      ],
    ])('answers %s with an error, and closes', async (_, act, code, description) => {
      await bench.listen();
      const agent = await bench.dial();
      await agent.next('Welcome');
      act(agent);

      expect(await agent.next('Error')).toMatchObject({ code, description: expect.stringMatching(description) });
      expect(await agent.closed).toBe(1000);
    });

    it('takes Settings only once', async () => {
      await bench.listen();
      const agent = await bench.open();
      agent.socket.sendSettings(settingsWith({}));

      expect(await agent.next('Error')).toMatchObject({ code: 'SETTINGS_ALREADY_APPLIED' });
    });

    it('meets an SDK that reconnects by itself, without Settings, with an error again', async () => {
      await bench.listen();
      bench.server.faults.breaks = [{ at: { turn: 1 }, how: { closeCode: 1011 } }];
      const agent = await bench.dial({ reconnectAttempts: 1 });
      await agent.next('Welcome');
      agent.socket.sendSettings(settingsWith({}));
      await agent.next('SettingsApplied');
      await agent.say('Hello?');
      await agent.next('Welcome');
      agent.send(silence(20));

      expect(await agent.next('Error')).toMatchObject({ code: 'NON_SETTINGS_MESSAGE_BEFORE_SETTINGS' });
    });
  });

  describe('a conversation', () => {
    it('hears what the caller says, word by word, and answers', async () => {
      await bench.listen();
      const agent = await bench.open();
      await agent.say('Hello, good morning to you.');

      expect(await agent.said('user')).toBe('Hello, good morning to you.');
      await agent.next('AgentAudioDone');
      expect(agent.types.filter((type) => type !== 'audio')).toEqual([
        'Welcome',
        'SettingsApplied',
        'UserStartedSpeaking',
        'ConversationText',
        'EndOfTurn',
        'AgentThinking',
        'ConversationText',
        'ConversationText',
        'AgentAudioDone',
      ]);
      expect(agent.heard()).toBe('Hello! How can I help you today?');
    });

    it('takes a pause for a breath and a long silence for the end of the turn', async () => {
      await bench.listen();
      const agent = await bench.open();
      await agent.say('I would like', 400);
      await agent.say('something else.');

      expect(await agent.said('user')).toBe('I would like something else.');
      expect(agent.types.filter((type) => type === 'UserStartedSpeaking')).toHaveLength(2);
    });

    it('hears no word of which audio is missing', async () => {
      await bench.listen();
      const agent = await bench.open();
      const { audio, words } = await bench.speech.render('rms', 'Call me back tomorrow.');
      const [, me] = words;
      if (!me) throw new Error('four words expected');
      const middle = me.startByte + Math.floor(me.bytes / 2);
      agent.send(Buffer.concat([audio.subarray(0, middle), audio.subarray(middle + 80), silence(750)]));

      expect(await agent.said('user')).toBe('Call back tomorrow.');
    });

    it('asks again when nothing could be made out', async () => {
      await bench.listen();
      const agent = await bench.open();
      const { audio } = await bench.speech.render('rms', 'Tomorrow');
      agent.send(Buffer.concat([audio.subarray(0, audio.length / 2), silence(750)]));

      expect(await agent.said('assistant')).toMatch(/didn't catch that/);
    });

    it('ends a turn also when the audio stops coming in mid-sentence', async () => {
      await bench.listen();
      const agent = await bench.open();
      await agent.say('Hello there.', 0);

      expect(await agent.said('user')).toBe('Hello there.');
      expect(await agent.next('EndOfTurn')).toMatchObject({ trigger: 'timeout' });
    });

    it('sends audio in frames of odd sizes, faster than it is spoken', async () => {
      await bench.listen();
      const agent = await bench.open({
        greeting: 'Good morning and welcome to the house of many rooms and corridors.',
      });
      await agent.next('AgentAudioDone');
      const sizes = agent.audio.map((frame) => frame.length);

      expect(new Set(sizes).size).toBeGreaterThan(3);
      expect(sizes.some((size) => size % 160 !== 0 && size % 2 === 1)).toBe(true);
    });

    it('reports the conversation as history that a later session can go on from', async () => {
      await bench.listen();
      const first = await bench.open({ greeting: 'Welcome.', think: thinkWith(TABLE_TOOLS) });
      await first.say("I'd like a table for four.");
      await first.said('assistant', /What day/);
      const messages = first.frames.all.filter(({ type }) => type === 'History') as unknown as HistoryMessages;
      first.close();

      const second = await bench.open({ think: thinkWith(TABLE_TOOLS), context: { messages } });
      await second.say('Friday.');
      expect(await second.next('FunctionCallRequest')).toMatchObject({
        functions: [{ name: 'find_tables', arguments: JSON.stringify({ when: 'Friday', guests: 4 }) }],
      });
      expect(second.types.filter((type) => type === 'ConversationText')).toHaveLength(1);
    });

    it('answers what is said to it as text', async () => {
      await bench.listen();
      const agent = await bench.open();
      agent.socket.sendInjectUserMessage({ type: 'InjectUserMessage', content: 'Goodbye.' });

      expect(await agent.said('user')).toBe('Goodbye.');
      expect(await agent.said('assistant')).toMatch(/Goodbye/);
    });

    it('keeps silent about history when it is asked to', async () => {
      await bench.listen();
      const agent = await bench.dial();
      await agent.next('Welcome');
      agent.socket.sendSettings({ ...settingsWith({ greeting: 'Hello.' }), flags: { history: false } });
      await agent.next('AgentAudioDone');

      expect(agent.frames.all.some(({ type }) => type === 'History')).toBe(false);
    });
  });
});
