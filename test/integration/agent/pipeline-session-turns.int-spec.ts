import { BYTES_PER_MS } from '../../../src/audio/frame.types.js';
import type { HistoryItem } from '../../../src/agent/voice-agent.port.js';
import type { ChatMessage, PipelineFarEnd } from '../../support/pipeline-far-end.js';
import { results, speechStarted, turnInfo, utteranceEnd } from '../../support/scripted-listen.js';
import { chatChunk } from '../../support/scripted-llm.js';
import {
  plainBrief,
  quietBrief,
  toolCall,
  useVoiceAgent,
  type VoiceAgentBench,
} from '../../support/voice-agent-bench.js';
import { startPipelineHarness, type PipelineHarness } from './pipeline-harness.js';

async function talk(bench: VoiceAgentBench<PipelineHarness>, brief = quietBrief) {
  const linking = bench.dial({ brief });
  const far = await bench.harness.nextFarEnd();
  await far.open();
  return { link: await linking, far };
}

/** What the model is asked next, without the instructions. */
async function conversation(far: PipelineFarEnd): Promise<ChatMessage[]> {
  return (await far.nextRequest()).messages.filter(({ role }) => role !== 'system');
}

async function replies(far: PipelineFarEnd, text: string, audio: string): Promise<void> {
  await far.begins({ text, audio: [audio] });
  await far.ends();
}

const user = (content: string): ChatMessage => ({ role: 'user', content });
const assistant = (content: string): ChatMessage => ({ role: 'assistant', content });
const called = (...ids: string[]): ChatMessage => ({
  role: 'assistant',
  content: null,
  tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'find_slots', arguments: '{}' } })),
});
const answered = (id: string, content: string): ChatMessage => ({ role: 'tool', tool_call_id: id, content });

describe.each(['flux', 'nova'] as const)('Turns of a pipeline session, with %s', (recognizer) => {
  const bench = useVoiceAgent(() => startPipelineHarness({ recognizer }));
  const isFlux = recognizer === 'flux';

  /** A turn of other words than those the far end begins with by itself. */
  const mumbles = (text: string): object[] =>
    isFlux
      ? [turnInfo('StartOfTurn', 9, text), turnInfo('EndOfTurn', 9, text)]
      : [speechStarted, results(text, { final: false }), results(text, { speech_final: true }), utteranceEnd];
  const noise = (turn: number): object[] =>
    isFlux ? [turnInfo('StartOfTurn', turn, ''), turnInfo('EndOfTurn', turn, '')] : [speechStarted, utteranceEnd];

  it('are not begun by who only shows that they listen, and nothing of that is answered', async () => {
    const { link, far } = await talk(bench);
    await far.callerSays('Hello');
    await far.begins({ text: 'How can I help?', audio: ['a'] });
    await far.hears(...mumbles('Mhm.'));
    await far.goesOn('b');
    await far.ends();
    expect(bench.told.slice(3)).toEqual(['agent_said How can I help?', 'audio a', 'audio b', 'agent_audio_done']);
    expect(bench.harness.llm.all).toHaveLength(1);
    await link.close();
  });

  it('are not begun by that while a tool runs either, when the lead-in was heard', async () => {
    const { link, far } = await talk(bench);
    await far.callerSays('Hello');
    await far.begins({ text: 'Let me see.', audio: ['a'], calls: [toolCall('t1')] });
    await far.ends();
    await bench.listener.next('tool_requested');
    bench.harness.clock.advance(1000);
    await far.hears(...mumbles('Okay.'));
    bench.harness.clock.advance(2000);
    await far.roundTrip();
    link.answerTool('t1', '"free"');
    await far.begins({ text: 'Tuesday is free.', audio: ['b'] });
    await far.ends();
    expect(bench.told.slice(3)).toEqual([
      'tool_requested t1 find_slots {}',
      'agent_said Let me see.',
      'audio a',
      'agent_audio_done',
      'agent_said Tuesday is free.',
      'audio b',
      'agent_audio_done',
    ]);
    await link.close();
  });

  it('that seemed to come to nothing are answered once, and not over what we say meanwhile', async () => {
    const { link, far } = await talk(bench);
    await far.callerStarts('Um');
    link.say('I was saying that Tuesday is free.', 'queue');
    await far.nextLine();
    await far.speaks('', 'a');
    await far.callerSays('Thursday instead');
    expect((await conversation(far)).at(-1)?.content).toMatch(/Thursday instead$/);
    await replies(far, 'Thursday it is.', 'b');
    expect(bench.told).toEqual([
      'caller_started_speaking',
      'agent_said I was saying that Tuesday is free.',
      'audio a',
      'agent_audio_done',
      'caller_started_speaking',
      'caller_turn_ended',
      expect.stringMatching(/^caller_said (Um )?Thursday instead$/),
      'agent_said Thursday it is.',
      'audio b',
      'agent_audio_done',
    ]);
    await link.close();
  });

  it('that are over while an answer to something else is thought of have the only answer', async () => {
    const { link, far } = await talk(bench);
    await far.callerStarts('Um');
    link.hear('Go on.');
    const other = (await far.takeRequest()).begin();
    await far.callerSays('Thursday instead');
    expect(await other.closedEarly).toBe(true);
    await replies(far, 'Thursday it is.', 'a');
    expect(bench.told.filter((line) => line.startsWith('agent_said'))).toEqual(['agent_said Thursday it is.']);
    await link.close();
  });

  it('are begun by the same words when nobody else speaks', async () => {
    const { link, far } = await talk(bench);
    await far.hears(...mumbles('Okay.'));
    expect(await conversation(far)).toEqual([user('Okay.')]);
    expect(bench.told).toEqual(['caller_started_speaking', 'caller_turn_ended', 'caller_said Okay.']);
    await link.close();
  });

  it('are not begun by noise', async () => {
    const { link, far } = await talk(bench);
    await far.hears(...noise(0));
    await far.callerSays('Hello');
    await far.begins({ text: 'How can I help?', audio: ['a'] });
    await far.hears(...noise(2));
    await far.goesOn('b');
    await far.ends();
    expect(bench.told).toEqual([
      'caller_started_speaking',
      'caller_turn_ended',
      'caller_said Hello',
      'agent_said How can I help?',
      'audio a',
      'audio b',
      'agent_audio_done',
    ]);
    await link.close();
  });

  it('that are split by a breath get one answer, to all of their words', async () => {
    const { link, far } = await talk(bench);
    await far.callerSays('I need an appointment');
    const cut = (await far.takeRequest()).begin();
    await far.callerSays('on Tuesday');
    expect(await cut.closedEarly).toBe(true);
    expect(await conversation(far)).toEqual([user('I need an appointment on Tuesday')]);
    await replies(far, 'At what time?', 'a');
    expect(bench.told).toEqual([
      'caller_started_speaking',
      'caller_turn_ended',
      'caller_said I need an appointment',
      'caller_started_speaking',
      'caller_turn_ended',
      'caller_said on Tuesday',
      'agent_said At what time?',
      'audio a',
      'agent_audio_done',
    ]);
    await link.close();
  });

  it('are over when we say so, and not once more when the recogniser does', async () => {
    const { link, far } = await talk(bench);
    await far.callerStarts('I am done');
    link.endTurn();
    await far.turnEndAsked();
    expect(await conversation(far)).toEqual([user('I am done')]);
    await far.hears(
      ...(isFlux
        ? [turnInfo('EndOfTurn', 1, 'I am done.')]
        : [results('I am done.', { from_finalize: true }), utteranceEnd]),
    );
    await replies(far, 'Fine.', 'a');
    expect(bench.told).toEqual([
      'caller_started_speaking',
      'caller_turn_ended',
      'caller_said I am done',
      'agent_said Fine.',
      'audio a',
      'agent_audio_done',
    ]);
    expect(bench.harness.llm.all).toHaveLength(1);
    await link.close();
  });
});

describe('What the model of a pipeline session is asked', () => {
  const bench = useVoiceAgent(startPipelineHarness);

  it('is all that was said and looked up so far, in another session too', async () => {
    const history: HistoryItem[] = [
      { kind: 'said', role: 'agent', text: 'Good morning.' },
      { kind: 'said', role: 'caller', text: 'Is Tuesday free?' },
      { kind: 'tool', requestId: 't1', name: 'find_slots', argumentsJson: '{}', resultJson: '"free"' },
    ];
    const { link, far } = await talk(bench, { ...quietBrief, history });
    await far.callerSays('Hello?');
    expect(await far.told('instructions')).toBe('Answer the phone.');
    expect(await far.told('toolNames')).toEqual(['find_slots']);
    expect(await conversation(far)).toEqual([
      assistant('Good morning.'),
      user('Is Tuesday free?'),
      called('t1'),
      answered('t1', '"free"'),
      user('Hello?'),
    ]);
    await replies(far, 'Tuesday is free.', 'a');
    await far.callerSays('I take it');
    expect((await conversation(far)).slice(-3)).toEqual([
      user('Hello?'),
      assistant('Tuesday is free.'),
      user('I take it'),
    ]);
    // No greeting was said in between.
    expect(far.voice.messages.all.filter(({ type }) => type === 'Speak')).toHaveLength(1);
    await link.close();
  });

  it('has the greeting, which is said once a session and asked of the voice once a process', async () => {
    const first = await talk(bench, plainBrief);
    await first.far.greets('abc');
    await first.far.ends();
    await first.link.close();
    const { link, far } = await talk(bench, plainBrief);
    await far.callerSays('Hello');
    expect(await conversation(far)).toEqual([assistant('Good morning.'), user('Hello')]);
    await replies(far, 'Yes?', 'd');
    const greeting = ['agent_said Good morning.', 'audio abc', 'agent_audio_done'];
    expect(bench.told.slice(0, 7)).toEqual([...greeting, 'link_closed null', ...greeting]);
    expect(far.voice.messages.all.filter(({ type }) => type === 'Speak').map(({ text }) => text)).toEqual(['Yes?']);
    await link.close();
  });

  it.each([
    ['what was heard of a reply that was cut', 'How can I', [assistant('How can I')]],
    ['nothing of a reply that was cut unheard', '', []],
    ['a reply that was heard to its end', 'How can I help you?', [assistant('How can I help you?')]],
  ])('has %s', async (_what, heard, remembered) => {
    const { link, far } = await talk(bench);
    await far.callerSays('Hello');
    await far.begins({ text: 'How can I help you?', audio: ['a'] });
    await far.callerStarts();
    link.replyHeard(heard);
    await far.callerSays('Wait');
    const said = remembered.length > 0 ? [user('Hello'), ...remembered, user('Wait')] : [user('Hello Wait')];
    expect(await conversation(far)).toEqual(said);
    await link.close();
  });

  it('has nothing of what a model was still writing as the caller cut in, and lets it write no more', async () => {
    const { link, far } = await talk(bench);
    await far.callerSays('Hello');
    const writing = (await far.takeRequest()).begin();
    writing.send(chatChunk({ content: 'How can I help you today? We are open' }));
    expect(await far.nextLine()).toBe('How can I help you today?');
    await far.goesOn('a');
    await far.callerStarts();
    expect(await writing.closedEarly).toBe(true);
    link.replyHeard('How can');
    await far.callerSays('Wait');
    expect(await conversation(far)).toEqual([user('Hello'), assistant('How can'), user('Wait')]);
    await link.close();
  });

  it('has nothing of a reply that was cut before its first sound', async () => {
    const { link, far } = await talk(bench);
    await far.callerSays('Hello');
    await far.prepares('How can I help you?');
    await far.callerStarts();
    await far.callerSays('Wait');
    expect(await conversation(far)).toEqual([user('Hello Wait')]);
    await link.close();
  });

  it('has lines of ours that were spoken', async () => {
    const { link, far } = await talk(bench);
    link.say('This call is recorded.', 'queue');
    await far.speaks(await far.nextLine(), 'a');
    await far.callerSays('Fine');
    expect(await conversation(far)).toEqual([assistant('This call is recorded.'), user('Fine')]);
    await link.close();
  });

  it('has the answers of parallel tools at once, in the order of the requests', async () => {
    const { link, far } = await talk(bench);
    await far.callerSays('Is Tuesday free?');
    await far.asks(toolCall('t1'), toolCall('t2'), toolCall('t3'));
    for (let call = 1; call <= 3; call += 1) await bench.listener.next('tool_requested');
    link.answerTool('t3', '"t3"');
    link.answerTool('t1', '"t1"');
    await far.roundTrip();
    expect(bench.harness.llm.all).toHaveLength(1);
    link.answerTool('t2', '"t2"');
    expect(await conversation(far)).toEqual([
      user('Is Tuesday free?'),
      called('t1', 't2', 't3'),
      answered('t1', '"t1"'),
      answered('t2', '"t2"'),
      answered('t3', '"t3"'),
    ]);
    await link.close();
  });

  it('has what tools had answered as the caller cut in, and nothing of what was taken back', async () => {
    const { link, far } = await talk(bench);
    await far.callerSays('Is Tuesday free?');
    await far.asks(toolCall('t1'), toolCall('t2'));
    await bench.listener.next('tool_requested');
    await bench.listener.next('tool_requested');
    link.answerTool('t1', '"free"');
    await far.callerStarts();
    link.answerTool('t2', '"late"');
    await far.callerSays('Or Friday');
    expect(await conversation(far)).toEqual([
      user('Is Tuesday free?'),
      called('t1'),
      answered('t1', '"free"'),
      user('Or Friday'),
    ]);
    await link.close();
  });
});

describe('Lines of ours in a pipeline session', () => {
  const bench = useVoiceAgent(startPipelineHarness);

  it.each(['the agent thinks', 'the agent is heard', 'the caller speaks'] as const)(
    'that wait for nobody are refused while %s',
    async (when) => {
      const { link, far } = await talk(bench);
      if (when === 'the caller speaks') await far.callerStarts();
      else await far.callerSays('Hello');
      if (when === 'the agent is heard') await replies(far, 'Yes?', 'a'.repeat(100 * BYTES_PER_MS));
      link.say('Are you there?', 'if_idle');
      await bench.listener.next('say_refused');
      await link.close();
    },
  );

  it('are spoken as soon as the last audio was played', async () => {
    const { link, far } = await talk(bench);
    await far.callerSays('Hello');
    await replies(far, 'Yes?', 'a'.repeat(100 * BYTES_PER_MS));
    bench.harness.clock.advance(99);
    link.say('Not yet.', 'if_idle');
    await bench.listener.next('say_refused');
    bench.harness.clock.advance(1);
    link.say('Are you there?', 'if_idle');
    expect(await far.nextLine()).toBe('Are you there?');
    await link.close();
  });

  it('replace a reply and its tools when they interrupt', async () => {
    const { link, far } = await talk(bench);
    await far.callerSays('Is Tuesday free?');
    await far.begins({ text: 'One moment.', audio: ['a'], calls: [toolCall('t1')] });
    await bench.listener.next('tool_requested');
    link.say('I must put you through.', 'interrupt');
    await bench.listener.next('tool_cancelled');
    await far.leftover('stale');
    await far.speaks(await far.nextLine(), 'b');
    link.answerTool('t1', '"late"');
    expect(bench.listener.audio.toString()).toBe('ab');
    expect(bench.told.slice(-4)).toEqual([
      'tool_cancelled t1',
      'agent_said I must put you through.',
      'audio b',
      'agent_audio_done',
    ]);
    await link.close();
  });
});
