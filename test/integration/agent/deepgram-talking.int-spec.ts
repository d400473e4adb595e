import type { Frame } from '../../support/scripted-deepgram.js';
import { useVoiceAgent } from '../../support/voice-agent-bench.js';
import { agentText, audioDone, openSession, startDeepgramHarness } from './deepgram-harness.js';

describe('Deepgram on the wire: talking', () => {
  const bench = useVoiceAgent(startDeepgramHarness);

  it.each<[string, Frame]>([
    ['ConversationText of the user', { type: 'ConversationText', role: 'user', content: 'Hi' }],
    ['EndOfTurn', { type: 'EndOfTurn', trigger: 'model' }],
    ['AgentThinking', { type: 'AgentThinking', content: 'Hm.' }],
    ['AgentStartedSpeaking', { type: 'AgentStartedSpeaking', total_latency: 1, tts_latency: 0.1, ttt_latency: 0.4 }],
    [
      'FunctionCallRequest, also for a function that Deepgram runs',
      { type: 'FunctionCallRequest', functions: [{ id: 'f', name: 'n', arguments: '{}', client_side: false }] },
    ],
  ])('takes %s for the beginning of a new turn', async (_what, signal) => {
    const { link, session } = await openSession(bench);
    session.send({ type: 'UserStartedSpeaking' }, Buffer.from('stale'), signal, Buffer.from('a'), audioDone);
    await bench.listener.next('agent_audio_done');
    expect(bench.listener.audio.toString()).toBe('a');
    await link.close();
  });

  it.each<[string, Frame]>([
    ['a late sentence of the cut reply', agentText('And on Monday we open at nine.')],
    ['an AgentAudioDone', audioDone],
    ['a LatencyReport', { type: 'LatencyReport', stt_latency: 0.1 }],
    ['a History entry', { type: 'History', role: 'assistant', content: 'And on Monday' }],
    ['a Warning', { type: 'Warning', code: 'SLOW_SPEAK_REQUEST', description: 'Slow.' }],
    ['an unknown message', { type: 'SomethingNew' }],
  ])('does not take %s for the beginning of a new turn', async (_what, noise) => {
    const { link, session } = await openSession(bench);
    session.send({ type: 'UserStartedSpeaking' }, noise, Buffer.from('stale'), { type: 'EndOfTurn' });
    session.send(Buffer.from('a'), audioDone);
    await bench.listener.next('agent_audio_done');
    expect(bench.listener.audio.toString()).toBe('a');
    await link.close();
  });

  it('leaves server-side functions, echoes and informative messages alone, and does not call them unknown', async () => {
    const { link, session } = await openSession(bench);
    session.send(
      { type: 'FunctionCallRequest', functions: [{ id: 'f', name: 'n', arguments: '{}', client_side: false }] },
      { type: 'FunctionCallResponse', id: 'f', name: 'n', content: '{}' },
      {
        type: 'History',
        function_calls: [{ id: 'f', name: 'n', client_side: false, arguments: '{}', response: '{}' }],
      },
      { type: 'History', role: 'assistant', content: 'Hello.' },
      { type: 'LatencyReport', stt_latency: null },
      { type: 'PromptUpdated' },
      { type: 'SpeakUpdated' },
      { type: 'ThinkUpdated' },
      { type: 'ListenUpdated' },
      { type: 'ConversationText', role: 'system', content: 'Not spoken by anybody.' },
      agentText('  '),
      audioDone,
    );
    await bench.listener.next('agent_audio_done');
    link.answerTool('f', '{}');
    link.say('On.', 'queue');
    await session.received('InjectAgentMessage');
    expect(bench.listener.story).toEqual(['agent_audio_done']);
    expect(session.messages.all.map(({ type }) => type)).toEqual(['Settings', 'InjectAgentMessage']);
    expect(await bench.counter('crownline_agent_unknown_messages_total')).toBe(0);
    expect(await bench.counter('crownline_agent_protocol_violations_total')).toBe(0);
    await link.close();
  });

  it('skips message types from after its time and counts them, however many', async () => {
    const { link, session } = await openSession(bench);
    session.send(...Array.from({ length: 200 }, () => ({ type: 'SomethingNew', with: { more: 1 } })), audioDone);
    await bench.listener.next('agent_audio_done');
    expect(await bench.counter('crownline_agent_unknown_messages_total')).toBe(200);
    await link.close();
  });

  it('tolerates fields that it does not know', async () => {
    const { link, session } = await openSession(bench);
    session.send({ ...agentText('Hello.'), languages: ['en'], confidence: 1 }, { ...audioDone, turn: 4 });
    await bench.listener.next('agent_audio_done');
    expect(bench.listener.story).toEqual(['agent_said Hello.', 'agent_audio_done']);
    await link.close();
  });

  it('answers a function with the id, name and JSON text of the protocol', async () => {
    const { link, session } = await openSession(bench);
    const functions = [{ id: 'fc_1', name: 'book', arguments: '{"a":1}', client_side: true, thought_signature: 'x' }];
    session.send({ type: 'FunctionCallRequest', functions });
    await bench.listener.next('tool_requested');
    link.answerTool('fc_1', '{"ok":true}');
    expect(await session.received('FunctionCallResponse')).toEqual({
      type: 'FunctionCallResponse',
      id: 'fc_1',
      name: 'book',
      content: '{"ok":true}',
    });
    await link.close();
  });

  it('injects lines with the field and the behaviours of the protocol', async () => {
    const { link, session } = await openSession(bench);
    link.say('One moment.', 'queue');
    link.say('Goodbye.', 'interrupt');
    const [first, second] = [
      await session.received('InjectAgentMessage'),
      await session.received('InjectAgentMessage'),
    ];
    expect(first).toEqual({ type: 'InjectAgentMessage', message: 'One moment.', behavior: 'queue' });
    expect(second).toEqual({ type: 'InjectAgentMessage', message: 'Goodbye.', behavior: 'interrupt' });
    await link.close();
  });

  it.each<[string, Frame[]]>([
    ['InjectionRefused', [{ type: 'InjectionRefused', message: 'Busy.' }]],
    ['InjectionRefused without its message', [{ type: 'InjectionRefused' }]],
    [
      'a warning about the caller',
      [{ type: 'Warning', code: 'INJECT_AGENT_MESSAGE_DURING_USER_SPEECH', description: '' }],
    ],
    [
      'a warning about the agent',
      [{ type: 'Warning', code: 'INJECT_AGENT_MESSAGE_DURING_AGENT_SPEECH', description: '' }],
    ],
    [
      'both forms for one line',
      [
        { type: 'Warning', code: 'INJECT_AGENT_MESSAGE_DURING_USER_SPEECH', description: '' },
        { type: 'InjectionRefused' },
      ],
    ],
  ])('reports a refused line once on %s', async (_what, frames) => {
    const { link, session } = await openSession(bench);
    link.say('One moment.', 'queue');
    await session.received('InjectAgentMessage');
    session.send(...frames, audioDone);
    await bench.listener.next('agent_audio_done');
    expect(bench.listener.story).toEqual(['say_refused', 'agent_audio_done']);
    await link.close();
  });

  it.each(['SLOW_THINK_REQUEST', 'THINK_REQUEST_FAILED', 'SPEAK_REQUEST_FAILED', 'FUNCTION_CALL_FAILED'])(
    'reports the warning %s, counts it by its code and goes on',
    async (code) => {
      const { link, session } = await openSession(bench);
      session.send({ type: 'Warning', code, description: 'Something.' }, audioDone);
      await bench.listener.next('agent_audio_done');
      expect(bench.listener.story).toEqual([`warned ${code}`, 'agent_audio_done']);
      expect(await bench.harness.registry.metrics()).toContain(
        `crownline_agent_warnings_total{driver="deepgram",code="${code}"} 1`,
      );
      await link.close();
    },
  );

  it('counts warnings of an unknown code together, and those that say more than a warning too', async () => {
    const { link, session } = await openSession(bench);
    session.send(
      { type: 'Warning', code: 'FROM_AFTER_OUR_TIME', description: '' },
      { type: 'Warning', code: 'Jane Doe is slow', description: '' },
      { type: 'Warning', code: 'MAXIMUM_SESSION_LENGTH_APPROACHING', description: '' },
      audioDone,
    );
    await bench.listener.next('agent_audio_done');
    expect(bench.listener.story).toEqual([
      'warned FROM_AFTER_OUR_TIME',
      'warned UNRECOGNISED_CODE',
      'session_expiring',
      'agent_audio_done',
    ]);
    const text = await bench.harness.registry.metrics();
    expect(text).toContain('crownline_agent_warnings_total{driver="deepgram",code="other"} 2');
    expect(text).toContain('{driver="deepgram",code="MAXIMUM_SESSION_LENGTH_APPROACHING"} 1');
    await link.close();
  });

  it('reports no latency of hearing, of which one comes with every frame', async () => {
    const { link, session } = await openSession(bench);
    session.send(...Array.from({ length: 500 }, () => ({ type: 'LatencyReport', stt_latency: 0.08 })));
    session.send({ type: 'LatencyReport', stt_latency: 0.08, total_latency: 0.95 }, audioDone);
    await bench.listener.next('agent_audio_done');
    expect(bench.listener.story).toEqual(['latency_reported total 950', 'agent_audio_done']);
    await link.close();
  });

  it('takes the times of AgentStartedSpeaking only from a server that reports none otherwise', async () => {
    const { link, session } = await openSession(bench);
    const speaking = { type: 'AgentStartedSpeaking', total_latency: 1, tts_latency: 0.1, ttt_latency: 0.4 };
    session.send({ type: 'LatencyReport', stt_latency: 0.08 }, speaking);
    session.send({ type: 'LatencyReport', ttt_token_latency: 0.3 }, speaking, audioDone);
    await bench.listener.next('agent_audio_done');
    expect(bench.listener.story).toEqual([
      'latency_reported first_text 400',
      'latency_reported speech 100',
      'latency_reported total 1000',
      'latency_reported first_token 300',
      'agent_audio_done',
    ]);
    await link.close();
  });

  it('never sends an empty frame, which Deepgram takes for the end of the audio', async () => {
    const { link, session } = await openSession(bench);
    link.sendAudio(Buffer.alloc(0));
    link.sendAudio(Buffer.alloc(160));
    await session.audio(160);
    expect(session.audioFrames.all).toHaveLength(1);
    await link.close();
  });
});
