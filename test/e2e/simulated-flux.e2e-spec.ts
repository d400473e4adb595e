import '../support/in-virtual-time.js';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { SILENCE_BYTE } from '../../src/audio/frame.types.js';
import { ManualClock } from '../support/manual-clock.js';
import type { Frame } from '../support/sdk-agent.js';
import { FLUX, opened, silence, StreamBench, type AnySocket, type SdkStream } from '../support/sdk-streams.js';

const WISH = "I'd like a cleaning on Friday, please.";
const EAGER = { ...FLUX, eager_eot_threshold: '0.5' };
const is = (event: string) => (frame: Frame) => frame['event'] === event;
/** Without `Update`, of which there are as many as there are words, and more. */
const eventsOf = (stream: SdkStream<AnySocket>): unknown[] =>
  stream
    .of('TurnInfo')
    .map(({ event }) => event)
    .filter((event) => event !== 'Update');

describe('listen v2 of simulated Deepgram, by the official SDK', () => {
  const bench = new StreamBench();

  describe('judging turns', () => {
    it('begins one with its first word and ends it after the last, in words that only become more', async () => {
      await bench.listen();
      const stream = await opened(bench.flux());
      await bench.say(stream, WISH);
      const ended = await stream.next('TurnInfo', is('EndOfTurn'));
      const texts = stream.of('TurnInfo').map(({ transcript }) => String(transcript));

      expect(stream.frames.all[0]).toMatchObject({ type: 'Connected', sequence_id: 0 });
      expect(stream.of('TurnInfo')[0]).toMatchObject({ event: 'StartOfTurn', turn_index: 0, transcript: "I'd" });
      expect(ended).toMatchObject({ transcript: WISH, turn_index: 0, trigger: 'model' });
      texts.forEach((text, at) => expect(text.startsWith(texts[at - 1] ?? '')).toBe(true));
      expect(stream.frames.all.map(({ sequence_id }) => sequence_id)).toEqual(stream.frames.all.map((_, at) => at));
      const ids = new Set(stream.frames.all.map(({ request_id }) => request_id));
      expect([...ids]).toEqual([bench.server.listens[0]?.requestId]);
    });

    it('counts turns', async () => {
      await bench.listen();
      const stream = await opened(bench.flux());
      await bench.say(stream, 'Hello.');
      await bench.say(stream, WISH);

      expect(await stream.next('TurnInfo', is('EndOfTurn'))).toMatchObject({ turn_index: 0, transcript: 'Hello.' });
      expect(await stream.next('TurnInfo', is('EndOfTurn'))).toMatchObject({ turn_index: 1, transcript: WISH });
      expect(eventsOf(stream)).toEqual(['StartOfTurn', 'EndOfTurn', 'StartOfTurn', 'EndOfTurn']);
      expect(bench.server.listens[0]?.callerTurns).toEqual(['Hello.', WISH]);
    });

    it('says when a turn is probably over, and when it was not, to who wants to know', async () => {
      await bench.listen();
      const stream = await opened(bench.flux(EAGER));
      await bench.say(stream, 'My number is five one two.', 330);
      await bench.say(stream, 'Five five five.');
      const ended = await stream.next('TurnInfo', is('EndOfTurn'));
      const eager = stream.of('TurnInfo').filter(is('EagerEndOfTurn'));

      expect(eventsOf(stream)).toEqual(['StartOfTurn', 'EagerEndOfTurn', 'TurnResumed', 'EagerEndOfTurn', 'EndOfTurn']);
      expect(eager[0]).toMatchObject({ transcript: 'My number is five one two.', end_of_turn_confidence: 0.5 });
      expect(eager[1]?.['transcript']).toBe(ended['transcript']);
    });

    it('says nothing of what is probable to who did not ask', async () => {
      await bench.listen();
      const stream = await opened(bench.flux());
      await bench.say(stream, 'My number is five one two.', 330);
      await bench.say(stream, 'Five five five.');
      await stream.next('TurnInfo', is('EndOfTurn'));

      expect(eventsOf(stream)).toEqual(['StartOfTurn', 'EndOfTurn']);
    });

    it('leaves out what it could not make out, and takes no notice where that is all', async () => {
      await bench.listen();
      const stream = await opened(bench.flux());
      for (const text of ['Hello.', 'Hello there.']) {
        const { audio, words } = await bench.speech.render('rms', text);
        const [first] = words;
        const cut = Buffer.from(audio);
        cut.fill(SILENCE_BYTE, first?.startByte, (first?.startByte ?? 0) + (first?.bytes ?? 0) / 2);
        bench.send(stream, Buffer.concat([cut, silence(700)]));
      }
      await stream.next('TurnInfo', is('EndOfTurn'));

      expect(stream.of('TurnInfo')[0]).toMatchObject({ event: 'StartOfTurn', turn_index: 0, transcript: 'there.' });
    });

    it('waits for the timeout where no confidence is enough', async () => {
      await bench.listen();
      const stream = await opened(bench.flux({ ...FLUX, eot_threshold: '1', eot_timeout_ms: '2000' }));
      await bench.say(stream, 'My number is five one two.', 1500);
      await bench.say(stream, 'Five five five.', 2100);

      expect(await stream.next('TurnInfo', is('EndOfTurn'))).toMatchObject({
        transcript: 'My number is five one two. Five five five.',
        trigger: 'timeout',
      });
    });

    it('tells the language where it may be any', async () => {
      await bench.listen();
      const query = { ...FLUX, model: 'flux-general-multi', language_hint: ['en', 'es'] };
      const stream = await opened(bench.flux(query));
      await bench.say(stream, 'Quiero una cita para mañana, por favor.');

      expect(await stream.next('TurnInfo', is('EndOfTurn'))).toMatchObject({
        languages: ['es'],
        languages_hinted: ['en', 'es'],
      });
    });
  });

  describe('obeying', () => {
    it('ends a turn by force, and warns where there is none', async () => {
      await bench.listen();
      const stream = await opened(bench.flux());
      stream.socket.sendForceEndTurn({ type: 'ForceEndTurn' });
      expect(await stream.next('Warning')).toMatchObject({ code: 'FORCE_END_TURN_NO_ACTIVE_TURN' });
      await bench.say(stream, WISH, 0);
      stream.socket.sendForceEndTurn({ type: 'ForceEndTurn' });

      expect(await stream.next('TurnInfo', is('EndOfTurn'))).toMatchObject({ transcript: WISH, trigger: 'manual' });
    });

    it('takes other settings in mid-stream', async () => {
      await bench.listen();
      const stream = await opened(bench.flux({ ...FLUX, keyterm: ['Invisalign'] }));
      stream.socket.sendConfigure({ type: 'Configure', thresholds: { eager_eot_threshold: 0.4 } });
      const success = await stream.next('ConfigureSuccess');
      await bench.say(stream, WISH);
      await stream.next('TurnInfo', is('EndOfTurn'));

      expect(success).toMatchObject({
        thresholds: { eot_threshold: 0.7, eager_eot_threshold: 0.4, eot_timeout_ms: 5000 },
        keyterms: ['Invisalign'],
      });
      expect(eventsOf(stream)).toEqual(['StartOfTurn', 'EagerEndOfTurn', 'EndOfTurn']);
    });

    it.each([
      ['a value out of range', { thresholds: { eot_threshold: 1.5 } }],
      ['an eager end behind the end', { thresholds: { eot_threshold: 0.5, eager_eot_threshold: 0.8 } }],
      ['hints for a model of one language', { language_hints: ['es'] }],
    ])('refuses %s, and goes on as before', async (_, settings) => {
      await bench.listen();
      const stream = await opened(bench.flux());
      stream.socket.sendConfigure({ type: 'Configure', ...settings });
      await stream.next('ConfigureFailure');
      await bench.say(stream, WISH);

      expect(await stream.next('TurnInfo', is('EndOfTurn'))).toMatchObject({ end_of_turn_confidence: 0.7 });
    });

    it('goes without a word, and without a code, when it is told to', async () => {
      await bench.listen();
      const stream = await opened(bench.flux());
      await bench.say(stream, WISH, 0);
      stream.socket.sendCloseStream({ type: 'CloseStream' });

      expect(await stream.closed).toMatchObject({ code: 1005 });
      expect(eventsOf(stream)).toEqual(['StartOfTurn']);
    });

    it.each(['KeepAlive', 'Finalize'])('knows no %s', async (type) => {
      await bench.listen();
      const stream = await opened(bench.flux());
      stream.socket.socket.send(JSON.stringify({ type }));

      expect(await stream.next('Error')).toMatchObject({ code: 'UNPARSABLE_CLIENT_MESSAGE', sequence_id: 1 });
      await stream.closed;
    });

    it('closes a silent stream, unless it is pinged', async () => {
      const clock = new ManualClock();
      await bench.listen({ clock });
      const socket = new WebSocket(
        `${bench.server.listenUrl.replace('v1', 'v2')}?${new URLSearchParams(FLUX).toString()}`,
      );
      await once(socket, 'open');
      for (let times = 0; times < 3; times++) {
        clock.advance(20_000);
        socket.ping();
        await once(socket, 'pong');
      }
      expect(bench.server.listens[0]?.state).toBe('open');
      clock.advance(25_000);
      const [code] = (await once(socket, 'close')) as [number];

      expect(code).toBe(1011);
    });
  });

  describe('refusing', () => {
    it.each([
      ['a model of v1', { ...FLUX, model: 'nova-3' }],
      ['a parameter of v1', { ...FLUX, smart_format: 'true' }],
      ['a threshold out of range', { ...FLUX, eot_threshold: '0.4' }],
      ['an eager end behind the end', { ...FLUX, eot_threshold: '0.5', eager_eot_threshold: '0.8' }],
      ['hints for a model of one language', { ...FLUX, language_hint: ['es'] }],
      ['redaction of what it cannot redact', { ...FLUX, redact: 'pci' }],
    ])('%s', async (_, query) => {
      await bench.listen();
      expect(await (await bench.flux(query)).failed).toMatch(/400/);
      expect(bench.server.listens).toEqual([]);
    });
  });

  describe('going wrong', () => {
    it('by losing the end of a turn', async () => {
      await bench.listen();
      bench.server.faults.listen.lostEndAtTurn = 1;
      const stream = await opened(bench.flux(EAGER));
      await bench.say(stream, 'Hello.');
      await bench.say(stream, WISH);

      expect(await stream.next('TurnInfo', is('EndOfTurn'))).toMatchObject({ turn_index: 1, transcript: WISH });
    });

    it('by an error, then a close, when a turn has ended', async () => {
      await bench.listen();
      const how = { error: 'INTERNAL_SERVER_ERROR', closeCode: 1011 };
      bench.server.faults.listen.breaks = [{ at: { turn: 1 }, how }];
      const stream = await opened(bench.flux());
      await bench.say(stream, WISH);

      expect(await stream.next('Error')).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
      expect(await stream.closed).toMatchObject({ code: 1011 });
      expect(eventsOf(stream)).toEqual(['StartOfTurn', 'EndOfTurn']);
    });

    it('by saying nothing at all', async () => {
      await bench.listen();
      bench.server.faults.listen.breaks = [{ at: { afterMs: 0 }, how: 'half_open' }];
      const mute = await opened(bench.flux());
      const other = await opened(bench.flux());
      await other.next('Connected');

      expect(mute.frames.all).toEqual([]);
    });

    it('in one stream, when the test says so', async () => {
      await bench.listen();
      const [doomed, other] = [await opened(bench.flux()), await opened(bench.flux())];
      bench.server.listens[0]?.break({ closeCode: 1012 });

      expect(await doomed.closed).toMatchObject({ code: 1012 });
      await bench.say(other, WISH);
      await other.next('TurnInfo', is('EndOfTurn'));
    });
  });
});
