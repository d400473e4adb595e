import { plainBrief, toolCall } from './voice-agent-bench.js';
import { letters, useMindedAgent, type MindedHarness, type ProviderAct } from './voice-agent-minded-bench.js';

/** What is promised while a session lasts. */
export function mindedConversation(startHarness: () => Promise<MindedHarness>): void {
  const bench = useMindedAgent(startHarness);

  describe('a session', () => {
    it('loses nothing of a greeting that arrives together with the news that it is ready', async () => {
      const greeting = { act: 'agent_says', text: 'Good morning.' } as const;
      const { link } = await bench.open(greeting, letters('abc'), letters('de'), { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual(['agent_said Good morning.', 'audio abc', 'audio de', 'agent_audio_done']);
      await link.close();
    });

    it('reports audio and events in the order of the wire, also when the audio comes before its text', async () => {
      const { link, provider } = await bench.open();
      provider.act(letters('a'), { act: 'agent_says', text: 'Good morning.' }, letters('b'), { act: 'audio_done' });
      provider.act({ act: 'caller_says', text: 'Hello' }, letters('c'), {
        act: 'requests_tools',
        calls: [toolCall('t1')],
      });
      provider.act(letters('d'), { act: 'agent_says', text: 'One moment.' }, { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual([
        'audio a',
        'agent_said Good morning.',
        'audio b',
        'agent_audio_done',
        'caller_turn_ended',
        'caller_said Hello',
        'audio c',
        'tool_requested t1 find_slots {}',
        'audio d',
        'agent_said One moment.',
        'agent_audio_done',
      ]);
      await link.close();
    });

    it('goes on when its listener throws', async () => {
      const linking = bench.harness.agent.connect(
        plainBrief,
        {
          onAudio: (chunk) => {
            bench.listener.onAudio(chunk);
            throw new Error('a listener that fails on audio');
          },
          onEvent: (event) => {
            bench.listener.onEvent(event);
            throw new Error('a listener that fails on events');
          },
        },
        new AbortController().signal,
      );
      const provider = await bench.harness.nextSession();
      await provider.open(letters('a'), { act: 'agent_says', text: 'Good morning.' }, letters('b'), {
        act: 'audio_done',
      });
      const link = await linking;
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.audio.toString()).toBe('ab');
      expect(bench.harness.logged()).toContain('agent.listener_failed');
      await link.close();
    });
  });

  describe('tools', () => {
    it('answers a request once, and never one that is unknown or was cancelled', async () => {
      const { link, provider } = await bench.open();
      provider.act(
        { act: 'requests_tools', calls: [toolCall('t1'), toolCall('t2'), toolCall('t3')] },
        { act: 'cancels_tools', ids: ['t2'] },
      );
      await bench.listener.next('tool_cancelled');
      link.answerTool('t1', '"first"');
      link.answerTool('t1', '"again"');
      link.answerTool('t2', '"cancelled"');
      link.answerTool('t9', '"unknown"');
      link.answerTool('t3', '"last"');
      await provider.nextAnswer();
      await provider.nextAnswer();
      expect(provider.answers()).toEqual([
        { requestId: 't1', resultJson: '"first"' },
        { requestId: 't3', resultJson: '"last"' },
      ]);
      await link.close();
    });

    it('does not report a cancellation of what was already answered', async () => {
      const { link, provider } = await bench.open();
      provider.act({ act: 'requests_tools', calls: [toolCall('t1')] });
      await bench.listener.next('tool_requested');
      link.answerTool('t1', '{}');
      await provider.nextAnswer();
      provider.act({ act: 'cancels_tools', ids: ['t1', 't9'] }, { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual(['tool_requested t1 find_slots {}', 'agent_audio_done']);
      await link.close();
    });

    it('does not run a request again that comes again', async () => {
      const { link, provider } = await bench.open();
      const again: ProviderAct = { act: 'requests_tools', calls: [toolCall('t1')] };
      provider.act(again, again);
      await bench.listener.next('tool_requested');
      link.answerTool('t1', '{}');
      await provider.nextAnswer();
      provider.act(again, { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual(['tool_requested t1 find_slots {}', 'agent_audio_done']);
      expect(await bench.counter('crownline_agent_protocol_violations_total')).toBe(2);
      await link.close();
    });
  });

  describe('lines of ours', () => {
    it('are reported when they are refused, once', async () => {
      const { link, provider } = await bench.open();
      link.say('One moment, please.', 'queue');
      await provider.nextLine();
      provider.act({ act: 'refuses_line' }, { act: 'refuses_line' });
      await bench.settled(provider);
      expect(bench.listener.story).toEqual(['say_refused', 'warned ALL_HEARD']);
      await link.close();
    });
  });

  describe('turns of the caller', () => {
    it('end once, whether the end or the words are told first', async () => {
      const { link, provider } = await bench.open();
      const ends: ProviderAct = { act: 'caller_ends' };
      provider.act({ act: 'caller_starts' }, ends, { act: 'caller_says', text: 'One' });
      provider.act({ act: 'caller_starts' }, { act: 'caller_says', text: 'Two' }, ends);
      provider.act({ act: 'caller_starts' }, { act: 'caller_says', text: 'Three' });
      await bench.settled(provider);
      const turn = (words: string) => ['caller_started_speaking', 'caller_turn_ended', `caller_said ${words}`];
      expect(bench.listener.story).toEqual([...turn('One'), ...turn('Two'), ...turn('Three'), 'warned ALL_HEARD']);
      await link.close();
    });

    it('end in time, before their words are there', async () => {
      const { link, provider } = await bench.open();
      provider.act({ act: 'caller_starts' }, { act: 'caller_ends' });
      await bench.settled(provider);
      provider.act({ act: 'caller_says', text: 'Hello' });
      await bench.listener.next('caller_said');
      expect(bench.listener.story.filter((line) => line === 'caller_turn_ended')).toHaveLength(1);
      await link.close();
    });

    it('can be handed over from another session, and are not told back', async () => {
      const { link, provider } = await bench.open();
      link.hear('I need an appointment.');
      expect(await provider.nextHeard()).toBe('I need an appointment.');
      provider.act({ act: 'caller_says', text: 'I need an appointment.' }, letters('a'), { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual(['audio a', 'agent_audio_done']);
      await link.close();
    });
  });

  describe('what a provider says of itself', () => {
    it('is reported: its times in milliseconds, by stage', async () => {
      const { link, provider } = await bench.open();
      const times = [
        ['first_token', 310],
        ['first_text', 420],
        ['tool_choice', 333],
        ['thinking', 0],
        ['speech', 95],
        ['total', 1001],
      ] as const;
      provider.act(...times.map(([stage, ms]) => ({ act: 'measures', stage, ms }) as const));
      await bench.settled(provider);
      const told = times.map(([stage, ms]) => `latency_reported ${stage} ${ms}`);
      expect(bench.listener.story).toEqual([...told, 'warned ALL_HEARD']);
      await link.close();
    });

    it('is reported: that its session will soon be over, as the session goes on', async () => {
      const { link, provider } = await bench.open();
      provider.act({ act: 'nears_its_end' }, letters('a'), { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual(['session_expiring', 'audio a', 'agent_audio_done']);
      await link.close();
    });

    it('is counted, without letting its words grow the metrics', async () => {
      const { link, provider } = await bench.open();
      provider.act(...Array.from({ length: 20 }, (_, index) => ({ act: 'warns', code: `CODE_${index}` }) as const));
      await bench.settled(provider);
      expect(await bench.counter('crownline_agent_warnings_total')).toBe(21);
      expect(await bench.harness.registry.metrics()).not.toContain('CODE_1');
      await link.close();
    });
  });

  describe('a change of the brief', () => {
    const tool = plainBrief.tools[0]!;

    it('reaches the provider, and leaves out what has not changed', async () => {
      const { link, provider } = await bench.open();
      link.update({ instructions: 'Answer in rhymes.' });
      expect(await provider.nextChange()).toEqual({ instructions: 'Answer in rhymes.' });
      link.update({ voices: ['aura-2-luna-en', 'aura-2-thalia-en'] });
      expect(await provider.nextChange()).toEqual({ voices: ['aura-2-luna-en', 'aura-2-thalia-en'] });
      link.update({ keyterms: ['Riverside Dental'] });
      expect(await provider.nextChange()).toEqual({ keyterms: ['Riverside Dental'] });
      await link.close();
    });

    it('builds on the changes before it', async () => {
      const { link, provider } = await bench.open();
      link.update({ instructions: 'Answer in rhymes.' });
      await provider.nextChange();
      link.update({ tools: [tool, { ...tool, name: 'book', mutates: true }] });
      expect(await provider.nextChange()).toEqual({
        instructions: 'Answer in rhymes.',
        toolNames: ['find_slots', 'book'],
        modelNames: ['gpt-4.1-mini'],
      });
      await link.close();
    });

    it('interrupts nothing', async () => {
      const { link, provider } = await bench.open(letters('a'));
      link.update({ instructions: 'Answer in rhymes.', voices: ['aura-2-luna-en'] });
      await provider.nextChange();
      provider.act(letters('b'), { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual(['audio a', 'audio b', 'agent_audio_done']);
      await link.close();
    });
  });
}
