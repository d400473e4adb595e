import { getEventListeners } from 'node:events';
import { AgentConnectError, SIGN_OF_LIFE_WITHIN_MS, type AgentLink } from '../../src/agent/voice-agent.port.js';
import { quietBrief, toolCall, useVoiceAgent, type VoiceAgentHarness } from './voice-agent-bench.js';
import { departures, SILENT_PEER_NOTICED_MS } from './voice-agent-far-end.js';

/** What every driver promises about the beginning and the end of a session. */
export function voiceAgentLifetime(startHarness: () => Promise<VoiceAgentHarness>): void {
  const bench = useVoiceAgent(startHarness);

  /** A session in which the agent is speaking, so that the driver knows what a sign of life looks like here. */
  async function speaking() {
    const { link, far } = await bench.talk();
    link.sendAudio(Buffer.alloc(160));
    await far.audio(160);
    await far.callerSays('Hello');
    await far.begins({ text: 'How can I help?', audio: ['a'] });
    await far.roundTrip();
    return { link, far };
  }

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

    it('fails as unavailable when the connection is taken and never answered', async () => {
      bench.harness.stall();
      const failing = bench.failureOf(bench.dial());
      await bench.harness.nextDial();
      bench.harness.clock.advance(3_000);
      expect((await failing).kind).toBe('unavailable');
    });

    it('is waited for as long as a caller can wait', async () => {
      const linking = bench.dial({ brief: quietBrief });
      const far = await bench.harness.nextFarEnd();
      bench.harness.clock.advance(2_900);
      await far.open();
      const link = await linking;
      await far.callerSays('Hello');
      await link.close();
    });

    it('fails as unavailable when the far end leaves before the session is ready', async () => {
      const failing = bench.failureOf(bench.dial());
      (await bench.harness.nextFarEnd()).leave('vanishes');
      expect((await failing).kind).toBe('unavailable');
      expect(bench.listener.story).toEqual([]);
    });

    it('opens nothing when it is given up before it began', async () => {
      expect((await bench.failureOf(bench.dial({ signal: AbortSignal.abort() }))).code).toBe('aborted');
    });

    it('leaves nothing behind when it is given up while nobody answers', async () => {
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
      const far = await bench.harness.nextFarEnd();
      abort.abort();
      expect(await failing).toEqual({ kind: 'unavailable', code: 'aborted' });
      await far.closed;
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
      const linking = bench.dial({ signal: abort.signal, brief: quietBrief });
      const far = await bench.harness.nextFarEnd();
      await far.open();
      const link = await linking;
      expect(getEventListeners(abort.signal, 'abort')).toEqual([]);
      abort.abort();
      await far.callerSays('Hello');
      await far.begins({ text: 'Yes?', audio: ['a'] });
      await far.ends();
      await link.close();
      expect(bench.told.slice(-3)).toEqual(['audio a', 'agent_audio_done', 'link_closed null']);
    });
  });

  describe('the end of a session', () => {
    it('is reported once and last, without a failure when it is our doing', async () => {
      const { link, far } = await speaking();
      const before = bench.told;
      const closing = link.close();
      const late = far.goesOn('too late');
      await Promise.all([closing, link.close(), far.closed]);
      await Promise.race([late, far.closed]);
      await link.close();
      expect(bench.told).toEqual([...before, 'link_closed null']);
    });

    it.each(departures)('is reported as unavailable when the far end %s for good', async (how) => {
      const { link, far } = await speaking();
      const before = bench.told;
      far.leave(how);
      expect((await bench.passUntil(bench.listener.next('link_closed'))).failure?.kind).toBe('unavailable');
      await link.close();
      // Where something of a sentence was heard, the rest of it may be given up before the session is.
      const rest = bench.told.slice(before.length).filter((line) => line !== 'agent_audio_done');
      expect(rest).toHaveLength(1);
    });

    it.each(departures)(
      'is either had and reported or never had, when the far end %s right behind its readiness',
      async (how) => {
        const linking = bench.dial({ brief: quietBrief });
        const far = await bench.harness.nextFarEnd();
        await far.openAndLeave(how);
        const link = await bench.passUntil(linking).catch((error: unknown) => error);
        if (link instanceof AgentConnectError) {
          // A reset may overtake what was sent before it.
          expect(link.failure.kind).toBe('unavailable');
          return expect(bench.listener.story).toEqual([]);
        }
        expect((await bench.passUntil(bench.listener.next('link_closed'))).failure?.kind).toBe('unavailable');
        await (link as AgentLink).close();
        expect(bench.told).toHaveLength(1);
      },
    );

    it('takes whatever is still asked of the link', async () => {
      const { link, far } = await bench.talk();
      await far.callerSays('Hello');
      await far.asks(toolCall('t1'));
      await bench.listener.next('tool_requested');
      await link.close();
      link.sendAudio(Buffer.alloc(160));
      link.answerTool('t1', '{}');
      link.say('Goodbye.', 'queue');
      link.hear('Hello?');
      link.replyHeard('Good');
      link.endTurn();
      link.prove();
      link.update({ instructions: 'Say no more.', voices: ['aura-2-luna-en'], keyterms: ['Riverside'] });
      expect(bench.told.at(-1)).toBe('link_closed null');
    });

    it('lets a listener close the link from within an event, and tells it nothing more but the end', async () => {
      const links: AgentLink[] = [];
      const recorded = bench.listener.onEvent.bind(bench.listener);
      bench.listener.onEvent = (event) => {
        recorded(event);
        if (event.type === 'tool_requested') for (const link of links) void link.close();
      };
      const { link, far } = await bench.talk();
      links.push(link);
      await far.callerSays('Hello');
      await far.asks(toolCall('t1'), toolCall('t2'));
      await bench.listener.next('link_closed');
      expect(bench.told.slice(3)).toEqual(['tool_requested t1 find_slots {}', 'link_closed null']);
      await link.close();
    });

    it('does not wait for a far end that never acknowledges it', async () => {
      const { link, far } = await bench.talk();
      far.stopReading();
      const closing = link.close();
      bench.harness.clock.advance(1_000);
      await closing;
      expect(bench.listener.story).toEqual(['link_closed null']);
      far.resumeReading();
    });

    it('comes, or another connection is dialled, when the far end falls silent without closing', async () => {
      const { link, far } = await speaking();
      const left = Promise.race([bench.listener.next('link_closed'), bench.harness.nextDial()]);
      far.stopReading();
      await bench.harness.clock.advanceAsync(SILENT_PEER_NOTICED_MS, 100);
      await left;
      far.resumeReading();
      await link.close();
    });

    it('comes, or another connection is dialled, sooner when a sign of life is asked for and none comes', async () => {
      const { link, far } = await speaking();
      const left = Promise.race([bench.listener.next('link_closed'), bench.harness.nextDial()]);
      far.stopReading();
      link.prove();
      await bench.harness.clock.advanceAsync(SIGN_OF_LIFE_WITHIN_MS, 100);
      await left;
      far.resumeReading();
      await link.close();
    });

    it('does not come when the sign that was asked for is given', async () => {
      const { link, far } = await speaking();
      const before = bench.told;
      link.prove();
      await far.roundTrip();
      await bench.harness.clock.advanceAsync(SIGN_OF_LIFE_WITHIN_MS, 100);
      await far.goesOn('b');
      await far.ends();
      expect(bench.told).toEqual([...before, 'audio b', 'agent_audio_done']);
      await link.close();
    });
  });
}
