import { plainBrief, toolCall, useVoiceAgent, type VoiceAgentHarness } from './voice-agent-bench.js';
import type { FarEnd } from './voice-agent-far-end.js';

/** What every driver promises about callers who speak while the agent does, or while it is about to. */
export function voiceAgentInterruption(startHarness: () => Promise<VoiceAgentHarness>): void {
  const bench = useVoiceAgent(startHarness);
  const turnOf = (text: string): string[] => ['caller_turn_ended', `caller_said ${text}`];
  const replyTold = ['agent_said Yes?', 'audio b', 'agent_audio_done'];

  async function replies(far: FarEnd): Promise<void> {
    await far.begins({ text: 'Yes?', audio: ['b'] });
    await far.ends();
    await bench.listener.next('agent_audio_done');
  }

  /** A session in which the agent is speaking. */
  async function speaking() {
    const { link, far } = await bench.talk();
    await far.callerSays('Hello');
    await far.begins({ text: 'How can I help?', audio: ['a'] });
    await bench.listener.next('audio');
    return { link, far };
  }

  /** A session in which the agent waits for these tools. */
  async function waiting(...ids: string[]) {
    const { link, far } = await bench.talk();
    await far.callerSays('Is Tuesday free?');
    await far.asks(...ids.map((id) => toolCall(id)));
    for (const _id of ids) await bench.listener.next('tool_requested');
    return { link, far };
  }

  describe('barge-in', () => {
    it('is told in time, and ends the reply for good: what is left of it is withheld and counted', async () => {
      const { link, far } = await speaking();
      await far.callerStarts();
      await far.leftover('stale', 'old');
      expect(bench.told.at(-1)).toBe('caller_started_speaking');
      await far.callerSays('Wait');
      await replies(far);
      expect(bench.toldSinceStart).toEqual([...turnOf('Wait'), ...replyTold]);
      expect(bench.listener.audio.toString()).toBe('ab');
      expect(await bench.counter('crownline_agent_withheld_audio_bytes_total')).toBe('staleold'.length);
      await link.close();
    });

    it('ends a reply that was there and not yet heard', async () => {
      const { link, far } = await bench.talk();
      await far.callerSays('Hello');
      await far.prepares('How can I help?');
      await far.callerStarts();
      await far.leftover('stale', 'old');
      await far.callerSays('Is anybody there?');
      await replies(far);
      expect(bench.told).toEqual([
        'caller_started_speaking',
        ...turnOf('Hello'),
        'caller_started_speaking',
        ...turnOf('Is anybody there?'),
        ...replyTold,
      ]);
      await link.close();
    });

    it('ends a reply that is still being thought of', async () => {
      const { link, far } = await bench.talk();
      await far.callerSays('Hello');
      await far.callerStarts();
      await far.leftover('stale');
      await far.callerSays('Is anybody there?');
      await replies(far);
      expect(bench.toldSinceStart).toEqual([...turnOf('Is anybody there?'), ...replyTold]);
      await link.close();
    });

    it('ends the greeting', async () => {
      const { link, far } = await bench.talk(plainBrief);
      await far.greets('a');
      await far.callerStarts();
      await far.leftover('stale');
      await far.callerSays('Wait');
      await replies(far);
      expect(bench.told.slice(0, 2)).toEqual(['agent_said Good morning.', 'audio a']);
      expect(bench.toldSinceStart).toEqual([...turnOf('Wait'), ...replyTold]);
      await link.close();
    });

    it('comes again and again', async () => {
      const { link, far } = await bench.talk();
      for (const word of ['one', 'two', 'three', 'four']) {
        await far.callerSays(`Hello ${word}`);
        await far.begins({ text: `Yes, ${word}?`, audio: [word] });
        await far.callerStarts();
        await far.leftover('stale');
      }
      await far.callerSays('Wait');
      await replies(far);
      expect(bench.told).toEqual([
        ...['one', 'two', 'three', 'four'].flatMap((word, at) => [
          ...(at === 0 ? ['caller_started_speaking'] : []),
          ...turnOf(`Hello ${word}`),
          `agent_said Yes, ${word}?`,
          `audio ${word}`,
          'caller_started_speaking',
        ]),
        ...turnOf('Wait'),
        ...replyTold,
      ]);
      await link.close();
    });

    it('is reported also in the tail of a reply whose last audio was sent', async () => {
      const { link, far } = await speaking();
      await far.ends();
      await far.callerStarts();
      await far.callerSays('Wait');
      expect(bench.told.slice(-5)).toEqual([
        'audio a',
        'agent_audio_done',
        'caller_started_speaking',
        ...turnOf('Wait'),
      ]);
      await link.close();
    });

    it('keeps the late end of a cut reply from being taken for the end of the next one', async () => {
      const { link, far } = await speaking();
      await far.callerStarts();
      await far.callerSays('Wait');
      await far.leftoverEnd();
      await replies(far);
      expect(bench.toldSinceStart).toEqual([...turnOf('Wait'), ...replyTold]);
      expect(bench.told.filter((line) => line === 'agent_audio_done')).toHaveLength(1);
      await link.close();
    });

    it('lets a line of ours be heard when the caller started and then said nothing', async () => {
      const { link, far } = await speaking();
      await far.callerStarts();
      link.say('Are you still there?', 'queue');
      await far.leftover('stale');
      await far.speaks(await far.nextLine(), 'c');
      expect(bench.toldSinceStart).toEqual(['agent_said Are you still there?', 'audio c', 'agent_audio_done']);
      await link.close();
    });

    it('ends a line from before it', async () => {
      const { link, far } = await bench.talk();
      link.say('One moment.', 'queue');
      await far.nextLine();
      await far.callerStarts();
      await far.leftover('stale');
      await far.callerSays('Wait');
      await replies(far);
      expect(bench.told).toEqual(['caller_started_speaking', ...turnOf('Wait'), ...replyTold]);
      await link.close();
    });

    it('ends a line that waits behind the reply', async () => {
      const { link, far } = await speaking();
      link.say('One moment.', 'queue');
      await far.roundTrip();
      await far.callerStarts();
      await far.leftover('stale');
      await far.callerSays('Wait');
      await replies(far);
      expect(bench.toldSinceStart).toEqual([...turnOf('Wait'), ...replyTold]);
      await link.close();
    });
  });

  describe('an interruption while a tool runs', () => {
    it('takes the request back, and drops its answer', async () => {
      const { link, far } = await waiting('t1');
      await far.callerStarts();
      await bench.listener.next('tool_cancelled');
      link.answerTool('t1', '"late"');
      await far.leftover('stale');
      await far.callerSays('No, Tuesday');
      link.answerTool('t1', '"later"');
      await far.asks(toolCall('t2'));
      await bench.listener.next('tool_requested');
      link.answerTool('t2', '"in time"');
      expect(await far.nextAnswers()).toEqual([{ requestId: 't2', resultJson: '"in time"' }]);
      await replies(far);
      expect(bench.toldSinceStart).toEqual([
        'tool_cancelled t1',
        ...turnOf('No, Tuesday'),
        'tool_requested t2 find_slots {}',
        ...replyTold,
      ]);
      await link.close();
    });

    it('takes back only what was not answered', async () => {
      const { link, far } = await waiting('t1', 't2', 't3');
      link.answerTool('t2', '"in time"');
      await far.roundTrip();
      await far.callerStarts();
      link.answerTool('t1', '"late"');
      await far.callerSays('No, Tuesday');
      await replies(far);
      expect(bench.toldSinceStart).toEqual([
        'tool_cancelled t1',
        'tool_cancelled t3',
        ...turnOf('No, Tuesday'),
        ...replyTold,
      ]);
      await link.close();
    });

    it('ends what is said meanwhile', async () => {
      const { link, far } = await bench.talk();
      await far.callerSays('Is Tuesday free?');
      await far.begins({ text: 'One moment.', audio: ['a'], calls: [toolCall('t1')] });
      await bench.listener.next('tool_requested');
      await far.callerStarts();
      await far.leftover('stale', 'old');
      await far.callerSays('No, Tuesday');
      await replies(far);
      expect(bench.toldSinceStart).toEqual(['tool_cancelled t1', ...turnOf('No, Tuesday'), ...replyTold]);
      expect(bench.listener.audio.toString()).toBe('ab');
      await link.close();
    });

    it('lets nothing through of a reply to an answer that it cut', async () => {
      const { link, far } = await waiting('t1');
      link.answerTool('t1', '{}');
      await far.nextAnswers();
      await far.begins({ text: 'On Monday.', audio: ['a'] });
      await far.callerStarts();
      await far.leftover('stale', 'old');
      await far.callerSays('No, Tuesday');
      await replies(far);
      expect(bench.toldSinceStart).toEqual([...turnOf('No, Tuesday'), ...replyTold]);
      expect(bench.listener.audio.toString()).toBe('ab');
      await link.close();
    });

    it('leaves an answer that was given nothing to take back, and no reply of its own', async () => {
      const { link, far } = await waiting('t1');
      link.answerTool('t1', '{}');
      await far.nextAnswers();
      await far.callerStarts();
      await far.leftover('stale');
      await far.callerSays('No, Tuesday');
      await replies(far);
      expect(bench.toldSinceStart).toEqual([...turnOf('No, Tuesday'), ...replyTold]);
      await link.close();
    });

    it('lets a tool be asked for in the new turn', async () => {
      const { link, far } = await speaking();
      await far.callerStarts();
      await far.leftover('stale');
      await far.callerSays('Is Tuesday free?');
      await far.asks(toolCall('t1'));
      await bench.listener.next('tool_requested');
      link.answerTool('t1', '{}');
      await far.nextAnswers();
      await replies(far);
      expect(bench.toldSinceStart).toEqual([
        ...turnOf('Is Tuesday free?'),
        'tool_requested t1 find_slots {}',
        ...replyTold,
      ]);
      await link.close();
    });
  });
}
