import { StageError } from '../../../src/agent/pipeline/stage.types.js';
import { results, speechStarted, turnInfo, utteranceEnd } from '../../support/scripted-listen.js';
import { API_KEY, ListeningBench, type Version, WISH } from './pipeline-listening-bench.js';

const versions: Version[] = ['nova', 'flux'];

describe('listening over a socket', () => {
  let bench: ListeningBench;
  beforeEach(async () => (bench = await ListeningBench.start()));
  afterEach(() => bench.far.stop());

  describe('opening', () => {
    it.each([
      ['nova', '/v1/listen', 'nova-3'],
      ['flux', '/v2/listen', 'flux-general-en'],
    ] as const)('%s asks at %s for what a phone has, with the key in a header', async (version, path, model) => {
      const { listener, ear } = await bench.open(version);
      expect(ear.path).toBe(path);
      expect(Object.fromEntries(ear.query)).toMatchObject({
        model,
        encoding: 'mulaw',
        sample_rate: '8000',
        keyterm: 'Lakeside Dental',
        mip_opt_out: 'true',
      });
      expect(ear.session.request.url).toContain('keyterm=Lakeside%20Dental');
      expect(ear.session.request.headers.authorization).toBe(`Token ${API_KEY}`);
      expect(listener.requestId).toBe('00000000-0000-4000-8000-00000000000a');
      await listener.close();
    });

    it.each([
      [401, 'refused'],
      [429, 'unavailable'],
      [400, 'misused'],
    ])('fails when the provider answers %i: %s', async (status, kind) => {
      bench.far.server.refuse(status);
      const failed = new StageError('listening', { kind, code: `http_${status}` } as never);
      await expect(bench.dial(bench.recognizer('flux'))).rejects.toEqual(failed);
      expect(bench.far.dials).toBe(1);
      expect(bench.story.all).toEqual([]);
      expect(bench.clock.pendingTimers).toBe(0);
    });

    it('fails when nothing answers in time, and when it is given up', async () => {
      bench.far.server.stall();
      const recognizer = bench.recognizer('nova');
      const late = bench.dial(recognizer);
      await bench.far.nextDial();
      bench.clock.advance(3_000);
      await expect(late).rejects.toMatchObject({ failure: { code: 'connect_timeout' } });
      const abort = new AbortController();
      const given = bench.dial(recognizer, abort.signal);
      await bench.far.nextDial();
      abort.abort();
      await expect(given).rejects.toMatchObject({ failure: { code: 'aborted' } });
      await expect(bench.dial(recognizer, abort.signal)).rejects.toMatchObject({ failure: { code: 'aborted' } });
      await bench.far.server.idle();
      expect(bench.clock.pendingTimers).toBe(0);
      expect(bench.story.all).toEqual([]);
    });

    it.each([
      ['not an address', API_KEY],
      ['ws://127.0.0.1:1/v1/listen', 'key\nwith a line'],
    ])('fails with an address or a key that is none', async (url, apiKey) => {
      const opening = bench.dial(bench.recognizer('flux', url, apiKey));
      await expect(opening).rejects.toMatchObject({ failure: { code: 'unusable_address_or_key' } });
    });

    it('hears what comes in the segment of the answer', async () => {
      bench.far.server.greetWithin101({ type: 'Connected', request_id: 'r-1' }, turnInfo('StartOfTurn', 0, 'hi'));
      const { listener } = await bench.open('flux');
      await bench.story.next('turn_updated hi');
      await listener.close();
      expect(bench.story.all).toEqual(['speech_began', 'turn_updated hi', 'closed by us']);
    });

    it('fails when the stream is over before anybody has it', async () => {
      bench.far.server.greetWithin101({ type: 'Error', code: 'INTERNAL_SERVER_ERROR', description: 'x' });
      const failed = { failure: { kind: 'unavailable', code: 'INTERNAL_SERVER_ERROR' } };
      await expect(bench.dial(bench.recognizer('flux'))).rejects.toMatchObject(failed);
      expect(bench.story.all).toEqual([]);
    });
  });

  describe('what is said', () => {
    it('is told in stretches by Nova', async () => {
      const { listener, ear } = await bench.open('nova');
      ear.send(
        speechStarted,
        results('my number', { final: false }),
        results('My number is'),
        results(''),
        results('four.', { speech_final: true }),
        utteranceEnd,
        { type: 'Metadata', request_id: 'a' },
      );
      await bench.story.next('utterance_ended');
      expect(bench.story.all).toEqual([
        'speech_began',
        'interim my number',
        'final My number is',
        'final ',
        'final four.',
        'utterance_ended',
      ]);
      await listener.close();
    });

    it('is told in turns by Flux', async () => {
      const { listener, ear } = await bench.open('flux');
      ear.send(
        { type: 'Connected', request_id: 'r-1', sequence_id: 0 },
        turnInfo('StartOfTurn', 0, 'my'),
        turnInfo('EagerEndOfTurn', 0, 'My number'),
        turnInfo('TurnResumed', 0, 'My number'),
        turnInfo('Update', 0, 'My number is'),
        turnInfo('EndOfTurn', 0, 'My number is four.'),
      );
      await bench.story.next('turn_ended My number is four.');
      expect(bench.story.all).toEqual([
        'speech_began',
        'turn_updated my',
        'turn_probably_ended My number',
        'turn_resumed',
        'turn_updated My number is',
        'turn_ended My number is four.',
      ]);
      await listener.close();
    });

    it.each(versions)('is sent to %s as it comes, and never an empty frame', async (version) => {
      const { listener, ear } = await bench.open(version);
      for (const frame of ['one ', '', 'two ', 'three']) listener.sendAudio(Buffer.from(frame));
      expect(await ear.heard(13)).toBe('one two three');
      expect(ear.session.audioFrames.all).toHaveLength(3);
      await listener.close();
    });

    it.each([
      ['nova', 'Finalize'],
      ['flux', 'ForceEndTurn'],
    ] as const)('to %s ends at our word: %s', async (version, message) => {
      const { listener, ear } = await bench.open(version);
      listener.sendAudio(Buffer.from('four'));
      listener.endTurn();
      await ear.session.received(message);
      expect(await ear.heard(4)).toBe('four');
      await listener.close();
    });
  });

  describe('a line on which nobody speaks', () => {
    it('is kept by Nova with a message, when there is no audio', async () => {
      const { listener, ear } = await bench.open('nova');
      bench.clock.advance(4_000);
      listener.sendAudio(Buffer.from('a'));
      bench.clock.advance(4_000);
      await ear.session.roundTrip();
      expect(ear.asked).toEqual([]);
      bench.clock.advance(1_000);
      await ear.session.received('KeepAlive');
      await listener.close();
    });

    it('is kept by Flux with pings alone', async () => {
      const { listener, ear } = await bench.open('flux');
      for (let second = 0; second < 12; second += 1) {
        bench.clock.advance(1_000);
        await ear.session.roundTrip();
      }
      expect(ear.session.pings.all.length).toBeGreaterThanOrEqual(12);
      expect(ear.asked).toEqual([]);
      await listener.close();
    });
  });

  describe('a change of what is listened for', () => {
    it('is told to Flux on the open stream, once', async () => {
      const { listener, ear } = await bench.open('flux');
      listener.update({ ...WISH });
      listener.update({ ...WISH, keyterms: ['Ortiz'] });
      expect(await ear.session.received('Configure')).toMatchObject({ keyterms: ['Ortiz'] });
      ear.send({ type: 'ConfigureFailure', request_id: 'r-1', sequence_id: 3 });
      await bench.hasLogged('listening.stream_warned', 1);
      expect(ear.asked).toEqual(['Configure']);
      expect(bench.story.all).toEqual([]);
      await listener.close();
    });

    it('takes Nova another stream, which hears what was not told for good', async () => {
      const { listener, ear } = await bench.open('nova');
      listener.sendAudio(Buffer.from('one '));
      await ear.heard(4);
      ear.send(results('One'));
      await bench.story.next('final One');
      listener.sendAudio(Buffer.from('two '));
      listener.update({ ...WISH, keyterms: ['Ortiz'] });
      listener.sendAudio(Buffer.from('three'));
      const next = await bench.far.nextStream();
      expect(next.query.getAll('keyterm')).toEqual(['Ortiz']);
      expect(await next.heard(9)).toBe('two three');
      expect(await ear.session.closed).toBe(1000);
      expect(bench.story.all).toEqual(['final One', 'stream_replaced']);
      await listener.close();
    });
  });

  it('is changed as often as is wished, each time at once', async () => {
    const { listener, ear } = await bench.open('nova');
    let last = ear;
    for (const term of ['one', 'two', 'three', 'four', 'five']) {
      listener.update({ ...WISH, keyterms: [term] });
      last = await bench.far.nextStream();
      await bench.story.next('stream_replaced');
    }
    expect(last.query.getAll('keyterm')).toEqual(['five']);
    await listener.close();
  });

  describe('a peer that misbehaves', () => {
    it('is not logged in its own words', async () => {
      const { listener, ear } = await bench.open('nova');
      ear.send(
        results('Maria Lopez', { speech_final: true }),
        { type: 'Error', code: 'Maria Lopez', description: 'Maria Lopez' },
        { type: 'SomethingNew' },
        'Maria',
        Buffer.from('Maria'),
      );
      await bench.hasLogged('listening.stream_warned', 1);
      ear.session.close(1011);
      await bench.far.nextStream();
      await listener.close();
      expect(bench.logged).toContain('close_1011');
      expect(bench.logged).not.toMatch(new RegExp(`Maria|${API_KEY}`));
    });

    const inBinary = Buffer.from(JSON.stringify(utteranceEnd));
    it.each([['noise'], [inBinary], [{ type: 'Results' }]])('that floods is left: %j', async (frame) => {
      const { listener, ear } = await bench.open('nova');
      ear.send(...Array.from({ length: 51 }, () => frame));
      expect(await ear.session.closed).toBe(1000);
      await listener.close();
      expect(bench.story.all).toEqual(['closed protocol_violations']);
      expect(bench.clock.pendingTimers).toBe(0);
    });

    it('that reads nothing loses the oldest audio, and it is told how much', async () => {
      const { listener, ear } = await bench.open('nova');
      ear.session.stopReading();
      // Four seconds each, until no buffer of the network takes any more.
      for (let frame = 0; frame < 600; frame += 1) listener.sendAudio(Buffer.alloc(32_000));
      const closing = listener.close();
      bench.clock.advance(1_000);
      await closing;
      expect(bench.story.droppedMs).toBeGreaterThan(4000);
    });

    it('does not meet what the listener throws', async () => {
      const { listener, ear } = await bench.open('flux');
      bench.story.onTold = () => {
        throw new Error('Maria');
      };
      ear.send(turnInfo('Update', 0, 'I'), turnInfo('EndOfTurn', 0, 'I do.'));
      await bench.story.next('turn_ended I do.');
      await listener.close();
      expect(bench.story.all.at(-1)).toBe('closed by us');
      expect(bench.logged).toContain('agent.listener_failed');
      expect(bench.logged).not.toContain('Maria');
    });
  });

  describe('closing', () => {
    it.each(versions)('%s is told once, ends the socket, and leaves no timer behind', async (version) => {
      const { listener, ear } = await bench.open(version);
      await Promise.all([listener.close(), listener.close()]);
      expect(await ear.session.closed).toBe(1000);
      listener.sendAudio(Buffer.from('late'));
      listener.endTurn();
      listener.update({ ...WISH, languages: ['es'] });
      listener.prove();
      await listener.close();
      expect(bench.story.all).toEqual(['closed by us']);
      expect(bench.clock.pendingTimers).toBe(0);
      expect(bench.far.dials).toBe(1);
    });

    it('does not wait for a peer that reads nothing', async () => {
      const { listener, ear } = await bench.open('nova');
      ear.session.stopReading();
      const closing = listener.close();
      bench.clock.advance(1_000);
      await closing;
      expect(bench.clock.pendingTimers).toBe(0);
    });

    it('within an event is the end of all', async () => {
      const { listener, ear } = await bench.open('flux');
      bench.story.onTold = (line) => {
        if (line === 'speech_began') void listener.close();
      };
      ear.send(turnInfo('StartOfTurn', 0, 'I'), turnInfo('EndOfTurn', 0, 'I do.'));
      await bench.story.next('closed by us');
      await listener.close();
      expect(bench.story.all).toEqual(['speech_began', 'closed by us']);
    });

    it('is the end of a single stream, too', async () => {
      const { story } = bench;
      const connecting = bench.recognizer('flux').connect(WISH, story, new AbortController().signal);
      const [stream, ear] = await Promise.all([connecting, bench.far.nextStream()]);
      story.onTold = (line) => {
        if (line === 'speech_began') void stream.close();
      };
      ear.send(turnInfo('StartOfTurn', 0, 'I'));
      await story.next('closed by us');
      await stream.close();
      expect(story.all).toEqual(['speech_began', 'closed by us']);
    });
  });
});
