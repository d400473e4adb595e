import { randomBytes } from 'node:crypto';
import type { ScriptedSession } from '../../support/scripted-deepgram.js';
import { useVoiceAgent } from '../../support/voice-agent-bench.js';
import { audioDone, openSession, startDeepgramHarness } from './deepgram-harness.js';

describe('Deepgram on the wire: staying and leaving', () => {
  const bench = useVoiceAgent(startDeepgramHarness);

  /** Time goes by as it does on a live connection: nothing sent before a second is over is still under way after it. */
  async function pass(session: ScriptedSession, ms: number): Promise<void> {
    for (let leftMs = ms; leftMs > 0; leftMs -= 1_000) {
      bench.harness.clock.advance(Math.min(leftMs, 1_000));
      await session.roundTrip();
    }
  }

  describe('staying connected', () => {
    it('sends KeepAlive only once no caller audio has flowed for 5 s, and every 5 s from then on', async () => {
      const { link, session } = await openSession(bench);
      const keepAlives = () => session.messages.all.filter(({ type }) => type === 'KeepAlive').length;
      await pass(session, 3_000);
      link.sendAudio(randomBytes(160));
      await session.audio(160);
      await pass(session, 4_999);
      link.say('So far none.', 'queue');
      await session.received('InjectAgentMessage');
      expect(keepAlives()).toBe(0);
      bench.harness.clock.advance(1);
      expect(await session.received('KeepAlive')).toEqual({ type: 'KeepAlive' });
      await pass(session, 4_999);
      link.say('One.', 'queue');
      await session.received('InjectAgentMessage');
      expect(keepAlives()).toBe(1);
      bench.harness.clock.advance(1);
      await session.received('KeepAlive');
      await link.close();
    });

    it('sends no KeepAlive while caller audio flows', async () => {
      const { link, session } = await openSession(bench);
      for (let frame = 0; frame < 1_000; frame += 1) {
        link.sendAudio(randomBytes(160));
        bench.harness.clock.advance(20);
      }
      link.say('Done.', 'queue');
      await session.received('InjectAgentMessage');
      expect(session.messages.all.map(({ type }) => type)).toEqual(['Settings', 'InjectAgentMessage']);
      await link.close();
    });

    it('does not hold it against a server that it never answers pings', async () => {
      const linking = bench.dial();
      const session = await bench.harness.deepgram.nextSession();
      session.ignorePings();
      await session.open();
      const link = await linking;
      await pass(session, 60_000);
      session.send(audioDone);
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual(['agent_audio_done']);
      await link.close();
    });

    it('stays with a server that stops answering pings but goes on talking', async () => {
      const { link, session } = await openSession(bench);
      await session.roundTrip();
      session.ignorePings();
      for (let reply = 0; reply < 20; reply += 1) {
        session.send(audioDone);
        await bench.listener.next('agent_audio_done');
        bench.harness.clock.advance(1_000);
      }
      expect(bench.listener.story.at(-1)).toBe('agent_audio_done');
      await link.close();
    });

    it('stays with a server that has nothing to say but answers pings, one a second', async () => {
      const { link, session } = await openSession(bench);
      await pass(session, 20_000);
      expect(session.pings.all).toHaveLength(21);
      expect(bench.listener.story).toEqual([]);
      await link.close();
    });

    it('leaves a server that has answered pings and answers nothing any more, within 3 s', async () => {
      const { link, session } = await openSession(bench);
      await pass(session, 5_000);
      session.ignorePings();
      await pass(session, 2_000);
      expect(bench.listener.story).toEqual([]);
      bench.harness.clock.advance(1_000);
      expect((await bench.listener.next('link_closed')).failure).toEqual({ kind: 'unavailable', code: 'peer_silent' });
      await link.close();
    });
  });

  describe('ending', () => {
    it.each([1000, 1011, 1012])('takes a close with code %i for an outage', async (code) => {
      const { link, session } = await openSession(bench);
      session.close(code);
      expect((await bench.listener.next('link_closed')).failure).toEqual({
        kind: 'unavailable',
        code: `close_${code}`,
      });
      await link.close();
      expect(bench.listener.story).toHaveLength(1);
    });

    it('takes a close without a code for an outage', async () => {
      const { link, session } = await openSession(bench);
      session.close();
      expect((await bench.listener.next('link_closed')).failure).toEqual({ kind: 'unavailable', code: 'close_1005' });
      await link.close();
    });

    it('takes a connection that vanishes for an outage', async () => {
      const { link, session } = await openSession(bench);
      session.drop();
      expect((await bench.listener.next('link_closed')).failure).toEqual({ kind: 'unavailable', code: 'close_1006' });
      await link.close();
    });

    it('takes a close that rejects our frames for misuse', async () => {
      const { link, session } = await openSession(bench);
      session.close(1009);
      expect((await bench.listener.next('link_closed')).failure).toEqual({ kind: 'misused', code: 'close_1009' });
      await link.close();
    });

    it.each<[string, (session: ScriptedSession) => void]>([
      ['a close with 1000', (session) => session.close(1000)],
      ['a close with 1011', (session) => session.close(1011)],
      ['a close without a code', (session) => session.close()],
      ['a vanishing connection', (session) => session.drop()],
      ['nothing at all', () => undefined],
    ])('names the Error as the reason when %s follows it', async (_what, leave) => {
      const { link, session } = await openSession(bench);
      session.send(
        { type: 'Error', code: 'CLIENT_MESSAGE_TIMEOUT', description: 'We waited too long.' },
        Buffer.from('late'),
      );
      leave(session);
      const { failure } = await bench.listener.next('link_closed');
      await link.close();
      // A connection that is destroyed may take the last message with it.
      expect(['CLIENT_MESSAGE_TIMEOUT', 'close_1006']).toContain(failure?.code);
      expect(failure?.kind).toBe('unavailable');
      expect(bench.listener.story).toHaveLength(1);
    });

    it.each<[string, (session: ScriptedSession) => void]>([
      ['a reserved opcode', (session) => session.writeRaw(Buffer.from([0x83, 0x00]))],
      ['a masked frame', (session) => session.writeRaw(Buffer.from([0x82, 0x81, 1, 2, 3, 4, 5]))],
      ['text that is not UTF-8', (session) => session.writeRaw(Buffer.from([0x81, 0x02, 0xc3, 0x28]))],
      ['plain noise', (session) => session.writeRaw(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'))],
      ['a frame of more than a mebibyte', (session) => session.send(Buffer.alloc(1024 * 1024 + 1))],
    ])('leaves a peer as misused that sends %s', async (_what, misbehave) => {
      const { link, session } = await openSession(bench, Buffer.from('a'));
      misbehave(session);
      expect((await bench.listener.next('link_closed')).failure).toEqual({ kind: 'misused', code: 'invalid_frame' });
      await link.close();
      expect(bench.listener.story).toEqual(['audio a', 'link_closed {"kind":"misused","code":"invalid_frame"}']);
    });

    it('takes a frame of exactly a mebibyte', async () => {
      const { link, session } = await openSession(bench);
      session.send(Buffer.alloc(1024 * 1024), audioDone);
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.audio).toHaveLength(1024 * 1024);
      await link.close();
    });

    it('closes with 1000, after all that was still on its way', async () => {
      const { link, session } = await openSession(bench);
      link.sendAudio(Buffer.alloc(4_000));
      link.say('Goodbye.', 'queue');
      await link.close();
      expect(await session.closed).toBe(1000);
      expect(await session.audio(4_000)).toHaveLength(4_000);
      expect(session.messages.all.at(-1)?.type).toBe('InjectAgentMessage');
    });
  });
});
