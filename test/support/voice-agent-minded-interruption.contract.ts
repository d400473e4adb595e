import type { AgentLink } from '../../src/agent/voice-agent.port.js';
import { toolCall } from './voice-agent-bench.js';
import {
  letters,
  useMindedAgent,
  type MindedHarness,
  type ProviderAct,
  type ProviderSession,
} from './voice-agent-minded-bench.js';

/** What is promised about callers who speak while the agent does, or while it is about to. */
export function mindedInterruption(startHarness: () => Promise<MindedHarness>): void {
  const bench = useMindedAgent(startHarness);
  const request: ProviderAct = { act: 'requests_tools', calls: [toolCall('t1')] };
  const starts: ProviderAct = { act: 'caller_starts' };
  const done: ProviderAct = { act: 'audio_done' };
  const stale: ProviderAct[] = [letters('stale'), { act: 'agent_says', text: 'And on Monday.' }, letters('old'), done];
  const reply: ProviderAct[] = [{ act: 'agent_says', text: 'Yes?' }, letters('b'), done];
  const replyTold = ['agent_said Yes?', 'audio b', 'agent_audio_done'];
  const says = (text: string): ProviderAct => ({ act: 'caller_says', text });
  const told = (text: string) => ['caller_turn_ended', `caller_said ${text}`];
  const takes = (id: string): ProviderAct => ({ act: 'takes_answer', id });

  describe('barge-in', () => {
    it('withholds what is left of the cut reply until a new turn begins, and counts it', async () => {
      const { link, provider } = await bench.open(letters('a'));
      provider.act(starts, letters('stale'), { act: 'agent_says', text: 'stale' }, letters('old'));
      provider.act(done, says('Wait'), ...reply);
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual(['audio a', 'caller_started_speaking', ...told('Wait'), ...replyTold]);
      expect(await bench.counter('crownline_agent_withheld_audio_bytes_total')).toBe('staleold'.length);
      await link.close();
    });

    it('lets a tool request begin the new turn', async () => {
      const { link, provider } = await bench.open(letters('a'));
      provider.act(starts, letters('stale'), request, letters('b'), done);
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.audio.toString()).toBe('ab');
      await link.close();
    });

    it('shuts again when a turn that seemed over is resumed', async () => {
      const { link, provider } = await bench.open();
      provider.act(starts, request, starts, letters('stale'));
      provider.act({ act: 'cancels_tools', ids: ['t1'] }, says('No, Tuesday'));
      await bench.listener.next('caller_said');
      expect(bench.listener.story).toEqual([
        'caller_started_speaking',
        'tool_requested t1 find_slots {}',
        'caller_started_speaking',
        'tool_cancelled t1',
        ...told('No, Tuesday'),
      ]);
      await link.close();
    });

    it('lets a line of ours be heard when the caller started and then said nothing', async () => {
      const { link, provider } = await bench.open();
      provider.act(starts);
      await bench.listener.next('caller_started_speaking');
      link.say('Are you still there?', 'queue');
      expect(await provider.nextLine()).toBe('Are you still there?');
      provider.act(letters('stale'), { act: 'agent_says', text: 'And on Monday' }, letters('stale'));
      provider.act({ act: 'agent_says', text: 'Are you still there?' }, letters('a'), done);
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual([
        'caller_started_speaking',
        'agent_said Are you still there?',
        'audio a',
        'agent_audio_done',
      ]);
      await link.close();
    });

    it('keeps a line from before the interruption from opening the way for stale audio', async () => {
      const { link, provider } = await bench.open();
      link.say('One moment.', 'queue');
      await provider.nextLine();
      provider.act(starts, { act: 'agent_says', text: 'One moment.' }, letters('stale'));
      provider.act(says('Wait'));
      await bench.listener.next('caller_said');
      expect(bench.listener.story).toEqual(['caller_started_speaking', ...told('Wait')]);
      await link.close();
    });

    it('is reported also in the tail of a reply whose last audio was sent, and again with every start', async () => {
      const { link, provider } = await bench.open(letters('a'), done);
      provider.act(starts, starts, says('Wait'));
      await bench.listener.next('caller_said');
      expect(bench.listener.story).toEqual([
        'audio a',
        'agent_audio_done',
        'caller_started_speaking',
        'caller_started_speaking',
        ...told('Wait'),
      ]);
      await link.close();
    });

    it('keeps a reply from starting over a caller who goes on after all', async () => {
      const { link, provider } = await bench.open();
      provider.act(starts, says('Hello'), starts, ...stale);
      provider.act(says('Is anybody there?'), ...reply);
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual([
        'caller_started_speaking',
        ...told('Hello'),
        'caller_started_speaking',
        ...told('Is anybody there?'),
        ...replyTold,
      ]);
      await link.close();
    });

    it('keeps the late end of a cut reply from being taken for the end of the next one', async () => {
      const { link, provider } = await bench.open(letters('a'));
      provider.act(starts, says('Wait'), done, ...reply);
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story.slice(-3)).toEqual(replyTold);
      expect(bench.listener.story.filter((line) => line === 'agent_audio_done')).toHaveLength(1);
      await link.close();
    });
  });

  describe('an interruption while a tool runs', () => {
    const tail = (): string[] =>
      bench.listener.story.slice(bench.listener.story.lastIndexOf('caller_started_speaking') + 1);
    const asked = async (...acts: ProviderAct[]) => {
      const opened = await bench.open(...acts);
      await bench.listener.next('tool_requested');
      return opened;
    };
    const answer = async (link: AgentLink, provider: ProviderSession, id = 't1') => {
      link.answerTool(id, '{}');
      await provider.nextAnswer();
    };

    it('leaves the tool’s answer its reply, when the provider does not cancel the call and shows that it has the answer', async () => {
      const { link, provider } = await asked(request, letters('a'));
      provider.act(starts, ...stale);
      await bench.listener.next('caller_started_speaking');
      await answer(link, provider);
      provider.act(takes('t1'), ...reply);
      await bench.listener.next('agent_audio_done');
      expect(tail()).toEqual(replyTold);
      await link.close();
    });

    it('leaves it its reply also when the provider shows nothing', async () => {
      const { link, provider } = await asked(request, letters('a'));
      provider.act(starts, ...stale);
      await bench.listener.next('caller_started_speaking');
      await answer(link, provider);
      await bench.roundTrip(link, provider);
      provider.act(...reply);
      await bench.listener.next('agent_audio_done');
      expect(tail().slice(-3)).toEqual(replyTold);
      expect(bench.listener.audio.toString()).toBe('ab');
      await link.close();
    });

    it('leaves it its reply when the answer was under way as the caller started', async () => {
      const { link, provider } = await asked(request);
      await answer(link, provider);
      provider.act(starts, ...stale, takes('t1'));
      await bench.roundTrip(link, provider);
      provider.act(...reply);
      await bench.listener.next('agent_audio_done');
      expect(tail().slice(-3)).toEqual(replyTold);
      expect(bench.listener.audio.toString()).toBe('b');
      await link.close();
    });

    it('waits for the last of several answers', async () => {
      const { link, provider } = await bench.open({ act: 'requests_tools', calls: [toolCall('t1'), toolCall('t2')] });
      await bench.listener.next('tool_requested');
      await bench.listener.next('tool_requested');
      provider.act(starts);
      await bench.listener.next('caller_started_speaking');
      await answer(link, provider, 't2');
      provider.act(takes('t2'), ...stale);
      await bench.settled(provider);
      await answer(link, provider);
      provider.act(takes('t1'), ...reply);
      await bench.listener.next('agent_audio_done');
      expect(tail()).toEqual(['warned ALL_HEARD', ...replyTold]);
      await link.close();
    });

    it('lets nothing through of a reply to an answer that it cut', async () => {
      const { link, provider } = await asked(request);
      await answer(link, provider);
      provider.act(takes('t1'), { act: 'agent_says', text: 'On Monday.' }, starts, ...stale);
      provider.act(takes('t1'), ...stale);
      await bench.roundTrip(link, provider);
      provider.act(...stale);
      await bench.settled(provider);
      expect(tail()).toEqual(['warned ALL_HEARD', 'warned ALL_HEARD', 'warned ALL_HEARD']);
      await link.close();
    });

    it('lets nothing through of a call that is cancelled before its answer', async () => {
      const { link, provider } = await asked(request, letters('a'));
      provider.act(starts, ...stale, { act: 'cancels_tools', ids: ['t1'] });
      await bench.listener.next('tool_cancelled');
      link.answerTool('t1', '{}');
      provider.act(...stale);
      await bench.settled(provider);
      provider.act(says('No, Tuesday'), ...reply);
      await bench.listener.next('agent_audio_done');
      expect(provider.answers()).toEqual([]);
      expect(tail()).toEqual(['tool_cancelled t1', 'warned ALL_HEARD', ...told('No, Tuesday'), ...replyTold]);
      await link.close();
    });

    it('lets nothing through of a call that is cancelled after its answer', async () => {
      const { link, provider } = await asked(request, letters('a'));
      provider.act(starts);
      await bench.listener.next('caller_started_speaking');
      await answer(link, provider);
      provider.act(takes('t1'), { act: 'cancels_tools', ids: ['t1'] }, ...stale);
      await bench.settled(provider);
      provider.act(...stale, says('No, Tuesday'), ...reply);
      await bench.listener.next('agent_audio_done');
      expect(tail()).toEqual(['warned ALL_HEARD', ...told('No, Tuesday'), ...replyTold]);
      await link.close();
    });

    it('lets nothing through of a request that had crossed it on the way and is cancelled', async () => {
      const { link, provider } = await bench.open(letters('a'));
      provider.act(starts, request, { act: 'cancels_tools', ids: ['t1'] }, ...stale);
      await bench.settled(provider);
      provider.act(says('No, Tuesday'), ...reply);
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.audio.toString()).toBe('ab');
      await link.close();
    });
  });
}
