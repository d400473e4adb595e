import type { Speaker } from '../../../src/agent/pipeline/speaking/speaker.js';
import { flushed, type ScriptedVoice } from '../../support/scripted-speak.js';
import { SpeakingBench, VOICES } from './pipeline-speaking-bench.js';

describe('speaking, when the stream is lost', () => {
  let bench: SpeakingBench;
  let speaker: Speaker;
  let voice: ScriptedVoice;
  beforeEach(async () => {
    bench = await SpeakingBench.start();
    ({ speaker, voice } = await bench.open());
    await bench.far.nextVoice();
  });
  afterEach(async () => {
    await speaker.close();
    await bench.far.stop();
  });

  it('begins again with the sentence that it was lost in', async () => {
    speaker.speak(1, 'One.');
    speaker.speak(1, 'Two.');
    speaker.finish(1);
    await voice.flushAsked();
    voice.send(Buffer.from('On'));
    await bench.story.next('audio 1 On');
    voice.session.drop();
    const next = await bench.far.nextStream();
    expect(await next.nextText()).toBe('One.');
    next.session.close(1011);
    await logged(bench, 'speaking.stream_replaced', 2);
    bench.clock.advance(250);
    const last = await bench.far.nextStream();
    expect(await last.speakNext()).toBe('One.');
    expect(await last.speakNext()).toBe('Two.');
    await bench.story.next('spoken 1');
    expect(bench.story.all).toEqual(['first 1 after 0', 'audio 1 On', 'audio 1 One.', 'audio 1 Two.', 'spoken 1']);
  });

  it('tells nothing more of a stream that was replaced, nor of what was cancelled meanwhile', async () => {
    speaker.speak(1, 'One.');
    await voice.flushAsked();
    voice.session.ignorePings();
    bench.clock.advance(3_000);
    speaker.cancel();
    const next = await bench.far.nextStream();
    voice.send(Buffer.from('late'), flushed);
    speaker.speak(2, 'Two.');
    expect(await next.speakNext()).toBe('Two.');
    await bench.story.next('audio 2 Two.');
    expect(bench.story.all).toEqual(['first 2 after 0', 'audio 2 Two.']);
  });

  it('replaces a stream that takes text and gives nothing, then tries the next voice', async () => {
    speaker.speak(1, 'One.');
    await voice.flushAsked();
    bench.clock.advance(3_000);
    const second = await bench.far.nextStream();
    expect(second.query.get('model')).toBe(VOICES[0]);
    await second.flushAsked();
    bench.clock.advance(3_000);
    const third = await bench.far.nextStream();
    expect(third.query.get('model')).toBe(VOICES[1]);
    expect(await third.speakNext()).toBe('One.');
    await bench.story.next('audio 1 One.');
    expect(bench.story.all).toEqual(['warned no_audio', 'first 1 after 6000', 'audio 1 One.']);
  });

  it('tries at once, after 250 ms, after 750 ms, and then gives up', async () => {
    bench.far.server.refuse(503);
    speaker.speak(1, 'One.');
    await voice.flushAsked();
    voice.session.drop();
    await bench.far.nextVoice();
    for (const [tries, ms] of [250, 750].entries()) {
      await logged(bench, 'speaking.stream_refused', tries + 1);
      bench.clock.advance(ms - 1);
      expect(bench.far.server.upgrades.all).toHaveLength(tries + 2);
      bench.clock.advance(1);
      await bench.far.nextVoice();
    }
    await bench.story.next('closed http_503');
    expect(bench.story.all).toEqual(['closed http_503']);
    await speaker.close();
    expect(bench.clock.pendingTimers).toBe(0);
    expect(bench.far.server.upgrades.all).toHaveLength(4);
  });

  it('is at it anew, without a pause, each time that something was heard', async () => {
    for (let utterance = 1; utterance <= 5; utterance += 1) {
      speaker.speak(utterance, 'Word.');
      speaker.finish(utterance);
      await voice.speakNext();
      await bench.story.next(`spoken ${utterance}`);
      voice.session.drop();
      voice = await bench.far.nextStream();
    }
    expect(bench.far.server.upgrades.all).toHaveLength(6);
  });

  it('gives up at once where the key is taken no longer', async () => {
    bench.far.server.refuse(401);
    voice.session.drop();
    await bench.story.next('closed http_401');
    await speaker.close();
    expect(bench.story.all).toEqual(['closed http_401']);
    expect(bench.far.server.upgrades.all).toHaveLength(2);
  });

  it('speaks on another stream when a flush is ignored', async () => {
    speaker.speak(1, 'One.');
    await voice.flushAsked();
    voice.send({ type: 'Warning', code: 'X_1', description: 'Too many Flush messages, wait for 60 seconds.' });
    const next = await bench.far.nextStream();
    expect(await next.speakNext()).toBe('One.');
    await bench.story.next('audio 1 One.');
    expect(bench.story.all).toEqual(['warned X_1', 'first 1 after 0', 'audio 1 One.']);
    expect(await voice.session.closed).toBe(1000);
  });

  it('asks for a flush 20 times a minute at most, and all is heard', async () => {
    const heard = async (utterance: number, stream: ScriptedVoice) => {
      speaker.speak(utterance, `Line ${utterance}.`);
      speaker.finish(utterance);
      await stream.speakNext();
      await bench.story.next(`spoken ${utterance}`);
    };
    for (let utterance = 1; utterance <= 20; utterance += 1) await heard(utterance, voice);
    speaker.speak(21, 'Line 21.');
    speaker.finish(21);
    const next = await bench.far.nextStream();
    await next.speakNext();
    await bench.story.next('audio 21 Line 21.');
    expect(voice.asked.filter((type) => type === 'Flush')).toHaveLength(20);
    expect(bench.story.all.filter((line) => line.startsWith('audio'))).toHaveLength(21);
  });

  it('is asked for a sign of life, and replaced where it gives none', async () => {
    await voice.session.roundTrip();
    voice.session.ignorePings();
    await voice.session.roundTrip();
    speaker.prove();
    bench.clock.advance(600);
    const next = await bench.far.nextStream();
    speaker.speak(1, 'One.');
    expect(await next.speakNext()).toBe('One.');
    await bench.story.next('audio 1 One.');
    expect(bench.logged).toContain('peer_silent');
  });

  it('has another voice from the next utterance on', async () => {
    speaker.speak(1, 'One.');
    speaker.setVoices(['aura-2-celeste-es']);
    speaker.finish(1);
    speaker.speak(2, 'Dos.');
    await voice.speakNext();
    const next = await bench.far.nextStream();
    expect(next.query.get('model')).toBe('aura-2-celeste-es');
    expect(await next.speakNext()).toBe('Dos.');
    await bench.story.next('audio 2 Dos.');
    expect(voice.asked).toEqual(['Speak', 'Flush']);
    expect(await voice.session.closed).toBe(1000);
  });

  it('has the voice that took over for as long as the same ones are wanted', async () => {
    bench.far.server.refuse(404);
    voice.session.drop();
    await bench.far.nextVoice();
    bench.far.server.recover();
    const next = await bench.far.nextStream();
    expect(next.query.get('model')).toBe(VOICES[1]);
    await bench.story.next('warned http_404');
    speaker.setVoices([...VOICES]);
    speaker.speak(1, 'One.');
    expect(await next.speakNext()).toBe('One.');
    await bench.story.next('audio 1 One.');
    expect(bench.far.server.upgrades.all).toHaveLength(3);
  });

  it('may be closed while another one is dialled', async () => {
    bench.far.server.stall();
    voice.session.drop();
    await bench.far.nextVoice();
    await speaker.close();
    await bench.far.server.idle();
    expect(bench.story.all).toEqual(['closed by us']);
    expect(bench.clock.pendingTimers).toBe(0);
  });
});

/** Until so many of these stand in the log, and what follows on the last of them has been done. */
async function logged(bench: SpeakingBench, event: string, count: number): Promise<void> {
  while (bench.logged.split(`"${event}"`).length <= count) await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}
