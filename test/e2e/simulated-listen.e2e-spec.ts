import '../support/in-virtual-time.js';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { BYTES_PER_MS, SILENCE_BYTE } from '../../src/audio/frame.types.js';
import { encodeUlaw } from '../../src/audio/g711.codec.js';
import { ManualClock } from '../support/manual-clock.js';
import { SdkAgent, type Frame } from '../support/sdk-agent.js';
import { NOVA, opened, silence, StreamBench } from '../support/sdk-streams.js';

interface Results {
  is_final: boolean;
  speech_final: boolean;
  from_finalize: boolean;
  start: number;
  duration: number;
  channel: {
    alternatives: [{ transcript: string; languages?: string[]; words: { word: string; start: number; end: number }[] }];
  };
}

const resultsOf = (frame: Frame): Results => frame as unknown as Results;
const textOf = (frame: Frame): string => resultsOf(frame).channel.alternatives[0].transcript;
const isSpeechFinal = (frame: Frame): boolean => resultsOf(frame).speech_final;
const isFinal = (frame: Frame): boolean => resultsOf(frame).is_final;

describe('listen v1 of simulated Deepgram, by the official SDK', () => {
  const bench = new StreamBench();
  const WISH = "I'd like a cleaning on Friday, please.";

  describe('hearing', () => {
    it('tells words as they come, then for good when silence follows, then that nobody goes on', async () => {
      await bench.listen();
      const stream = await opened(bench.nova({ ...NOVA, utterance_end_ms: '1000', vad_events: 'true' }));
      await bench.say(stream, WISH, 1100);
      const final = await stream.next('Results', isSpeechFinal);
      const ended = await stream.next('UtteranceEnd');

      expect(stream.frames.all[0]).toMatchObject({ type: 'SpeechStarted', channel: [0, 1] });
      expect(textOf(final)).toBe(WISH);
      const { words } = resultsOf(final).channel.alternatives[0];
      expect(words.map(({ word }) => word)).toEqual(["i'd", 'like', 'a', 'cleaning', 'on', 'friday', 'please']);
      expect(ended).toMatchObject({ last_word_end: words.at(-1)?.end });
      const interims = stream.of('Results').filter((frame) => !isFinal(frame));
      expect(interims.length).toBeGreaterThan(words.length - 1);
      for (const interim of interims) expect(WISH.startsWith(textOf(interim))).toBe(true);
    });

    it('places words in the audio that it was sent', async () => {
      await bench.listen();
      const stream = await opened(bench.nova());
      bench.send(stream, silence(2000));
      await bench.say(stream, WISH);
      await stream.next('Results', isSpeechFinal);
      const finals = stream.of('Results').filter(isFinal).map(resultsOf);
      const words = finals.flatMap(({ channel }) => channel.alternatives[0].words);

      expect(words.map(({ word }) => word).join(' ')).toBe("i'd like a cleaning on friday please");
      expect(words[0]?.start).toBeGreaterThanOrEqual(2);
      words.forEach(({ start, end }, at) => {
        expect(start).toBeGreaterThanOrEqual(words[at - 1]?.end ?? 0);
        expect(end).toBeGreaterThan(start);
      });
      finals.forEach(({ start }, at) => {
        const before = finals[at - 1] ?? { start: 0, duration: 0 };
        expect(start).toBeCloseTo(before.start + before.duration);
      });
    });

    it('hears the words that a session of the agent hears', async () => {
      await bench.listen();
      const agent = await SdkAgent.open(bench.server.url, bench.speech);
      const stream = await opened(bench.nova());
      await agent.say(WISH);
      await bench.say(stream, WISH);

      expect(textOf(await stream.next('Results', isSpeechFinal))).toBe(await agent.said('user'));
      agent.close();
    });

    it('leaves out what it could not make out', async () => {
      await bench.listen();
      const stream = await opened(bench.nova());
      const { audio, words } = await bench.speech.render('rms', WISH);
      const lost = words[3];
      const cut = Buffer.from(audio);
      cut.fill(SILENCE_BYTE, lost?.startByte, (lost?.startByte ?? 0) + (lost?.bytes ?? 0));
      bench.send(stream, Buffer.concat([cut, silence(700)]));

      const text: string[] = [];
      while (!text.join(' ').endsWith('please.')) text.push(textOf(await stream.next('Results', isFinal)));
      expect(text.filter((part) => part !== '').join(' ')).toBe("I'd like a on Friday, please.");
    });

    it('makes words final at each silence: together they are what was said', async () => {
      await bench.listen();
      const stream = await opened(bench.nova());
      await bench.say(stream, 'My number is five one two.', 400);
      await bench.say(stream, 'Five five five.', 400);

      expect(textOf(await stream.next('Results', isSpeechFinal))).toBe('My number is five one two.');
      expect(textOf(await stream.next('Results', isSpeechFinal))).toBe('Five five five.');
      expect(bench.server.listens[0]?.callerTurns).toEqual(['My number is five one two.', 'Five five five.']);
    });

    it('tells silence, too', async () => {
      await bench.listen();
      const stream = await opened(bench.nova());
      bench.send(stream, silence(4100));

      expect(textOf(await stream.next('Results', isFinal))).toBe('');
    });

    it('does not notice silence behind noise, but that no more words come', async () => {
      await bench.listen();
      const stream = await opened(bench.nova({ ...NOVA, utterance_end_ms: '1000' }));
      const { audio } = await bench.speech.render('rms', WISH);
      bench.send(stream, Buffer.concat([audio, hum(1500)]));
      await stream.next('UtteranceEnd');
      const finals = stream.of('Results').filter(isFinal);

      expect(finals.map(textOf)).toEqual([WISH]);
      expect(finals.some(isSpeechFinal)).toBe(false);
    });

    it('tells the language where it may be any', async () => {
      await bench.listen();
      const stream = await opened(bench.nova({ ...NOVA, language: 'multi' }));
      await bench.say(stream, 'Quiero una cita para mañana, por favor.');
      const [alternative] = resultsOf(await stream.next('Results', isSpeechFinal)).channel.alternatives;

      expect(alternative.languages).toEqual(['es']);
      expect(alternative.words[0]).toMatchObject({ language: 'es' });
    });

    it('tells nothing before it is final to who did not ask for it', async () => {
      await bench.listen();
      const { encoding, sample_rate, model } = NOVA;
      const stream = await opened(bench.nova({ encoding, sample_rate, model, endpointing: '300' }));
      await bench.say(stream, WISH);
      await stream.next('Results', isSpeechFinal);

      expect(stream.of('Results').every(isFinal)).toBe(true);
    });
  });

  describe('obeying', () => {
    it('makes final what it has when it is asked to, and answers nothing when it has nothing', async () => {
      await bench.listen();
      const stream = await opened(bench.nova());
      await bench.say(stream, WISH, 0);
      stream.socket.sendFinalize({ type: 'Finalize' });
      const final = await stream.next('Results', (frame) => resultsOf(frame).from_finalize);
      stream.socket.sendFinalize({ type: 'Finalize' });
      stream.socket.sendCloseStream({ type: 'CloseStream' });
      await stream.next('Metadata');

      expect(textOf(final)).toBe(WISH);
      expect(stream.of('Results').filter((frame) => resultsOf(frame).from_finalize)).toHaveLength(1);
    });

    it.each([
      ['CloseStream', (send: (data: string | Buffer) => void) => send('{"type":"CloseStream"}')],
      ['an empty frame', (send: (data: string | Buffer) => void) => send(Buffer.alloc(0))],
    ])('tells the rest before it closes for %s', async (_, end) => {
      await bench.listen();
      const stream = await opened(bench.nova());
      await bench.say(stream, WISH, 0);
      end((data) => stream.socket.socket.send(data));

      expect(textOf(await stream.next('Results', isFinal))).toBe(WISH);
      expect(await stream.next('Metadata')).toMatchObject({ request_id: bench.server.listens[0]?.requestId });
      expect(await stream.closed).toMatchObject({ code: 1000 });
    });

    it('closes for what is no message', async () => {
      await bench.listen();
      const stream = await opened(bench.nova());
      stream.socket.socket.send('{"type":"Configure"}');

      expect(await stream.closed).toMatchObject({ code: 1008, reason: 'DATA-0000' });
    });

    it('closes when nothing comes for ten seconds, be it audio or KeepAlive', async () => {
      const clock = new ManualClock();
      await bench.listen({ clock });
      const stream = await opened(bench.nova());
      const keptAlive = () => bench.server.listens[0]?.keepAlives;
      for (let times = 1; times <= 3; times++) {
        clock.advance(9000);
        stream.socket.sendKeepAlive({ type: 'KeepAlive' });
        stream.socket.sendMedia(silence(20));
        stream.socket.sendFinalize({ type: 'Finalize' });
        await stream.next('Results');
        expect(keptAlive()).toBe(times);
      }
      clock.advance(10_000);

      expect(await stream.closed).toMatchObject({ code: 1011, reason: 'NET-0001' });
      expect(clock.pendingTimers).toBe(0);
    });
  });

  describe('refusing', () => {
    it.each([
      ['a parameter that nobody knows', { ...NOVA, utterance_end: '1000' }, /utterance_end/],
      ['a model of v2', { ...NOVA, model: 'flux-general-en' }, /model/],
      ['another encoding', { ...NOVA, encoding: 'linear16' }, /encoding/],
      ['an end of utterances without interims', { ...NOVA, interim_results: 'false', utterance_end_ms: '1000' }, /utt/],
      ['terms that the model cannot take', { ...NOVA, model: 'nova-2', keyterm: ['Invisalign', 'Doctor Ames'] }, /key/],
    ])('%s, and saying why', async (_, query, why) => {
      await bench.listen();
      expect(await (await bench.nova(query)).failed).toMatch(/400/);

      const url = `${bench.server.listenUrl}?${new URLSearchParams(Object.entries(query).flatMap(pairs)).toString()}`;
      const reason = await new Promise((resolve) => {
        new WebSocket(url)
          .on('unexpected-response', (_request, response) => resolve(response.headers['dg-error']))
          .on('error', () => undefined);
      });
      expect(reason).toMatch(why);
    });

    it('a wrong key', async () => {
      await bench.listen({ apiKey: 'right-key' });
      expect(await (await bench.nova(NOVA, 'wrong-key')).failed).toMatch(/401/);
      await expect(opened(bench.nova(NOVA, 'right-key'))).resolves.toBeDefined();
    });
  });

  describe('going wrong', () => {
    it('as often as it is told to, without a word to sessions of the agent', async () => {
      await bench.listen();
      bench.server.faults.listen.refuseWith = [429, 503];
      const agent = await SdkAgent.open(bench.server.url, bench.speech);

      expect(await (await bench.nova()).failed).toMatch(/429/);
      expect(await (await bench.nova()).failed).toMatch(/503/);
      await expect(opened(bench.nova())).resolves.toBeDefined();
      agent.close();
    });

    it('by an outage of everything, or of the agent alone', async () => {
      await bench.listen();
      bench.server.faults.outage = { with: 'reset' };
      expect(await (await bench.nova()).failed).toMatch(/ECONNRESET|socket hang up/);
      bench.server.faults.outage = { with: 503, only: ['agent'] };
      const agent = await SdkAgent.dial(bench.server.url, bench.speech);

      expect(await agent.failed).toMatch(/503/);
      await expect(opened(bench.nova())).resolves.toBeDefined();
    });

    it('by breaking off in the middle of a turn, in a stream that is open already', async () => {
      await bench.listen();
      const stream = await opened(bench.nova());
      bench.server.faults.listen.breaks = [{ at: { turn: 1, when: 'caller_speaking' }, how: { closeCode: 1006 } }];
      await bench.say(stream, WISH);

      expect(await stream.closed).toMatchObject({ code: 1006 });
      expect(stream.frames.all.map(textOf)).toEqual(["I'd"]);
      expect(bench.server.listens[0]?.state).toBe('closed');
    });

    it('by hearing nothing from the beginning, and being closed as if all were well', async () => {
      await bench.listen();
      bench.server.faults.listen.breaks = [{ at: { afterMs: 0 }, how: 'mute' }];
      const stream = await opened(bench.nova());
      await bench.say(stream, WISH, 1000);
      stream.socket.close();
      await once(bench.server, 'stream_closed');

      expect(stream.frames.all).toEqual([]);
      expect(bench.server.listens[0]).toMatchObject({ state: 'closed', callerBytes: 0 });
    });

    it('by losing what would be final', async () => {
      await bench.listen();
      bench.server.faults.listen.lostFinalAtTurn = 1;
      const stream = await opened(bench.nova({ ...NOVA, utterance_end_ms: '1000' }));
      await bench.say(stream, WISH, 1100);
      await stream.next('UtteranceEnd');

      expect(stream.of('Results').some(isFinal)).toBe(false);
      expect(stream.of('Results').map(textOf).at(-1)).toBe(WISH);
    });

    it('by not noticing silence', async () => {
      await bench.listen();
      bench.server.faults.listen.lostEndAtTurn = 1;
      const stream = await opened(bench.nova({ ...NOVA, utterance_end_ms: '1000' }));
      await bench.say(stream, WISH, 1100);
      await stream.next('UtteranceEnd');

      expect(textOf(stream.of('Results').filter(isFinal)[0] as Frame)).toBe(WISH);
      expect(stream.of('Results').some(isSpeechFinal)).toBe(false);
    });

    it('by losing the end of an utterance', async () => {
      await bench.listen();
      bench.server.faults.listen.lostUtteranceEndAtTurn = 1;
      const stream = await opened(bench.nova({ ...NOVA, utterance_end_ms: '1000' }));
      await bench.say(stream, WISH, 1100);
      await bench.say(stream, 'Hello?', 1100);
      await stream.next('UtteranceEnd');

      expect(stream.of('UtteranceEnd')).toHaveLength(1);
      expect(stream.of('Results').filter(isSpeechFinal).map(textOf)).toEqual([WISH, 'Hello?']);
    });
  });
});

const pairs = ([name, value]: [string, string | string[]]): [string, string][] =>
  [value].flat().map((item) => [name, item]);

/** A tone, as loud as speech. */
function hum(ms: number): Buffer {
  const samples = Int16Array.from({ length: ms * BYTES_PER_MS }, (_, at) => 6000 * Math.sin(at / 5));
  return Buffer.from(encodeUlaw(samples));
}
