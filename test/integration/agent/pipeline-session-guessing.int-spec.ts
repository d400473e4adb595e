import type { AgentBrief } from '../../../src/agent/voice-agent.port.js';
import type { PipelineFarEnd } from '../../support/pipeline-far-end.js';
import { turnInfo } from '../../support/scripted-listen.js';
import { quietBrief, toolCall, useVoiceAgent } from '../../support/voice-agent-bench.js';
import { startPipelineHarness } from './pipeline-harness.js';

const eagerBrief: AgentBrief = {
  ...quietBrief,
  turnTaking: { endConfidence: 0.7, eagerConfidence: 0.4, endTimeoutMs: 5000 },
};

describe('A pipeline session that guesses when a turn is over', () => {
  const bench = useVoiceAgent(startPipelineHarness);

  /** A session in which the caller's turn is probably over. */
  async function guessing(text: string, brief = eagerBrief) {
    const linking = bench.dial({ brief });
    const far = await bench.harness.nextFarEnd();
    await far.open();
    const link = await linking;
    await far.hears(turnInfo('StartOfTurn', 1, 'Is'), turnInfo('EagerEndOfTurn', 1, text));
    return { link, far };
  }

  const ends = (far: PipelineFarEnd, text: string) => far.hears(turnInfo('EndOfTurn', 1, text));
  const wholeTurn = (text: string) => ['caller_started_speaking', 'caller_turn_ended', `caller_said ${text}`];
  const spoken = (far: PipelineFarEnd) => far.voice.messages.all.filter(({ type }) => type === 'Speak');
  const lastOf = <Item>(items: readonly Item[]): Item | undefined => items[items.length - 1];

  it('asks the model ahead, and speaks its reply when the turn is over, without asking again', async () => {
    const { link, far } = await guessing('Is Tuesday free');
    const asked = await far.nextRequest();
    expect(lastOf(asked.messages)).toEqual({ role: 'user', content: 'Is Tuesday free' });
    await far.thinks('Yes, it is.');
    await far.roundTrip();
    expect(bench.told).toEqual(['caller_started_speaking']);
    expect(spoken(far)).toEqual([]);
    await ends(far, 'Is Tuesday free?');
    expect(await far.nextLine()).toBe('Yes, it is.');
    await far.speaks('', 'a');
    expect(bench.told).toEqual([
      ...wholeTurn('Is Tuesday free'),
      'agent_said Yes, it is.',
      'audio a',
      'agent_audio_done',
    ]);
    expect(bench.harness.llm.all).toHaveLength(1);
    await link.close();
  });

  it('speaks the reply also when the turn is over before the model has begun', async () => {
    const { link, far } = await guessing('Is Tuesday free?');
    await far.nextRequest();
    await ends(far, 'Is Tuesday free?');
    await far.begins({ text: 'Yes, it is.', audio: ['a'] });
    await far.ends();
    expect(bench.told.slice(-3)).toEqual(['agent_said Yes, it is.', 'audio a', 'agent_audio_done']);
    expect(bench.harness.llm.all).toHaveLength(1);
    await link.close();
  });

  it('speaks, tells and remembers nothing of a guess when the caller goes on', async () => {
    const { link, far } = await guessing('Is Tuesday');
    await far.thinks('Which Tuesday?');
    await far.hears(turnInfo('TurnResumed', 1, 'Is Tuesday'));
    await far.hears(turnInfo('Update', 1, 'Is Tuesday or Wednesday free?'));
    expect(bench.told).toEqual(['caller_started_speaking']);
    await ends(far, 'Is Tuesday or Wednesday free?');
    expect((await far.nextRequest()).messages.slice(1)).toEqual([
      { role: 'user', content: 'Is Tuesday or Wednesday free?' },
    ]);
    await far.begins({ text: 'Both are.', audio: ['a'] });
    await far.ends();
    expect(spoken(far).map(({ text }) => text)).toEqual(['Both are.']);
    expect(bench.told).toEqual([
      ...wholeTurn('Is Tuesday or Wednesday free?'),
      'agent_said Both are.',
      'audio a',
      'agent_audio_done',
    ]);
    await link.close();
  });

  it('leaves the model alone as soon as the caller goes on', async () => {
    const { link, far } = await guessing('Is Tuesday');
    const guess = (await far.takeRequest()).begin();
    await far.hears(turnInfo('TurnResumed', 1, 'Is Tuesday'));
    expect(await guess.closedEarly).toBe(true);
    await link.close();
  });

  it.each(['the session ends', 'a line of ours interrupts'] as const)(
    'leaves the model alone when %s',
    async (what) => {
      const { link, far } = await guessing('Is Tuesday');
      const guess = (await far.takeRequest()).begin();
      if (what === 'the session ends') await link.close();
      else link.say('I must put you through.', 'interrupt');
      expect(await guess.closedEarly).toBe(true);
      await link.close();
    },
  );

  it('asks anew when the turn ends with other words', async () => {
    const { link, far } = await guessing('Is Tuesday');
    const guess = (await far.takeRequest()).begin();
    await ends(far, 'Is Tuesday morning free?');
    expect(await guess.closedEarly).toBe(true);
    expect(lastOf((await far.nextRequest()).messages)?.content).toBe('Is Tuesday morning free?');
    await link.close();
  });

  it('asks anew when the brief has changed meanwhile', async () => {
    const { link, far } = await guessing('Is Tuesday free?');
    const guess = (await far.takeRequest()).begin();
    link.update({ instructions: 'Answer in rhymes.' });
    await ends(far, 'Is Tuesday free?');
    expect(await guess.closedEarly).toBe(true);
    expect(await far.told('instructions')).toBe('Answer in rhymes.');
    await link.close();
  });

  it('holds the tools of a guess until the turn is over, and asks for each once', async () => {
    const { link, far } = await guessing('Is Tuesday free?');
    await far.thinks('One moment.', toolCall('t1'), toolCall('t2'));
    await far.roundTrip();
    expect(bench.told).toEqual(['caller_started_speaking']);
    await ends(far, 'Is Tuesday free?');
    await bench.listener.next('tool_requested');
    await bench.listener.next('tool_requested');
    expect(bench.told).toEqual([
      ...wholeTurn('Is Tuesday free?'),
      'tool_requested t1 find_slots {}',
      'tool_requested t2 find_slots {}',
    ]);
    link.answerTool('t2', '2');
    link.answerTool('t1', '1');
    expect(await far.nextAnswers()).toEqual([
      { requestId: 't1', resultJson: '1' },
      { requestId: 't2', resultJson: '2' },
    ]);
    await link.close();
  });

  it('never asks for the tools of a guess that was wrong', async () => {
    const { link, far } = await guessing('Is Tuesday');
    await far.asks(toolCall('t1'));
    await far.hears(turnInfo('TurnResumed', 1, 'Is Tuesday'));
    link.answerTool('t1', '"of nobody"');
    await ends(far, 'Is Tuesday the tenth?');
    expect((await far.nextRequest()).messages.slice(1)).toEqual([{ role: 'user', content: 'Is Tuesday the tenth?' }]);
    await far.begins({ text: 'It is.', audio: ['a'] });
    expect(bench.told.filter((line) => line.startsWith('tool_'))).toEqual([]);
    await link.close();
  });

  it('goes on without a guess that failed', async () => {
    const { link, far } = await guessing('Is Tuesday free?');
    const guess = await far.takeRequest();
    guess.answer(404, { error: { message: 'no such model' } });
    await guess.closedEarly;
    await far.roundTrip();
    await ends(far, 'Is Tuesday free?');
    await far.begins({ text: 'It is.', audio: ['a'] });
    await far.ends();
    expect(bench.told.at(-1)).toBe('agent_audio_done');
    expect(bench.harness.llm.all).toHaveLength(2);
    await link.close();
  });

  it('asks nobody ahead where the brief wants no guesses', async () => {
    const { link, far } = await guessing('Is Tuesday free?', quietBrief);
    await far.roundTrip();
    expect(bench.harness.llm.all).toHaveLength(0);
    await ends(far, 'Is Tuesday free?');
    await far.nextRequest();
    await link.close();
  });
});
