import { getEventListeners } from 'node:events';
import { AgentConnectError, SIGN_OF_LIFE_WITHIN_MS, type AgentLink } from '../../src/agent/voice-agent.port.js';
import {
  departures,
  letters,
  SILENT_PEER_NOTICED_MS,
  toolCall,
  useVoiceAgent,
  type VoiceAgentHarness,
} from './voice-agent-bench.js';

/** What a driver promises about the beginning and the end of a session. */
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

    it('is waited for as long as a caller can wait', async () => {
      const linking = bench.dial();
      const provider = await bench.harness.nextSession();
      bench.harness.clock.advance(2_900);
      await provider.open(letters('a'));
      const link = await linking;
      await bench.listener.next('audio');
      await link.close();
    });

    it('fails as unavailable when the provider leaves before the session is ready', async () => {
      const failing = bench.failureOf(bench.dial());
      (await bench.harness.nextSession()).leave('vanishes');
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
      (await bench.harness.nextSession()).leave('vanishes');
      await failing;
      const { link } = await bench.open(letters('a'), { act: 'audio_done' });
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual(['audio a', 'agent_audio_done']);
      await link.close();
    });
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

    it('is reported once and last, without a failure when it is our doing', async () => {
      const { link, provider } = await bench.open(letters('a'));
      await bench.listener.next('audio');
      const closing = link.close();
      provider.act(letters('too late'), { act: 'agent_says', text: 'too late' });
      await Promise.all([closing, link.close(), provider.closed]);
      await link.close();
      expect(bench.listener.story).toEqual(['audio a', 'link_closed null']);
    });

    it.each(departures)('is reported as unavailable when the provider %s', async (how) => {
      const { link, provider } = await bench.open(letters('a'));
      await bench.listener.next('audio');
      provider.leave(how);
      expect((await bench.listener.next('link_closed')).failure?.kind).toBe('unavailable');
      await link.close();
      expect(bench.listener.story).toHaveLength(2);
    });

    it.each(departures)(
      'is either had and reported or never had, when the provider %s right behind its readiness',
      async (how) => {
        const linking = bench.dial();
        const provider = await bench.harness.nextSession();
        await provider.openAndLeave(how);
        const link = await linking.catch((error: unknown) => error);
        if (link instanceof AgentConnectError) {
          // A reset may overtake what was sent before it.
          expect(link.failure.kind).toBe('unavailable');
          return expect(bench.listener.story).toEqual([]);
        }
        expect((await bench.listener.next('link_closed')).failure?.kind).toBe('unavailable');
        await (link as AgentLink).close();
        expect(bench.listener.story).toHaveLength(1);
      },
    );

    it('takes whatever is still asked of the link', async () => {
      const { link, provider } = await bench.open();
      provider.act({ act: 'requests_tools', calls: [toolCall('t1')] });
      await bench.listener.next('tool_requested');
      await link.close();
      link.sendAudio(Buffer.alloc(160));
      link.answerTool('t1', '{}');
      link.say('Goodbye.', 'queue');
      link.hear('Hello?');
      link.endTurn();
      link.update({ instructions: 'Say no more.' });
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
}
