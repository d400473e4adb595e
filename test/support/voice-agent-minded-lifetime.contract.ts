import { SIGN_OF_LIFE_WITHIN_MS } from '../../src/agent/voice-agent.port.js';
import { toolCall } from './voice-agent-bench.js';
import { protocolBreaches, SILENT_PEER_NOTICED_MS } from './voice-agent-far-end.js';
import { broken, letters, useMindedAgent, type MindedHarness } from './voice-agent-minded-bench.js';

/** What is promised about a session's beginning and end, which are those of one connection, and about bad messages on it. */
export function mindedLifetime(startHarness: () => Promise<MindedHarness>): void {
  const bench = useMindedAgent(startHarness);

  it('can be asked for again after an attempt that failed, and loses nothing that comes with its readiness', async () => {
    const failing = bench.failureOf(bench.dial());
    (await bench.harness.nextSession()).vanish();
    await failing;
    const { link } = await bench.open(letters('a'), { act: 'audio_done' });
    await bench.listener.next('agent_audio_done');
    expect(bench.listener.story).toEqual(['audio a', 'agent_audio_done']);
    await link.close();
  });

  describe('the end of a session', () => {
    /** Both sides have heard each other, so that the driver knows what a sign of life looks like here. */
    async function heard() {
      const { link, provider } = await bench.open(letters('a'));
      link.sendAudio(Buffer.alloc(160));
      await provider.audio(160);
      provider.act(letters('b'));
      await bench.listener.next('audio');
      await bench.listener.next('audio');
      return { link, provider };
    }

    it('comes by itself when the provider falls silent without closing', async () => {
      const { link, provider } = await heard();
      provider.stopReading();
      const ending = bench.listener.next('link_closed');
      await bench.harness.clock.advanceAsync(SILENT_PEER_NOTICED_MS, 100);
      expect((await ending).failure?.kind).toBe('unavailable');
      provider.resumeReading();
      await link.close();
    });

    it('comes sooner when the provider is asked for a sign of life and gives none', async () => {
      const { link, provider } = await heard();
      provider.stopReading();
      const ending = bench.listener.next('link_closed');
      link.prove();
      await bench.harness.clock.advanceAsync(SIGN_OF_LIFE_WITHIN_MS, 100);
      expect((await ending).failure?.kind).toBe('unavailable');
      provider.resumeReading();
      await link.close();
    });

    it('does not come when the provider gives the sign it is asked for', async () => {
      const { link, provider } = await bench.open(letters('a'));
      await bench.listener.next('audio');
      link.prove();
      provider.act(letters('b'));
      await bench.listener.next('audio');
      await bench.harness.clock.advanceAsync(SIGN_OF_LIFE_WITHIN_MS, 100);
      expect(bench.listener.story).toEqual(['audio a', 'audio b']);
      await link.close();
    });
  });

  describe('a provider that misbehaves', () => {
    it('has its broken messages counted', async () => {
      const { link, provider } = await bench.open();
      provider.act(broken(), letters('a'), broken(), { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual(['audio a', 'agent_audio_done']);
      expect(await bench.counter('crownline_agent_protocol_violations_total')).toBe(2);
      await link.close();
    });

    it.each(protocolBreaches)('has what is %s counted, also right behind its readiness', async (how) => {
      const { link, provider } = await bench.open(broken(how), letters('a'));
      await bench.settled(provider);
      expect(bench.listener.story).toEqual(['audio a', 'warned ALL_HEARD']);
      expect(await bench.counter('crownline_agent_protocol_violations_total')).toBe(1);
      await link.close();
    });

    it('is heard up to the message that is one too many', async () => {
      const { link, provider } = await bench.open();
      provider.act(...Array.from({ length: 50 }, () => broken()), letters('a'));
      await bench.listener.next('audio');
      expect(bench.listener.story).toEqual(['audio a']);
      provider.act(broken());
      expect((await bench.listener.next('link_closed')).failure?.kind).toBe('misused');
      await link.close();
    });

    it('has what came after our time counted apart', async () => {
      const { link, provider } = await bench.open();
      provider.act(...Array.from({ length: 200 }, () => ({ act: 'says_something_new' }) as const), letters('a'));
      await bench.settled(provider);
      expect(bench.listener.story).toEqual(['audio a', 'warned ALL_HEARD']);
      expect(await bench.counter('crownline_agent_unknown_messages_total')).toBe(200);
      expect(await bench.counter('crownline_agent_protocol_violations_total')).toBe(0);
      await link.close();
    });

    it('is heard in the order of the wire when its messages trickle in byte by byte', async () => {
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
