import { getEventListeners } from 'node:events';
import type { AgentLink } from '../../src/agent/voice-agent.port.js';
import { letters, toolCall, useVoiceAgent, type VoiceAgentHarness } from './voice-agent-bench.js';

/** What a driver promises about the beginning and the end of a session, and about providers that break the rules. */
export function voiceAgentLifetime(startHarness: () => Promise<VoiceAgentHarness>): void {
  const bench = useVoiceAgent(startHarness);

  describe('a session that cannot be had', () => {
    it.each([
      [401, 'refused'],
      [402, 'refused'],
      [403, 'refused'],
      [429, 'unavailable'],
      [500, 'unavailable'],
      [503, 'unavailable'],
    ])('fails on HTTP %i as %s', async (status, kind) => {
      bench.harness.refuse(status);
      expect(await bench.failureOf(bench.dial())).toEqual({ kind, code: `http_${status}` });
      expect(bench.listener.story).toEqual([]);
      expect(await bench.counter('crownline_agent_connects_total')).toBe(1);
    });

    it('fails as unavailable when the provider takes the connection and never answers', async () => {
      bench.harness.stall();
      const failing = bench.failureOf(bench.dial());
      await bench.harness.nextDial();
      bench.harness.clock.advance(3_000);
      expect((await failing).kind).toBe('unavailable');
    });

    it('fails as unavailable when the provider leaves before the session is ready', async () => {
      const failing = bench.failureOf(bench.dial());
      (await bench.harness.nextSession()).drop();
      expect((await failing).kind).toBe('unavailable');
      expect(bench.listener.story).toEqual([]);
    });

    it('opens nothing when it is given up before it began', async () => {
      expect((await bench.failureOf(bench.dial({ signal: AbortSignal.abort() }))).code).toBe('aborted');
    });

    it('leaves nothing behind when it is given up while the provider is silent', async () => {
      bench.harness.stall();
      const abort = new AbortController();
      const failing = bench.failureOf(bench.dial({ signal: abort.signal }));
      await bench.harness.nextDial();
      abort.abort();
      expect(await failing).toEqual({ kind: 'unavailable', code: 'aborted' });
    });

    it('leaves nothing behind when it is given up while the session is being set up', async () => {
      const abort = new AbortController();
      const failing = bench.failureOf(bench.dial({ signal: abort.signal }));
      const provider = await bench.harness.nextSession();
      abort.abort();
      expect(await failing).toEqual({ kind: 'unavailable', code: 'aborted' });
      await provider.closed;
      expect(bench.listener.story).toEqual([]);
    });

    it('leaves nothing behind when it is given up in the very tick in which it dials', async () => {
      const abort = new AbortController();
      const failing = bench.failureOf(bench.dial({ signal: abort.signal }));
      abort.abort();
      expect(await failing).toEqual({ kind: 'unavailable', code: 'aborted' });
    });

    it('is not confused with one that was had: giving up afterwards changes nothing', async () => {
      const abort = new AbortController();
      const linking = bench.dial({ signal: abort.signal });
      const provider = await bench.harness.nextSession();
      await provider.open();
      const link = await linking;
      expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
      abort.abort();
      provider.act(letters('a'), { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      await link.close();
      expect(bench.listener.story).toEqual(['audio a', 'agent_audio_done', 'link_closed null']);
    });

    it('can be asked for again afterwards', async () => {
      const failing = bench.failureOf(bench.dial());
      (await bench.harness.nextSession()).drop();
      await failing;
      const { link } = await bench.open(letters('a'), { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual(['audio a', 'agent_audio_done']);
      await link.close();
    });
  });

  describe('the end of a session', () => {
    it('is reported once and last, without a failure when it is our doing', async () => {
      const { link, provider } = await bench.open(letters('a'));
      await bench.listener.next('audio');
      const closing = link.close();
      provider.act(letters('too late'), { act: 'agent_says', text: 'too late' });
      await Promise.all([closing, link.close(), provider.closed]);
      await link.close();
      expect(bench.listener.story).toEqual(['audio a', 'link_closed null']);
    });

    it('is reported as unavailable when the provider drops the connection', async () => {
      const { link, provider } = await bench.open(letters('a'));
      provider.drop();
      expect((await bench.listener.next('link_closed')).failure?.kind).toBe('unavailable');
      await link.close();
      expect(bench.listener.story).toHaveLength(2);
    });

    it('takes whatever is still asked of the link', async () => {
      const { link, provider } = await bench.open();
      provider.act({ act: 'requests_tools', calls: [toolCall('t1')] });
      await bench.listener.next('tool_requested');
      await link.close();
      link.sendAudio(Buffer.alloc(160));
      link.answerTool('t1', '{}');
      link.say('Goodbye.', 'queue');
      expect(bench.listener.story.at(-1)).toBe('link_closed null');
    });

    it('lets a listener close the link from within an event, and tells it nothing more but the end', async () => {
      const links: AgentLink[] = [];
      const recorded = bench.listener.onEvent.bind(bench.listener);
      bench.listener.onEvent = (event) => {
        recorded(event);
        if (event.type === 'tool_requested') for (const link of links) void link.close();
      };
      const { link, provider } = await bench.open();
      links.push(link);
      provider.act({ act: 'requests_tools', calls: [toolCall('t1'), toolCall('t2')] }, letters('a'));
      await bench.listener.next('link_closed');
      expect(bench.listener.story).toEqual(['tool_requested t1 find_slots {}', 'link_closed null']);
    });

    it('does not wait for a provider that never acknowledges it', async () => {
      const { link, provider } = await bench.open();
      provider.stopReading();
      const closing = link.close();
      bench.harness.clock.advance(1_000);
      await closing;
      expect(bench.listener.story).toEqual(['link_closed null']);
      provider.resumeReading();
    });

    it('comes by itself when the provider falls silent without closing', async () => {
      const { link, provider } = await bench.open(letters('a'));
      link.sendAudio(Buffer.alloc(160));
      await provider.audio(160);
      provider.act(letters('b'));
      await bench.listener.next('audio');
      await bench.listener.next('audio');
      provider.stopReading();
      const ending = bench.listener.next('link_closed');
      await bench.harness.clock.advanceAsync(15_000, 500);
      expect((await ending).failure?.kind).toBe('unavailable');
      provider.resumeReading();
      await link.close();
    });
  });

  describe('a provider that misbehaves', () => {
    it('has its broken messages skipped and counted, and the session goes on', async () => {
      const { link, provider } = await bench.open();
      provider.act({ act: 'breaks_protocol' }, letters('a'), { act: 'breaks_protocol' }, { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual(['audio a', 'agent_audio_done']);
      expect(await bench.counter('crownline_agent_protocol_violations_total')).toBe(2);
      await link.close();
    });

    it('is left as misused when it floods a session with them', async () => {
      const { link, provider } = await bench.open();
      provider.act(...Array.from({ length: 50 }, () => ({ act: 'breaks_protocol' }) as const), letters('a'));
      await bench.listener.next('audio');
      expect(bench.listener.story).toEqual(['audio a']);
      provider.act({ act: 'breaks_protocol' });
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
  });
}
