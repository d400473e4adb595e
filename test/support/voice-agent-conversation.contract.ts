import { randomBytes } from 'node:crypto';
import {
  letters,
  plainBrief,
  toolCall,
  useVoiceAgent,
  type ProviderAct,
  type VoiceAgentHarness,
} from './voice-agent-bench.js';

/** What a driver promises while a session lasts. */
export function voiceAgentConversation(startHarness: () => Promise<VoiceAgentHarness>): void {
  const bench = useVoiceAgent(startHarness);

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
        'caller_said Hello',
        'audio c',
        'tool_requested t1 find_slots {}',
        'audio d',
        'agent_said One moment.',
        'agent_audio_done',
      ]);
      await link.close();
    });

    it('passes the agent on byte for byte, whatever the frame sizes', async () => {
      const { link, provider } = await bench.open();
      const chunks = [1, 159, 160, 161, 7, 4096, 70_001].map((size) => randomBytes(size));
      provider.act(...chunks.map((bytes) => ({ act: 'audio', bytes }) as const), { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.audio.equals(Buffer.concat(chunks))).toBe(true);
      await link.close();
    });

    it('passes the caller on byte for byte, and leaves empty frames out', async () => {
      const { link, provider } = await bench.open();
      const frames = Array.from({ length: 500 }, (_, index) => randomBytes(index % 3 === 0 ? 0 : 160 + (index % 7)));
      const sent = Buffer.concat(frames);
      for (const frame of frames) link.sendAudio(frame);
      expect((await provider.audio(sent.length)).equals(sent)).toBe(true);
      await link.close();
    });

    it('does not alter the frames it is given', async () => {
      const { link, provider } = await bench.open();
      const frame = randomBytes(160);
      const before = Buffer.from(frame);
      link.sendAudio(frame);
      await provider.audio(160);
      expect(frame.equals(before)).toBe(true);
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

  describe('barge-in', () => {
    it('withholds what is left of the cut reply until a new turn begins, and counts it', async () => {
      const { link, provider } = await bench.open(letters('a'));
      provider.act({ act: 'caller_starts' }, letters('stale'), { act: 'agent_says', text: 'stale' }, letters('old'));
      provider.act({ act: 'audio_done' }, { act: 'caller_says', text: 'Wait' });
      provider.act({ act: 'agent_says', text: 'Yes?' }, letters('b'), { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual([
        'audio a',
        'caller_started_speaking',
        'caller_said Wait',
        'agent_said Yes?',
        'audio b',
        'agent_audio_done',
      ]);
      expect(await bench.counter('crownline_agent_withheld_audio_bytes_total')).toBe('staleold'.length);
      await link.close();
    });

    it('lets a tool request begin the new turn', async () => {
      const { link, provider } = await bench.open(letters('a'));
      provider.act(
        { act: 'caller_starts' },
        letters('stale'),
        { act: 'requests_tools', calls: [toolCall('t1')] },
        letters('b'),
      );
      provider.act({ act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.audio.toString()).toBe('ab');
      await link.close();
    });

    it('shuts again when a turn that seemed over is resumed', async () => {
      const { link, provider } = await bench.open();
      const request: ProviderAct = { act: 'requests_tools', calls: [toolCall('t1')] };
      provider.act({ act: 'caller_starts' }, request, { act: 'caller_starts' }, letters('stale'));
      provider.act({ act: 'cancels_tools', ids: ['t1'] }, { act: 'caller_says', text: 'No, Tuesday' });
      await bench.listener.next('caller_said');
      expect(bench.listener.story).toEqual([
        'caller_started_speaking',
        'tool_requested t1 find_slots {}',
        'caller_started_speaking',
        'tool_cancelled t1',
        'caller_said No, Tuesday',
      ]);
      await link.close();
    });

    it('lets a line of ours be heard when the caller started and then said nothing', async () => {
      const { link, provider } = await bench.open();
      provider.act({ act: 'caller_starts' });
      await bench.listener.next('caller_started_speaking');
      link.say('Are you still there?', 'queue');
      expect(await provider.nextLine()).toBe('Are you still there?');
      provider.act(letters('stale'), { act: 'agent_says', text: 'And on Monday' }, letters('stale'));
      provider.act({ act: 'agent_says', text: 'Are you still there?' }, letters('a'), { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual([
        'caller_started_speaking',
        'agent_said Are you still there?',
        'audio a',
        'agent_audio_done',
      ]);
      await link.close();
    });

    it('keeps a line from before the interruption from opening the way for stale audio', async () => {
      const { link, provider } = await bench.open();
      link.say('One moment.', 'queue');
      await provider.nextLine();
      provider.act({ act: 'caller_starts' }, { act: 'agent_says', text: 'One moment.' }, letters('stale'));
      provider.act({ act: 'caller_says', text: 'Wait' });
      await bench.listener.next('caller_said');
      expect(bench.listener.story).toEqual(['caller_started_speaking', 'caller_said Wait']);
      await link.close();
    });
  });

  describe('tools', () => {
    it('reports parallel requests one by one and answers each with its own id, in any order', async () => {
      const { link, provider } = await bench.open();
      provider.act({ act: 'requests_tools', calls: [toolCall('t1', '{"day":1}'), toolCall('t2', '{"day":2}')] });
      await bench.listener.next('tool_requested');
      await bench.listener.next('tool_requested');
      link.answerTool('t2', '{"free":2}');
      link.answerTool('t1', '{"free":1}');
      expect(await provider.nextAnswer()).toEqual({ requestId: 't2', resultJson: '{"free":2}' });
      expect(await provider.nextAnswer()).toEqual({ requestId: 't1', resultJson: '{"free":1}' });
      expect(bench.listener.story).toEqual([
        'tool_requested t1 find_slots {"day":1}',
        'tool_requested t2 find_slots {"day":2}',
      ]);
      await link.close();
    });

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
    it('are handed on, and a refusal is reported', async () => {
      const { link, provider } = await bench.open();
      link.say('One moment, please.', 'queue');
      expect(await provider.nextLine()).toBe('One moment, please.');
      provider.act({ act: 'refuses_line' });
      await bench.listener.next('say_refused');
      expect(bench.listener.story).toEqual(['say_refused']);
      await link.close();
    });
  });
}
