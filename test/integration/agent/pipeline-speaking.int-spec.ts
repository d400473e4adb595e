import { randomBytes } from 'node:crypto';
import { StageError } from '../../../src/agent/pipeline/stage.types.js';
import { cleared, flushed } from '../../support/scripted-speak.js';
import { API_KEY, SpeakerStory, SpeakingBench, VOICES } from './pipeline-speaking-bench.js';

describe('speaking over a socket', () => {
  let bench: SpeakingBench;
  beforeEach(async () => (bench = await SpeakingBench.start()));
  afterEach(() => bench.far.stop());

  describe('opening', () => {
    it('asks for what a phone takes, with the key in a header', async () => {
      const { speaker, voice } = await bench.open();
      expect(Object.fromEntries(voice.query)).toEqual({
        model: VOICES[0],
        encoding: 'mulaw',
        sample_rate: '8000',
        mip_opt_out: 'true',
      });
      expect(voice.session.request.url).toMatch(/^\/v1\/speak\?/);
      expect(voice.session.request.headers.authorization).toBe(`Token ${API_KEY}`);
      expect(speaker.requestId).toBe('00000000-0000-4000-8000-00000000000a');
      await speaker.close();
    });

    it('takes the next voice where one is refused, and says so', async () => {
      bench.far.server.refuse(400);
      const dialling = bench.dial();
      expect(await bench.far.nextVoice()).toBe(VOICES[0]);
      bench.far.server.recover();
      const [speaker, voice] = await Promise.all([dialling, bench.far.nextStream()]);
      expect(voice.query.get('model')).toBe(VOICES[1]);
      expect(bench.story.all).toEqual(['warned http_400']);
      await speaker.close();
    });

    it.each([
      [401, 'refused'],
      [429, 'unavailable'],
      [400, 'misused'],
    ])('fails when the provider answers %i: %s', async (status, kind) => {
      bench.far.server.refuse(status);
      await expect(bench.dial()).rejects.toEqual(new StageError('speaking', { kind, code: `http_${status}` } as never));
      expect(bench.far.server.upgrades.all).toHaveLength(status === 400 ? VOICES.length : 1);
      expect(bench.story.all).toEqual([]);
      expect(bench.clock.pendingTimers).toBe(0);
    });

    it('fails when nothing answers in time, and when it is given up', async () => {
      bench.far.server.stall();
      const late = bench.dial();
      await bench.far.nextVoice();
      bench.clock.advance(3_000);
      await expect(late).rejects.toMatchObject({ failure: { code: 'connect_timeout' } });
      const abort = new AbortController();
      const given = bench.dial(abort.signal);
      await bench.far.nextVoice();
      abort.abort();
      await expect(given).rejects.toMatchObject({ failure: { code: 'aborted' } });
      await expect(bench.dial(abort.signal)).rejects.toMatchObject({ failure: { code: 'aborted' } });
      await bench.far.server.idle();
      expect(bench.clock.pendingTimers).toBe(0);
      expect(bench.story.all).toEqual([]);
    });

    it.each([
      ['not an address', API_KEY],
      ['ws://127.0.0.1:1/v1/speak', 'key\nwith a line'],
    ])('fails with an address or a key that is none', async (url, apiKey) => {
      const opening = bench.streamer(url, apiKey).open('v', {} as never, new AbortController().signal);
      await expect(opening).rejects.toMatchObject({ failure: { code: 'unusable_address_or_key' } });
    });
  });

  describe('an utterance', () => {
    it('is heard piece by piece, and over when it is finished', async () => {
      const { speaker, voice } = await bench.open();
      speaker.speak(1, 'Good morning.');
      speaker.speak(1, 'How are you?');
      speaker.finish(1);
      expect(await voice.nextText()).toBe('Good morning.');
      await voice.flushAsked();
      bench.clock.advance(130);
      voice.send(Buffer.from('Good '), Buffer.alloc(0), Buffer.from('morning.'));
      await bench.story.next('audio 1 morning.');
      expect(voice.asked).toEqual(['Speak', 'Flush']);
      voice.send(flushed);
      expect(await voice.speakNext()).toBe('How are you?');
      await bench.story.next('spoken 1');
      expect(bench.story.all).toEqual([
        'first 1 after 130',
        'audio 1 Good ',
        'audio 1 morning.',
        'audio 1 How are you?',
        'spoken 1',
      ]);
      await speaker.close();
    });

    it('of more than 2000 characters is sent in parts', async () => {
      const { speaker, voice } = await bench.open();
      const text = `${'It is a long sentence. '.repeat(200)}The end.`;
      speaker.speak(1, text);
      await voice.flushAsked();
      const parts = voice.session.messages.all.filter(({ type }) => type === 'Speak').map((part) => String(part.text));
      expect(parts).toHaveLength(3);
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(2000);
      expect(parts.join('')).toBe(text);
      await speaker.close();
    });

    it('without a word is over at once, and nothing is sent for it', async () => {
      const { speaker, voice } = await bench.open();
      speaker.speak(1, '  ');
      speaker.finish(1);
      expect(bench.story.all).toEqual(['spoken 1']);
      speaker.speak(2, 'Hello.');
      await voice.speakNext();
      expect(voice.asked).toEqual(['Speak', 'Flush']);
      await speaker.close();
    });

    it('that is remembered is heard at once in the next call, and asked of nobody', async () => {
      const first = await bench.open();
      first.speaker.speak(1, 'Welcome!', { remember: true });
      first.speaker.finish(1);
      await first.voice.nextText();
      first.voice.send(Buffer.from('Wel'), Buffer.from('come!'), flushed);
      await bench.story.next('spoken 1');
      await first.speaker.close();
      const story = new SpeakerStory();
      const [speaker, voice] = await Promise.all([bench.dial(undefined, VOICES, story), bench.far.nextStream()]);
      speaker.speak(1, 'Welcome!', { remember: true });
      speaker.finish(1);
      expect(story.all).toEqual(['first 1 after 0', 'audio 1 Welcome!', 'spoken 1']);
      speaker.setVoices([VOICES[1] ?? '']);
      const other = await bench.far.nextStream();
      speaker.speak(2, 'Welcome!', { remember: true });
      await other.speakNext();
      expect(voice.asked).toEqual([]);
      await speaker.close();
    });
  });

  describe('cancelling', () => {
    it('drops what is late, and speaks on behind it', async () => {
      const { speaker, voice } = await bench.open();
      speaker.speak(1, 'One.');
      speaker.speak(1, 'Never.');
      await voice.flushAsked();
      voice.send(Buffer.from('On'));
      await bench.story.next('audio 1 On');
      speaker.cancel();
      speaker.speak(1, 'Late.');
      speaker.finish(1);
      speaker.speak(2, 'Two.');
      await voice.clearAsked();
      voice.send(Buffer.from('e.'), flushed, Buffer.from('more'), cleared);
      await voice.nextText();
      expect(await voice.speakNext()).toBe('Two.');
      speaker.finish(2);
      await bench.story.next('spoken 2');
      expect(bench.story.all).toEqual(['first 1 after 0', 'audio 1 On', 'first 2 after 0', 'audio 2 Two.', 'spoken 2']);
      expect(voice.asked).toEqual(['Speak', 'Flush', 'Clear', 'Speak', 'Flush']);
      await speaker.close();
    });

    it('holds from within the listener on', async () => {
      bench.lines.remember(VOICES[0] ?? '', 'One.', Buffer.from('1'));
      bench.lines.remember(VOICES[0] ?? '', 'Two.', Buffer.from('2'));
      const { speaker, voice } = await bench.open();
      bench.story.onTold = (line) => {
        if (line === 'audio 1 1') speaker.cancel();
      };
      speaker.speak(1, 'Streamed.');
      speaker.speak(1, 'One.', { remember: true });
      speaker.speak(1, 'Two.', { remember: true });
      speaker.finish(1);
      await voice.speakNext();
      await bench.story.next('audio 1 1');
      speaker.speak(2, 'Next.');
      await voice.speakNext();
      await bench.story.next('audio 2 Next.');
      expect(bench.story.all.filter((line) => line.includes(' 1 '))).toEqual([
        'first 1 after 0',
        'audio 1 Streamed.',
        'audio 1 1',
      ]);
      await speaker.close();
    });

    it('on a stream that never says so gets another stream', async () => {
      const { speaker, voice } = await bench.open();
      speaker.speak(1, 'One.');
      await voice.flushAsked();
      speaker.cancel();
      speaker.speak(2, 'Two.');
      await voice.clearAsked();
      bench.clock.advance(1_000);
      const next = await bench.far.nextStream();
      voice.send(Buffer.from('late'));
      expect(await next.speakNext()).toBe('Two.');
      await bench.story.next('audio 2 Two.');
      expect(bench.story.all).toEqual(['first 2 after 1000', 'audio 2 Two.']);
      await speaker.close();
    });
  });

  describe('a peer that misbehaves', () => {
    it('is not logged, nor told of, in its own words', async () => {
      const { speaker, voice } = await bench.open();
      speaker.speak(1, 'Maria Lopez is called.');
      await voice.flushAsked();
      voice.send(
        { type: 'Warning', code: 'Maria Lopez', description: 'Maria Lopez' },
        { type: 'SomethingNew' },
        'Maria',
      );
      await bench.story.next('warned UNRECOGNISED_CODE');
      voice.session.close(1011);
      await bench.far.nextStream();
      await speaker.close();
      expect(bench.logged).toContain('close_1011');
      expect(bench.logged).not.toMatch(new RegExp(`Maria|${API_KEY}`));
    });

    it('that floods is left', async () => {
      const { speaker, voice } = await bench.open();
      voice.send(...Array.from({ length: 51 }, () => 'noise'));
      expect(await voice.session.closed).toBe(1000);
      expect(bench.logged).toContain('protocol_violations');
      await speaker.close();
    });

    it('does not meet what the listener throws', async () => {
      const { speaker, voice } = await bench.open();
      bench.story.onTold = () => {
        throw new Error('Maria');
      };
      speaker.speak(1, 'One.');
      speaker.finish(1);
      await voice.speakNext();
      await bench.story.next('spoken 1');
      expect(bench.logged).toContain('agent.listener_failed');
      expect(bench.logged).not.toContain('Maria');
      await speaker.close();
    });
  });

  describe('closing', () => {
    it('is told once, ends the socket, and leaves no timer behind', async () => {
      const { speaker, voice } = await bench.open();
      speaker.speak(1, 'One.');
      await voice.flushAsked();
      await Promise.all([speaker.close(), speaker.close()]);
      expect(await voice.session.closed).toBe(1000);
      speaker.speak(2, 'Two.');
      speaker.cancel();
      speaker.setVoices(['other']);
      speaker.prove();
      await speaker.close();
      expect(bench.story.all).toEqual(['closed by us']);
      expect(bench.clock.pendingTimers).toBe(0);
    });

    it('does not wait for a peer that reads nothing', async () => {
      const { speaker, voice } = await bench.open();
      voice.session.stopReading();
      const closing = speaker.close();
      bench.clock.advance(1_000);
      await closing;
      expect(bench.clock.pendingTimers).toBe(0);
    });

    it('within the last audio is the end of all', async () => {
      const { speaker, voice } = await bench.open();
      bench.story.onTold = (line) => {
        if (line.startsWith('audio')) void speaker.close();
      };
      speaker.speak(1, 'One.');
      await voice.flushAsked();
      voice.send(randomBytes(1), randomBytes(1), flushed);
      await bench.story.next('closed by us');
      await speaker.close();
      expect(bench.story.all).toHaveLength(3);
    });
  });
});
