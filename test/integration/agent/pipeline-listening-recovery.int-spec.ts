import { ChosenRecognizer } from '../../../src/agent/pipeline/listening/chosen-recognizer.js';
import type { Listener } from '../../../src/agent/pipeline/listening/listener.js';
import { results, turnInfo, type ScriptedEar } from '../../support/scripted-listen.js';
import { ListeningBench, WISH } from './pipeline-listening-bench.js';

const SECOND_BYTES = 8_000;

describe('listening, when the stream is lost', () => {
  let bench: ListeningBench;
  let listener: Listener;
  let ear: ScriptedEar;
  const say = (words: string): void => listener.sendAudio(Buffer.from(words));

  beforeEach(async () => {
    bench = await ListeningBench.start();
    ({ listener, ear } = await bench.open('flux'));
    await bench.far.nextDial();
  });
  afterEach(async () => {
    await listener.close();
    await bench.far.stop();
  });

  it('goes on with all that was not told for good, in order, and says so first', async () => {
    say('settled ');
    await ear.heard(8);
    ear.send(turnInfo('EndOfTurn', 0, 'Settled.'));
    await bench.story.next('turn_ended Settled.');
    say('one ');
    await ear.heard(12);
    ear.session.drop();
    await bench.hasLogged('listening.stream_replaced', 1);
    say('two ');
    const next = await bench.far.nextStream();
    say('three ');
    expect(await next.heard(14)).toBe('one two three ');
    say('four');
    expect(await next.heard(18)).toBe('one two three four');
    next.send(turnInfo('EndOfTurn', 0, 'One two three four.'));
    await bench.story.next('turn_ended One two three four.');
    expect(bench.story.all).toEqual(['turn_ended Settled.', 'stream_replaced', 'turn_ended One two three four.']);
  });

  it('gives the next stream ten seconds of the past, and no more', async () => {
    for (let second = 0; second < 12; second += 1) listener.sendAudio(Buffer.alloc(SECOND_BYTES, String(second)));
    ear.session.drop();
    const next = await bench.far.nextStream();
    await next.session.audio(10 * SECOND_BYTES);
    say('live');
    const heard = await next.session.audio(10 * SECOND_BYTES + 4);
    expect(heard).toHaveLength(10 * SECOND_BYTES + 4);
    expect([heard[0], heard[10 * SECOND_BYTES - 1]]).toEqual([Buffer.from('2')[0], Buffer.from('1')[0]]);
    expect(heard.subarray(-4).toString()).toBe('live');
    // The past comes in one piece, of which nothing can be dropped as late.
    expect(next.session.audioFrames.all).toHaveLength(2);
  });

  it('tells nothing more of a stream that was replaced', async () => {
    await ear.session.roundTrip();
    ear.session.ignorePings();
    await ear.session.roundTrip();
    listener.prove();
    bench.clock.advance(600);
    const next = await bench.far.nextStream();
    ear.send(turnInfo('EndOfTurn', 0, 'Late.'));
    next.send(turnInfo('EndOfTurn', 0, 'In time.'));
    await bench.story.next('turn_ended In time.');
    expect(bench.story.all).toEqual(['stream_replaced', 'turn_ended In time.']);
    expect(bench.logged).toContain('peer_silent');
  });

  it('says that the stream is another one before all that comes in the segment of the answer', async () => {
    bench.far.server.greetWithin101(turnInfo('StartOfTurn', 0, 'hi'));
    ear.session.drop();
    await bench.story.next('turn_updated hi');
    expect(bench.story.all).toEqual(['stream_replaced', 'speech_began', 'turn_updated hi']);
  });

  it('tries at once, after 250 ms, after 750 ms, and then gives up', async () => {
    bench.far.server.refuse(503);
    ear.session.drop();
    await bench.far.nextDial();
    for (const [tries, ms] of [250, 750].entries()) {
      await bench.hasLogged('listening.stream_refused', tries + 1);
      bench.clock.advance(ms - 1);
      expect(bench.far.dials).toBe(tries + 2);
      bench.clock.advance(1);
      await bench.far.nextDial();
    }
    await bench.story.next('closed http_503');
    say('late');
    await listener.close();
    expect(bench.story.all).toEqual(['closed http_503']);
    expect(bench.clock.pendingTimers).toBe(0);
    expect(bench.far.dials).toBe(4);
  });

  it('is at it anew, without a pause, each time that something was told for good', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      ear.send(turnInfo('EndOfTurn', turn, `Turn ${turn}.`));
      await bench.story.next(`turn_ended Turn ${turn}.`);
      ear.session.drop();
      ear = await bench.far.nextStream();
    }
    expect(bench.far.dials).toBe(6);
  });

  it('gives up a provider that takes audio and dies of it', async () => {
    say('poison');
    ear.session.close(1011);
    for (const [count, ms] of [0, 250, 750].entries()) {
      await bench.hasLogged('listening.stream_replaced', count + 1);
      bench.clock.advance(ms);
      const next = await bench.far.nextStream();
      expect(await next.heard(6)).toBe('poison');
      next.send(turnInfo('StartOfTurn', 0, 'p'));
      next.session.close(1011);
    }
    await bench.story.next('closed close_1011');
    expect(bench.far.dials).toBe(4);
  });

  it.each([401, 400])('gives up at once where the answer is %i', async (status) => {
    bench.far.server.refuse(status);
    ear.session.drop();
    await bench.story.next(`closed http_${status}`);
    expect(bench.story.all).toEqual([`closed http_${status}`]);
    expect(bench.far.dials).toBe(2);
  });

  it('gives up at once where our messages are not understood', async () => {
    ear.send({ type: 'Error', code: 'UNPARSABLE_CLIENT_MESSAGE', description: 'x' });
    await bench.story.next('closed UNPARSABLE_CLIENT_MESSAGE');
    expect(await ear.session.closed).toBe(1000);
    expect(bench.far.dials).toBe(1);
  });

  it('ends the turn, and listens for what is wished, once there is a stream', async () => {
    ear.session.drop();
    await bench.hasLogged('listening.stream_replaced', 1);
    say('four');
    listener.endTurn();
    listener.update({ ...WISH, keyterms: ['Ortiz'] });
    const next = await bench.far.nextStream();
    await next.session.received('ForceEndTurn');
    expect(await next.heard(4)).toBe('four');
    const wished = [...next.query.getAll('keyterm'), ...next.session.messages.all.map(({ keyterms }) => keyterms)];
    expect(wished.flat()).toContain('Ortiz');
    next.session.drop();
    await bench.hasLogged('listening.stream_replaced', 2);
    bench.clock.advance(250);
    const last = await bench.far.nextStream();
    expect(await last.heard(4)).toBe('four');
    await last.session.roundTrip();
    expect(last.asked).toEqual([]);
  });

  it('does so on the stream after it, where the one that is dialled takes no change', async () => {
    await listener.close();
    ({ listener, ear } = await bench.open('nova'));
    ear.session.drop();
    await bench.hasLogged('listening.stream_replaced', 1);
    say('four');
    listener.endTurn();
    listener.update({ ...WISH, keyterms: ['Ortiz'] });
    const outdated = await bench.far.nextStream();
    const next = await bench.far.nextStream();
    expect(next.query.getAll('keyterm')).toEqual(['Ortiz']);
    await next.session.received('Finalize');
    expect(await next.heard(4)).toBe('four');
    await outdated.session.closed;
    expect([outdated.asked, outdated.session.audioFrames.all]).toEqual([[], []]);
    expect(bench.story.all).toEqual(['closed by us', 'stream_replaced']);
  });

  it('tells nothing more once it is closed from within', async () => {
    bench.story.onTold = (line) => {
      if (line === 'stream_replaced') void listener.close();
    };
    bench.far.server.greetWithin101(turnInfo('StartOfTurn', 0, 'hi'));
    ear.session.drop();
    await bench.story.next('closed by us');
    await listener.close();
    expect(bench.story.all).toEqual(['stream_replaced', 'closed by us']);
    expect(bench.clock.pendingTimers).toBe(0);
  });

  it('may be closed while another one is dialled', async () => {
    bench.far.server.stall();
    ear.session.drop();
    await bench.far.nextDial();
    await listener.close();
    await bench.far.server.idle();
    expect(bench.story.all).toEqual(['closed by us']);
    expect(bench.clock.pendingTimers).toBe(0);
  });

  it('is heard by another recogniser where the languages ask for it', async () => {
    await listener.close();
    const chosen = new ChosenRecognizer(bench.recognizer('flux'), bench.recognizer('nova'));
    ({ listener, ear } = await bench.openWith(chosen));
    expect(ear.path).toBe('/v2/listen');
    say('xin ');
    listener.update({ ...WISH, languages: ['vi'] });
    say('chào');
    const nova = await bench.far.nextStream();
    expect([nova.path, nova.query.get('language')]).toEqual(['/v1/listen', 'vi']);
    expect(await nova.heard(9)).toBe('xin chào');
    nova.send(results('Xin chào.', { speech_final: true }));
    await bench.story.next('final Xin chào.');
    listener.update({ ...WISH, languages: ['en', 'es'] });
    const flux = await bench.far.nextStream();
    expect([flux.path, flux.query.get('model')]).toEqual(['/v2/listen', 'flux-general-multi']);
    await bench.story.next('stream_replaced');
  });
});
