import { randomBytes } from 'node:crypto';
import type { SayHow } from '../../src/agent/voice-agent.port.js';
import { plainBrief, quietBrief, toolCall, useVoiceAgent, type VoiceAgentHarness } from './voice-agent-bench.js';
import type { FarEnd } from './voice-agent-far-end.js';

const turn = (words: string): string[] => ['caller_started_speaking', 'caller_turn_ended', `caller_said ${words}`];
const said = (text: string, ...audio: string[]): string[] => [
  `agent_said ${text}`,
  ...audio.map((letters) => `audio ${letters}`),
  'agent_audio_done',
];

/** What every driver promises while a session lasts. */
export function voiceAgentConversation(startHarness: () => Promise<VoiceAgentHarness>): void {
  const bench = useVoiceAgent(startHarness);

  async function replies(far: FarEnd, text: string, ...audio: (string | Buffer)[]): Promise<void> {
    await far.begins({ text, audio });
    await far.ends();
    await bench.listener.next('agent_audio_done');
  }

  /** The caller has said something, and these are asked for. */
  async function asked(far: FarEnd, ...ids: string[]): Promise<void> {
    await far.callerSays('Is Tuesday free?');
    await far.asks(...ids.map((id) => toolCall(id, `{"of":"${id}"}`)));
    for (const _id of ids) await bench.listener.next('tool_requested');
  }

  describe('a session', () => {
    it('greets the caller word for word', async () => {
      const { link, far } = await bench.talk(plainBrief);
      expect(await far.greets('abc', 'de')).toBe('Good morning.');
      await far.ends();
      await bench.listener.next('agent_audio_done');
      expect(bench.told).toEqual(said('Good morning.', 'abc', 'de'));
      await link.close();
    });

    it('leaves the first word to the caller where there is no greeting', async () => {
      const { link, far } = await bench.talk({
        ...quietBrief,
        history: [{ kind: 'said', role: 'agent', text: 'Good morning.' }],
      });
      await far.callerSays('Hello');
      await replies(far, 'How can I help?', 'a');
      expect(bench.told).toEqual([...turn('Hello'), ...said('How can I help?', 'a')]);
      await link.close();
    });

    it('tells turns and replies in their order', async () => {
      const { link, far } = await bench.talk();
      for (const word of ['one', 'two', 'three']) {
        await far.callerSays(`Hello ${word}`);
        await replies(far, `Yes, ${word}.`, word, 'z');
      }
      expect(bench.told).toEqual(
        ['one', 'two', 'three'].flatMap((word) => [...turn(`Hello ${word}`), ...said(`Yes, ${word}.`, word, 'z')]),
      );
      await link.close();
    });

    it('passes the agent on byte for byte, whatever the frame sizes', async () => {
      const { link, far } = await bench.talk();
      const chunks = [1, 159, 160, 161, 7, 4096, 70_001].map((size) => randomBytes(size));
      await far.callerSays('Hello');
      await replies(far, 'Yes?', ...chunks);
      expect(bench.listener.audio.equals(Buffer.concat(chunks))).toBe(true);
      await link.close();
    });

    it('passes the caller on byte for byte, and leaves empty frames out', async () => {
      const { link, far } = await bench.talk();
      const frames = Array.from({ length: 500 }, (_, index) => randomBytes(index % 3 === 0 ? 0 : 160 + (index % 7)));
      const sent = Buffer.concat(frames);
      for (const frame of frames) link.sendAudio(frame);
      expect((await far.audio(sent.length)).equals(sent)).toBe(true);
      await link.close();
    });

    it('does not alter the frames it is given', async () => {
      const { link, far } = await bench.talk();
      const frame = randomBytes(160);
      const before = Buffer.from(frame);
      link.sendAudio(frame);
      await far.audio(160);
      expect(frame.equals(before)).toBe(true);
      await link.close();
    });

    it('goes on when its listener throws', async () => {
      const onAudio = bench.listener.onAudio.bind(bench.listener);
      const onEvent = bench.listener.onEvent.bind(bench.listener);
      bench.listener.onAudio = (chunk) => {
        onAudio(chunk);
        throw new Error('a listener that fails on audio');
      };
      bench.listener.onEvent = (event) => {
        onEvent(event);
        throw new Error('a listener that fails on events');
      };
      const { link, far } = await bench.talk();
      await asked(far, 't1');
      link.answerTool('t1', '{}');
      await replies(far, 'On Monday.', 'a', 'b');
      expect(bench.told.slice(-4)).toEqual(said('On Monday.', 'a', 'b'));
      expect(bench.harness.logged()).toContain('agent.listener_failed');
      await link.close();
    });

    it('keeps what is said out of the log', async () => {
      const { link, far } = await bench.talk({ ...quietBrief, instructions: 'Zebulon owns the clinic.' });
      await far.callerSays('My name is Zebulon');
      await far.asks(toolCall('t1', '{"name":"Zebulon"}'));
      await bench.listener.next('tool_requested');
      link.answerTool('t1', '{"of":"Zebulon"}');
      await far.begins({ text: 'Zebulon, yes.', audio: ['a'] });
      await far.callerStarts();
      await far.leftover('b');
      link.replyHeard('Zebulon');
      link.say('Hello Zebulon?', 'queue');
      await far.nextLine();
      await link.close();
      expect(bench.harness.logged()).not.toContain('Zebulon');
    });
  });

  describe('tools', () => {
    it('are asked for one by one, and answered in any order', async () => {
      const { link, far } = await bench.talk();
      await asked(far, 't1', 't2', 't3');
      for (const id of ['t2', 't3', 't1']) link.answerTool(id, `{"free":"${id}"}`);
      expect(await far.nextAnswers()).toEqual(
        ['t1', 't2', 't3'].map((requestId) => ({ requestId, resultJson: `{"free":"${requestId}"}` })),
      );
      expect(bench.toldSinceStart.slice(2)).toEqual(
        ['t1', 't2', 't3'].map((id) => `tool_requested ${id} find_slots {"of":"${id}"}`),
      );
      await link.close();
    });

    it('are answered once, and none that is unknown', async () => {
      const { link, far } = await bench.talk();
      await asked(far, 't1', 't2');
      link.answerTool('t1', '"first"');
      link.answerTool('t1', '"again"');
      link.answerTool('t9', '"unknown"');
      link.answerTool('t2', '"last"');
      expect(await far.nextAnswers()).toEqual([
        { requestId: 't1', resultJson: '"first"' },
        { requestId: 't2', resultJson: '"last"' },
      ]);
      link.answerTool('t1', '"late"');
      await replies(far, 'On Monday.', 'a');
      expect(bench.told.slice(-3)).toEqual(said('On Monday.', 'a'));
      await link.close();
    });

    it('may be asked for again and again in one reply', async () => {
      const { link, far } = await bench.talk();
      await asked(far, 't1');
      link.answerTool('t1', '1');
      expect(await far.nextAnswers()).toEqual([{ requestId: 't1', resultJson: '1' }]);
      await far.asks(toolCall('t2'));
      await bench.listener.next('tool_requested');
      link.answerTool('t2', '2');
      expect(await far.nextAnswers()).toEqual([{ requestId: 't2', resultJson: '2' }]);
      await replies(far, 'On Monday.', 'a');
      expect(bench.toldSinceStart.slice(2)).toEqual([
        'tool_requested t1 find_slots {"of":"t1"}',
        'tool_requested t2 find_slots {}',
        ...said('On Monday.', 'a'),
      ]);
      await link.close();
    });

    it('are waited for with words, and what follows is heard behind them', async () => {
      const { link, far } = await bench.talk();
      await far.callerSays('Is Tuesday free?');
      await far.begins({ text: 'One moment.', audio: ['a'], calls: [toolCall('t1')] });
      await far.ends();
      await bench.listener.next('tool_requested');
      link.answerTool('t1', '{}');
      await far.nextAnswers();
      await far.begins({ text: 'It is.', audio: ['b'] });
      await far.ends();
      const words = bench.told.filter((line) => /^(agent_said|audio) /.test(line));
      expect(words).toEqual(['agent_said One moment.', 'audio a', 'agent_said It is.', 'audio b']);
      expect(bench.told.filter((line) => line.startsWith('tool_'))).toEqual(['tool_requested t1 find_slots {}']);
      await link.close();
    });

    it('leave room for a line of ours', async () => {
      const { link, far } = await bench.talk();
      await asked(far, 't1');
      link.say('Still looking.', 'queue');
      await far.speaks(await far.nextLine(), 'a');
      link.answerTool('t1', '{}');
      await far.nextAnswers();
      await far.begins({ text: 'It is free.', audio: ['b'] });
      await far.ends();
      expect(bench.told.slice(-6)).toEqual([...said('Still looking.', 'a'), ...said('It is free.', 'b')]);
      await link.close();
    });
  });

  describe('lines of ours', () => {
    it.each<SayHow>(['queue', 'interrupt', 'if_idle'])('are spoken: %s', async (how) => {
      const { link, far } = await bench.talk();
      link.say('One moment, please.', how);
      const line = await far.nextLine();
      expect(line).toBe('One moment, please.');
      await far.speaks(line, 'a');
      expect(bench.told).toEqual(said('One moment, please.', 'a'));
      await link.close();
    });

    it('wait behind the reply that is going on', async () => {
      const { link, far } = await bench.talk();
      await far.callerSays('Hello');
      await far.begins({ text: 'How can I help?', audio: ['a'] });
      link.say('One moment, please.', 'queue');
      await far.goesOn('b');
      await far.ends();
      await far.speaks(await far.nextLine(), 'c');
      expect(bench.toldSinceStart.slice(2)).toEqual([
        ...said('How can I help?', 'a', 'b'),
        ...said('One moment, please.', 'c'),
      ]);
      await link.close();
    });

    it('are reported when they are refused, once', async () => {
      const { link, far } = await bench.talk();
      await far.callerStarts();
      link.say('Are you there?', 'if_idle');
      await far.refusesLine();
      await bench.listener.next('say_refused');
      await far.callerSays('Wait');
      expect(bench.told).toEqual(['caller_started_speaking', 'say_refused', ...turn('Wait').slice(1)]);
      await link.close();
    });
  });

  describe('turns of the caller', () => {
    it('carry the languages that were heard, most first', async () => {
      const { link, far } = await bench.talk();
      await far.callerSays('Hola, good morning', ['es', 'en-US']);
      await replies(far, 'Hola.', 'a');
      await far.callerSays('Hello');
      expect((await bench.listener.next('caller_said')).languages).toEqual(['es', 'en-US']);
      expect((await bench.listener.next('caller_said')).languages).toEqual([]);
      await link.close();
    });

    it('are ended when we ask for it', async () => {
      const { link, far } = await bench.talk();
      link.endTurn();
      await far.turnEndAsked();
      await far.callerStarts();
      link.endTurn();
      await far.turnEndAsked();
      await link.close();
    });

    it('can be handed over from another session, are replied to and not told back', async () => {
      const { link, far } = await bench.talk();
      link.hear('I need an appointment.');
      expect(await far.nextHeard()).toBe('I need an appointment.');
      await replies(far, 'On which day?', 'a');
      expect(bench.told).toEqual(said('On which day?', 'a'));
      await link.close();
    });

    it('are told when the caller says the same again', async () => {
      const { link, far } = await bench.talk();
      link.hear('Yes.');
      await far.nextHeard();
      await far.callerSays('Yes.');
      expect(bench.told).toEqual(turn('Yes.'));
      await link.close();
    });
  });

  describe('how much of a reply was heard', () => {
    const everMore = ['Nobody said this.', '', 'How', 'How can I help?'];

    it('may be told at any time, and changes nothing of what is reported', async () => {
      const { link, far } = await bench.talk(plainBrief);
      const tell = (): void => everMore.forEach((text) => link.replyHeard(text));
      tell();
      await far.greets('a');
      await far.ends();
      tell();
      await asked(far, 't1');
      tell();
      link.answerTool('t1', '{}');
      await far.nextAnswers();
      await far.begins({ text: 'How can I help?', audio: ['b'] });
      await far.callerStarts();
      tell();
      await far.callerSays('Wait');
      tell();
      await replies(far, 'Yes?', 'c');
      tell();
      expect(bench.toldSinceStart).toEqual([...turn('Wait').slice(1), ...said('Yes?', 'c')]);
      await link.close();
    });
  });

  describe('a change of the brief', () => {
    const tool = plainBrief.tools[0]!;
    const saysHello = async (far: FarEnd): Promise<void> => {
      await far.callerSays('Hello');
      expect(bench.told.at(-1)).toBe('caller_said Hello');
    };

    it('of the instructions is known by the next turn', async () => {
      const { link, far } = await bench.talk();
      link.update({ instructions: 'Answer in rhymes.' });
      await saysHello(far);
      expect(await far.told('instructions')).toBe('Answer in rhymes.');
      await link.close();
    });

    it('builds on the changes before it', async () => {
      const { link, far } = await bench.talk();
      link.update({ instructions: 'Answer in rhymes.' });
      link.update({ tools: [tool, { ...tool, name: 'book', mutates: true }] });
      link.update({});
      await saysHello(far);
      expect(await far.told('instructions')).toBe('Answer in rhymes.');
      expect(await far.told('toolNames')).toEqual(['find_slots', 'book']);
      await link.close();
    });

    it('of the voices is heard', async () => {
      const { link, far } = await bench.talk();
      link.update({ voices: ['aura-2-luna-en', 'aura-2-thalia-en'] });
      expect(await far.told('voice')).toBe('aura-2-luna-en');
      await far.callerSays('Hello');
      await replies(far, 'Yes?', 'a');
      expect(bench.told.slice(-3)).toEqual(said('Yes?', 'a'));
      await link.close();
    });

    it('of the names to expect is listened for', async () => {
      const { link, far } = await bench.talk();
      link.update({ keyterms: ['Riverside Dental'] });
      expect(await far.told('keyterms')).toEqual(['Riverside Dental']);
      await far.callerSays('Hello');
      expect(bench.told).toEqual(turn('Hello'));
      await link.close();
    });

    it('interrupts nothing', async () => {
      const { link, far } = await bench.talk();
      await far.callerSays('Hello');
      await far.begins({ text: 'How can I help?', audio: ['a'] });
      link.update({ instructions: 'Answer in rhymes.', voices: ['aura-2-luna-en'], tools: [] });
      await far.roundTrip();
      await far.goesOn('b');
      await far.ends();
      expect(bench.told.slice(-4)).toEqual(said('How can I help?', 'a', 'b'));
      await link.close();
    });
  });
}
