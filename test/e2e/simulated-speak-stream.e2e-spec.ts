import '../support/in-virtual-time.js';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { BYTES_PER_MS } from '../../src/audio/frame.types.js';
import { ManualClock } from '../support/manual-clock.js';
import type { Frame } from '../support/sdk-agent.js';
import { AURA, opened, StreamBench } from '../support/sdk-streams.js';

const TOO_LONG = 'x'.repeat(2001);
const HOURS = 'We are open from nine to five, every day of the week but Sunday.';

describe('speech over a WebSocket of simulated Deepgram, by the official SDK', () => {
  const bench = new StreamBench();
  type Aura = Awaited<ReturnType<StreamBench['aura']>>;

  const speak = ({ socket }: Aura, ...texts: string[]) => {
    for (const text of texts) socket.sendText({ type: 'Speak', text });
    socket.sendFlush({ type: 'Flush' });
  };
  const typesOf = (stream: Aura) =>
    stream.frames.all.map(({ type }) => type).filter((type, at, all) => type !== 'audio' || all[at - 1] !== 'audio');
  /** On a clock of the test, with texts that are rendered already: only the clock makes them wait. */
  const listenOnClock = async (...texts: string[]) => {
    const clock = new ManualClock();
    await bench.listen({ clock, voice: 'slt' });
    for (const text of texts) await bench.speech.render('slt', text);
    return clock;
  };
  /** Lets time pass until something has come; whatever was sent by then has come, too. */
  const passing = async (clock: ManualClock, stream: Aura, hasCome: () => boolean) => {
    while (!hasCome()) {
      await clock.advanceAsync(20);
      stream.socket.sendText({ type: 'Speak', text: TOO_LONG });
      await stream.next('Warning');
    }
  };
  const framesBehind = (stream: Aura, frame: Frame) => stream.frames.all.slice(stream.frames.all.indexOf(frame) + 1);

  describe('speaking', () => {
    it('says who it is, speaks so that an ear understands it, and says when all was sent', async () => {
      await bench.listen();
      const stream = await opened(bench.aura());
      speak(stream, HOURS);

      expect(await stream.next('Flushed')).toMatchObject({ sequence_id: 0 });
      expect(typesOf(stream)).toEqual(['Metadata', 'audio', 'Flushed']);
      expect(stream.frames.all[0]).toMatchObject({
        request_id: bench.server.speaks[0]?.requestId,
        model_name: AURA.model,
      });
      expect(stream.heard()).toBe(HOURS);
    });

    it('speaks as the REST path does', async () => {
      await bench.listen();
      const stream = await opened(bench.aura());
      speak(stream, 'Thank you for calling.');
      await stream.next('Flushed');
      const url = `${bench.server.speakUrl.replace('ws', 'http')}?model=${AURA.model}&encoding=mulaw&sample_rate=8000`;
      const answer = await fetch(`${url}&container=none`, {
        method: 'POST',
        headers: { authorization: 'Token any' },
        body: JSON.stringify({ text: 'Thank you for calling.' }),
      });
      const audio = stream.of('audio').map(({ data }) => data as Buffer);

      expect(Buffer.concat(audio)).toEqual(Buffer.from(await answer.arrayBuffer()));
    });

    it('puts texts together as they come, and speaks nothing before it is flushed', async () => {
      await bench.listen();
      const stream = await opened(bench.aura());
      stream.socket.sendText({ type: 'Speak', text: 'Never heard.' });
      stream.socket.sendClear({ type: 'Clear' });
      await stream.next('Cleared');
      expect(stream.of('audio')).toEqual([]);
      speak(stream, 'Good mor', 'ning. ', 'How can I help?');
      await stream.next('Flushed');

      expect(stream.heard()).toBe('Good morning. How can I help?');
      expect(bench.server.speaks[0]?.texts).toEqual(['Good morning. How can I help?']);
    });

    it('speaks one flush after the other, and counts its answers', async () => {
      await bench.listen();
      const stream = await opened(bench.aura());
      speak(stream, 'One.');
      speak(stream, 'Two.');
      speak(stream);

      for (const sequence_id of [0, 1, 2]) expect(await stream.next('Flushed')).toMatchObject({ sequence_id });
      expect(typesOf(stream)).toEqual(['Metadata', 'audio', 'Flushed', 'audio', 'Flushed', 'Flushed']);
      expect(stream.heard()).toBe('One. Two.');
    });

    it('sends a head start at once, and the rest faster than it plays', async () => {
      const clock = await listenOnClock(HOURS);
      const stream = await opened(bench.aura());
      speak(stream, HOURS);
      const bytes = () => stream.of('audio').reduce((sum, { data }) => sum + (data as Buffer).length, 0);
      while (bytes() < 500 * BYTES_PER_MS) await stream.next('audio');
      expect(stream.of('Flushed')).toEqual([]);
      const startMs = clock.nowMs();
      await passing(clock, stream, () => stream.of('Flushed').length > 0);

      expect(clock.nowMs() - startMs).toBeLessThan(bytes() / BYTES_PER_MS / 2);
    });

    it('drops at once what is cleared, but for what is on its way', async () => {
      await bench.listen();
      const stream = await opened(bench.aura());
      speak(stream, HOURS, HOURS, HOURS);
      speak(stream, 'Not this either.');
      await stream.next('audio');
      stream.socket.sendClear({ type: 'Clear' });
      const cleared = await stream.next('Cleared');
      speak(stream, 'Hello again.');
      await stream.next('Flushed');

      expect(stream.heard(framesBehind(stream, cleared))).toBe('Hello again.');
      expect(stream.of('Flushed')).toHaveLength(1);
    });

    it('closes at once when it is told to', async () => {
      await bench.listen();
      const stream = await opened(bench.aura());
      stream.socket.sendText({ type: 'Speak', text: HOURS });
      stream.socket.sendClose({ type: 'Close' });

      expect(await stream.closed).toMatchObject({ code: 1000 });
      expect(stream.of('audio')).toEqual([]);
    });
  });

  describe('limits', () => {
    it('takes twenty flushes a minute, warns of others, and keeps their text', async () => {
      const clock = await listenOnClock('Hello?');
      const stream = await opened(bench.aura());
      for (let flush = 0; flush < 20; flush++) speak(stream);
      speak(stream, 'Hello?');

      expect(await stream.next('Warning')).toMatchObject({ description: expect.stringMatching(/flush/) as string });
      expect(stream.of('Flushed')).toHaveLength(20);
      clock.advance(59_999);
      speak(stream);
      await stream.next('Warning');
      clock.advance(1);
      speak(stream);
      await passing(clock, stream, () => stream.of('Flushed').length === 21);
      expect(stream.heard()).toBe('Hello?');
    });

    it('does not speak a text that is too long', async () => {
      await bench.listen();
      const stream = await opened(bench.aura());
      speak(stream, TOO_LONG, 'Hello.');

      await stream.next('Warning');
      await stream.next('Flushed');
      expect(stream.heard()).toBe('Hello.');
    });

    it('closes when nothing comes for a minute, pings apart, and after an hour in any case', async () => {
      const clock = new ManualClock();
      await bench.listen({ clock });
      const dial = async () => {
        const socket = new WebSocket(`${bench.server.speakUrl}?${new URLSearchParams(AURA).toString()}`);
        await once(socket, 'open');
        return socket;
      };
      const closeOf = async (socket: WebSocket) => {
        const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
        return `${code} ${reason.toString()}`;
      };
      const idle = await dial();
      clock.advance(60_000);
      expect(await closeOf(idle)).toBe('1011 NET-0004');

      const pinged = await dial();
      const closed = closeOf(pinged);
      for (let seconds = 0; seconds < 3600; seconds += 50) {
        expect(bench.server.speaks[1]?.state).toBe('open');
        pinged.ping();
        await once(pinged, 'pong');
        clock.advance(50_000);
      }
      expect(await closed).toBe('1011 NET-0003');
      expect(clock.pendingTimers).toBe(0);
    });

    it.each([
      ['a message of another path', '{"type":"KeepAlive"}', 1008],
      ['what is no message', 'Hello.', 1008],
      ['audio', Buffer.alloc(160), 1003],
    ])('closes for %s', async (_, frame, code) => {
      await bench.listen();
      const stream = await opened(bench.aura());
      stream.socket.socket.send(frame);

      expect(await stream.closed).toMatchObject({ code });
    });

    it.each([
      ['another encoding', { ...AURA, encoding: 'linear16' }],
      ['a container', { ...AURA, container: 'wav' }],
      ['a voice of v2', { ...AURA, model: 'flux-kit-en' }],
      ['a speed that no voice has', { ...AURA, speed: '1.6' }],
    ])('refuses %s', async (_, query) => {
      await bench.listen();
      expect(await (await bench.aura(query)).failed).toMatch(/400/);
    });

    it('lets in the right key only', async () => {
      await bench.listen({ apiKey: 'right-key' });
      expect(await (await bench.aura(AURA, 'wrong-key')).failed).toMatch(/401/);
    });
  });

  describe('going wrong', () => {
    it('refuses as often as it is told to', async () => {
      await bench.listen();
      bench.server.faults.speak.refuseWith = [400];
      expect(await (await bench.aura()).failed).toMatch(/400/);
      await expect(opened(bench.aura())).resolves.toBeDefined();
    });

    it('breaks off in the middle of a flush', async () => {
      await bench.listen();
      const stream = await opened(bench.aura());
      bench.server.faults.speak.breaks = [{ at: { turn: 2, when: 'speaking' }, how: { closeCode: 1011 } }];
      speak(stream, 'One.');
      const first = await stream.next('Flushed');
      speak(stream, HOURS);

      expect(await stream.closed).toMatchObject({ code: 1011 });
      expect(framesBehind(stream, first)).toHaveLength(3);
    });

    it('takes text and says nothing', async () => {
      await bench.listen();
      const stream = await opened(bench.aura());
      await stream.next('Metadata');
      bench.server.speaks[0]?.break('mute');
      speak(stream, HOURS);
      stream.socket.close();
      await once(bench.server, 'stream_closed');

      expect(typesOf(stream)).toEqual(['Metadata']);
      expect(bench.server.speaks[0]).toMatchObject({ state: 'closed', texts: [] });
    });

    it('is late', async () => {
      const clock = await listenOnClock('Hello.');
      bench.server.faults.speak.lateAudio = { turn: 1, ms: 3000 };
      const stream = await opened(bench.aura());
      speak(stream, 'Hello.');
      const startMs = clock.nowMs();
      await passing(clock, stream, () => stream.of('audio').length > 0);

      expect(clock.nowMs() - startMs).toBeGreaterThanOrEqual(3000);
    });

    it('does not say that all was sent', async () => {
      await bench.listen();
      bench.server.faults.speak.lostFlushedAtTurn = 1;
      const stream = await opened(bench.aura());
      speak(stream, 'One.');
      speak(stream, 'Two.');
      await stream.next('Flushed');

      expect(stream.heard()).toBe('One. Two.');
      expect(stream.of('Flushed')).toHaveLength(1);
    });
  });
});
