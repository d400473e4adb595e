import type { AgentLink } from '../../../src/agent/voice-agent.port.js';
import type { Frame, ScriptedSession } from '../../support/scripted-deepgram.js';
import { useVoiceAgent } from '../../support/voice-agent-bench.js';
import { agentText, audioDone, openSession, startDeepgramHarness } from './deepgram-harness.js';

describe('Deepgram on the wire: a function call that survives an interruption', () => {
  const bench = useVoiceAgent(startDeepgramHarness);
  const request: Frame = {
    type: 'FunctionCallRequest',
    functions: [{ id: 'f', name: 'find_slots', arguments: '{}', client_side: true }],
  };
  const started: Frame = { type: 'UserStartedSpeaking' };
  const echo = { type: 'FunctionCallResponse', id: 'f', name: 'find_slots', content: '{}' };
  const history: Frame = {
    type: 'History',
    function_calls: [{ id: 'f', name: 'find_slots', client_side: true, arguments: '{}', response: '{}' }],
  };

  /** The caller starts while the function runs, and then it is answered. */
  async function answeredAfterTheStart(): Promise<{ link: AgentLink; session: ScriptedSession }> {
    const { link, session } = await openSession(bench, request, Buffer.from('lead-in'));
    await bench.listener.next('tool_requested');
    session.send(started);
    await bench.listener.next('caller_started_speaking');
    link.answerTool('f', '{}');
    await session.received('FunctionCallResponse');
    return { link, session };
  }

  /** What is reported of a reply that begins here. */
  async function reply(session: ScriptedSession): Promise<string> {
    session.send(Buffer.from('a'), agentText('On Monday.'), Buffer.from('b'), audioDone);
    session.send({ type: 'Warning', code: 'SLOW_THINK_REQUEST', description: '' });
    await bench.listener.next('warned');
    return bench.listener.audio.toString().replace('lead-in', '');
  }

  it.each<[string, Frame]>([
    ['the echo of the answer', echo],
    ['the history, which now has the call', history],
    ['thinking', { type: 'AgentThinking', content: 'Hm.' }],
  ])('lets %s open the way for the reply, also where the audio comes before its text', async (_what, sign) => {
    const { link, session } = await answeredAfterTheStart();
    session.send(Buffer.from('stale'), sign);
    expect(await reply(session)).toBe('ab');
    await link.close();
  });

  it('opens the way on the text when there is no sign, though not before a round trip', async () => {
    const { link, session } = await answeredAfterTheStart();
    await session.roundTrip();
    expect(await reply(session)).toBe('b');
    await link.close();
  });

  it.each<[string, Frame]>([
    ['the echo of another function', { ...echo, id: 'other' }],
    [
      'an echo without an id, of a function that Deepgram runs',
      { type: 'FunctionCallResponse', name: 'n', content: '' },
    ],
    ['history of words', { type: 'History', role: 'assistant', content: 'On Monday.' }],
    ['history of an older call', { type: 'History', function_calls: [{ id: 'older' }] }],
  ])('does not take %s for a sign', async (_what, noise) => {
    const { link, session } = await openSession(bench, request, Buffer.from('lead-in'));
    await bench.listener.next('tool_requested');
    session.send(started, noise);
    expect(await reply(session)).toBe('');
    expect(bench.listener.story).not.toContain('agent_said On Monday.');
    link.answerTool('f', '{}');
    await link.close();
  });

  it('needs the pong of a ping from after the start, when the answer was under way', async () => {
    const { link, session } = await openSession(bench, request);
    await bench.listener.next('tool_requested');
    link.answerTool('f', '{}');
    await session.received('FunctionCallResponse');
    session.ignorePings();
    session.send(started, echo, Buffer.from('stale'));
    await session.roundTrip();
    expect(await reply(session)).toBe('');
    await link.close();
  });

  it('does not take the pong of an earlier interruption for that of this one', async () => {
    const { link, session } = await openSession(bench, request);
    await bench.listener.next('tool_requested');
    link.answerTool('f', '{}');
    await session.received('FunctionCallResponse');
    session.ignorePings();
    const isRoundTrip = (ping: Buffer) => ping.length > 0;
    session.send(started);
    const first = await session.pings.next(isRoundTrip);
    session.send(started, echo, Buffer.from('stale'));
    const second = await session.pings.next(isRoundTrip);
    session.answerPing(first);
    expect(await reply(session)).toBe('');
    session.answerPing(second);
    await session.roundTrip();
    expect(await reply(session)).toBe('ab');
    await link.close();
  });

  it('takes a history that comes late, behind the beginning of the reply, for no sign', async () => {
    const { link, session } = await openSession(bench, request);
    await bench.listener.next('tool_requested');
    link.answerTool('f', '{}');
    await session.received('FunctionCallResponse');
    session.send(agentText('On Monday.'), started, history);
    await session.roundTrip();
    expect(await reply(session)).toBe('');
    await link.close();
  });
});
