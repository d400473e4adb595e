import {
  broken,
  corruptions,
  letters,
  protocolBreaches,
  toolCall,
  useVoiceAgent,
  type VoiceAgentHarness,
} from './voice-agent-bench.js';

/** What a driver promises about providers that break the rules, and about slow ones. */
export function voiceAgentMisbehaviour(startHarness: () => Promise<VoiceAgentHarness>): void {
  const bench = useVoiceAgent(startHarness);

  describe('a provider that misbehaves', () => {
    it('has its broken messages skipped and counted, and the session goes on', async () => {
      const { link, provider } = await bench.open();
      provider.act(broken(), letters('a'), broken(), { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual(['audio a', 'agent_audio_done']);
      expect(await bench.counter('crownline_agent_protocol_violations_total')).toBe(2);
      await link.close();
    });

    it('is left as misused when it floods a session with them', async () => {
      const { link, provider } = await bench.open();
      provider.act(...Array.from({ length: 50 }, () => broken()), letters('a'));
      await bench.listener.next('audio');
      expect(bench.listener.story).toEqual(['audio a']);
      provider.act(broken());
      expect((await bench.listener.next('link_closed')).failure?.kind).toBe('misused');
      await link.close();
    });

    it('costs the oldest audio only when it takes the caller too slowly, and no memory', async () => {
      const { link, provider } = await bench.open();
      provider.stopReading();
      // One second a frame, each numbered, for longer than any kernel will buffer on the loopback.
      const seconds = 4_000;
      for (let second = 0; second < seconds; second += 1) {
        link.sendAudio(Buffer.alloc(8_000, `${String(second).padStart(7, '0')} `));
        if (second % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      const droppedSeconds = await bench.counter('crownline_agent_dropped_audio_seconds_total');
      expect(droppedSeconds).toBeGreaterThan(0);
      provider.resumeReading();
      const received = await provider.audio((seconds - droppedSeconds) * 8_000);
      const numbers = Array.from({ length: received.length / 8_000 }, (_, index) =>
        Number(received.toString('latin1', index * 8_000, index * 8_000 + 7)),
      );
      expect(numbers.slice(-5)).toEqual([-5, -4, -3, -2, -1].map((offset) => seconds + offset));
      expect(numbers).toEqual([...numbers].sort((left, right) => left - right));
      await link.close();
    });

    it.each(protocolBreaches)('has what is %s skipped and counted', async (how) => {
      const { link, provider } = await bench.open(broken(how), letters('a'));
      await bench.settled(provider);
      expect(bench.listener.story).toEqual(['audio a', 'warned ALL_HEARD']);
      expect(await bench.counter('crownline_agent_protocol_violations_total')).toBe(1);
      await link.close();
    });

    it('may say what came after our time, as often as it likes', async () => {
      const { link, provider } = await bench.open();
      provider.act(...Array.from({ length: 200 }, () => ({ act: 'says_something_new' }) as const), letters('a'));
      await bench.settled(provider);
      expect(bench.listener.story).toEqual(['audio a', 'warned ALL_HEARD']);
      expect(await bench.counter('crownline_agent_unknown_messages_total')).toBe(200);
      expect(await bench.counter('crownline_agent_protocol_violations_total')).toBe(0);
      await link.close();
    });

    it.each(corruptions)('is left as misused, with this session alone, when it sends: %s', async (how) => {
      const { link, provider } = await bench.open(letters('a'));
      const other = await bench.open();
      provider.corrupt(how);
      const { failure } = await bench.listener.next('link_closed');
      expect(failure?.kind).toBe('misused');
      await link.close();
      other.provider.act(letters('b'));
      await bench.settled(other.provider);
      expect(bench.listener.audio.toString()).toBe('ab');
      await other.link.close();
    });

    it('is heard in order when its messages trickle in byte by byte', async () => {
      const { link, provider } = await bench.open();
      await provider.trickle(
        { act: 'caller_says', text: 'Hello' },
        { act: 'requests_tools', calls: [toolCall('t1')] },
        { act: 'agent_says', text: 'Good morning.' },
        letters('abc'),
        { act: 'audio_done' },
      );
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual([
        'caller_turn_ended',
        'caller_said Hello',
        'tool_requested t1 find_slots {}',
        'agent_said Good morning.',
        'audio abc',
        'agent_audio_done',
      ]);
      await link.close();
    });
  });
}
